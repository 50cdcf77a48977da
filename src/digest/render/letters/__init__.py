"""Issue -> Letter, and letters to one reader alone: rendered once, the same for all."""

from __future__ import annotations

from digest.render.letters.confirmation import render_confirmation
from digest.render.letters.issue import render_issue
from digest.render.letters.moving import render_moving
from digest.render.letters.welcome import render_welcome

__all__ = ["render_confirmation", "render_issue", "render_moving", "render_welcome"]
