"""A screen that shows the same lines anew until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event

from rich.console import Console
from rich.live import Live
from rich.text import Text

#: seconds between two looks
PAUSE = 2.0


def watch(
    screen: Console, lines: Callable[[], Iterable[str]], *, is_over: Event
) -> None:
    """Show the lines, and again after each pause, until it is over or Ctrl-C.

    What does not fit on the screen is left out at its end.
    """
    try:
        with Live(console=screen, auto_refresh=False, screen=True) as live:
            while not is_over.is_set():
                # a Text: what others wrote is no markup
                shown = Text("\n".join(lines()), no_wrap=True, overflow="ellipsis")
                live.update(shown, refresh=True)
                is_over.wait(PAUSE)
    except KeyboardInterrupt:
        return
