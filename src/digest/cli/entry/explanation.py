"""An article at a terminal as its file stood: what was cut is shown in its place.

Colours tell what became of each passage and, where there are none, a mark does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from digest.cli.entry.summary import shown_words, tally, view_opening
from digest.model import Article, BlockKind
from digest.render.passages import Fate, Passage

MARKS = {Fate.KEPT: " ", Fate.DOUBT: "?", Fate.CUT: "-"}
STYLES = {Fate.KEPT: "", Fate.DOUBT: "yellow", Fate.CUT: "dim red"}
#: of the words alone: a mark or a reason that is struck could not be read
WORD_STYLES = {Fate.KEPT: "", Fate.DOUBT: "yellow", Fate.CUT: "dim strike red"}
#: columns before the words: the mark, and a number
MARK_WIDTH, NUMBER_WIDTH = 3, 11
#: columns of a reason at the most, and of what parts it from the words
REASON_WIDTH, GAP = 24, 2
#: columns that the words have at the least, however narrow the terminal
LEAST_WIDTH = 20
LEGEND = "- is cut, ? is in doubt; keep: and drop: take the words or the # of a passage"


def show_explanation(
    console: Console, article: Article, passages: tuple[Passage, ...]
) -> None:
    """Show the whole file from top to bottom; at the end, what was cut in figures."""
    console.print(*view_opening(article), sep="\n")
    console.print(Text(LEGEND, style="dim"), "")
    longest = max((len(each.reason) for each in passages), default=0)
    columns = _Columns(console, min(longest, REASON_WIDTH))
    for passage, below in zip(passages, [*passages[1:], None], strict=True):
        is_run = below is not None and {passage.fate, below.fate} == {Fate.CUT}
        gap = Text("") if is_run else Text("\n")
        console.print(Text("\n").join(columns.lines(passage)) + gap, soft_wrap=True)
    console.print(Text(tally(passages), style="dim"))


class _Columns:
    """How wide each column is: mark, number, words, reason."""

    def __init__(self, console: Console, reason: int) -> None:
        around = MARK_WIDTH + NUMBER_WIDTH + (reason + GAP if reason else 0)
        self._console = console
        self._reason = reason
        self._words = max(LEAST_WIDTH, console.width - around)

    def lines(self, passage: Passage) -> Iterator[Text]:
        """The lines of the passage; mark, number and reason stand at the first."""
        style, look = STYLES[passage.fate], WORD_STYLES[passage.fate]
        weight = " bold" if passage.kind is BlockKind.HEADING else ""
        words = Text(shown_words(passage.text) or "[image]", style=look + weight)
        reasons = wrap(passage.reason, self._reason) if self._reason else []
        mark, number = MARKS[passage.fate], passage.number
        wrapped = words.wrap(self._console, self._words)
        for line, reason in zip_longest(wrapped, reasons):
            row = Text(mark.ljust(MARK_WIDTH), style=style)
            row.append(number.ljust(NUMBER_WIDTH), style="dim")
            if line:
                line.rstrip()
                row.append_text(line)
            if reason:
                used = MARK_WIDTH + NUMBER_WIDTH + self._words + GAP + self._reason
                row.append(reason.rjust(used - row.cell_len), style=style)
            yield row
            mark = number = ""
