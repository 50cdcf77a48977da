"""How far a build is: a bar for each of its parts on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from digest.cli.screen import open_screen

#: what each part of a build is called on the screen
PARTS = {
    "load": "reading articles",
    "make": "making documents",
    "publish": "putting them in place",
}
#: of one part, so many steps are shown
STEPS = 200


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function that is told a part, what is done of it, and how much there is."""
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=open_screen(is_for_errors=True),
        # a thread that draws would be in the way of starting other processes
        auto_refresh=False,
        transient=True,
    )
    tasks = {part: bars.add_task(PARTS[part], visible=False) for part in PARTS}

    def tell(part: str, done: int, total: int) -> None:
        if done % max(1, total // STEPS) and done != total:
            return
        bars.update(tasks[part], completed=done, total=total, visible=True)
        bars.refresh()

    with bars:
        yield tell
