"""Where tables and pages are shown; what others wrote is shown as it is."""

from __future__ import annotations

from rich.console import Console


def open_screen(*, is_for_errors: bool = False) -> Console:
    """A console for which [brackets], :colons: and numbers are plain text."""
    return Console(stderr=is_for_errors, markup=False, emoji=False, highlight=False)
