"""Issue -> Letter, confirmation -> Letter: rendered once, the same for every reader."""

from __future__ import annotations

from digest.render.letters.confirmation import render_confirmation
from digest.render.letters.issue import render_issue

__all__ = ["render_confirmation", "render_issue"]
