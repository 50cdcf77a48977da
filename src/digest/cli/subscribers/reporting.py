"""What is told of an import while it goes on, and at its end."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from digest.cli.screen import open_screen
from digest.cli.subscribers.private_file import open_private
from digest.cli.words import count_words
from digest.lines import escape_invisible
from digest.subscribers.lists.cells import guard
from digest.subscribers.lists.findings import Finding, Refusal
from digest.subscribers.lists.importing import Counts
from digest.subscribers.lists.parts import Part
from digest.subscribers.lists.programs import PLAIN
from digest.subscribers.lists.source import Source

#: lines that are told on the screen; all are in the file of --refused
SHOWN = 50


class Report:
    """Tells what comes up, with a bar on a terminal; refusals go to a file, too."""

    def __init__(self, parts: Sequence[Part], refused: Path | None) -> None:
        self._size = sum(part.size for part in parts)
        self._path = refused
        self._told = 0
        #: octets of the parts that are done, and of which one is at work now
        self._done = 0
        self._part: Part | None = None
        self._stack = ExitStack()
        screen = open_screen(is_for_errors=True)
        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(),
            DownloadColumn(),
            console=screen,
            transient=True,
            disable=not screen.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=self._size)

    def __enter__(self) -> Self:
        self._stack.enter_context(self._bar)
        if self._path is not None:
            self._writer = csv.writer(
                self._stack.enter_context(open_private(self._path))
            )
            self._writer.writerow(("file", "line", "reason", "row"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        if self._told > SHOWN:
            more = count_words(self._told - SHOWN, "more line")
            click.echo(
                f"and {more}; --refused FILE writes all that is refused", err=True
            )

    def begin(self, part: Part, source: Source) -> None:
        """See Listener."""
        if source is not PLAIN:
            click.echo(f"{escape_invisible(part.place)}: a list of {source.title}")

    def refuse(self, part: Part, line: int, refusal: Refusal) -> None:
        """See Listener."""
        self._tell(f"{part.place}: {Finding(line=line, fact=refusal.fact)}")
        if self._path is not None:
            cells = (part.place, str(line), refusal.fact, refusal.text)
            self._writer.writerow(map(guard, cells))

    def note(self, part: Part, finding: Finding) -> None:
        """See Listener."""
        self._tell(f"{part.place}: {finding}")

    def proceed(self, part: Part, octets: int) -> None:
        """See Listener."""
        if part is not self._part:
            self._done += self._part.size if self._part else 0
            self._part = part
        self._bar.update(self._task, completed=self._done + octets)

    def _tell(self, line: str) -> None:
        self._told += 1
        if self._told <= SHOWN:
            click.echo(escape_invisible(line), err=True)


class QuietReport(Report):
    """Shows how far it is, and nothing else."""

    def begin(self, part: Part, source: Source) -> None:
        """See Listener."""

    def _tell(self, line: str) -> None:
        pass


def summary(counts: Counts, verb: str) -> str:
    """The import in numbers, and what to know about it."""
    return "\n".join(_summary_lines(counts, verb))


def _summary_lines(counts: Counts, verb: str) -> Iterator[str]:
    yield (
        f"{counts.added} {verb}, {counts.known} known already, "
        f"{counts.refused} left out"
    )
    others = {
        state: count
        for state, count in sorted(counts.states.items())
        if count and state != "confirmed"
    }
    if others or counts.suppressed:
        told = [f"{count} {state}" for state, count in others.items()]
        if counts.suppressed:
            told.append(f"{counts.suppressed} that get no mail")
        yield f"among them: {', '.join(told)}"
    for remark, count in sorted(counts.remarks.items()):
        if count:
            yield f"{remark}: {count}"
