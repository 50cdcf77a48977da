"""Where tables and pages are shown; what others wrote is shown as it is."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from rich.console import Console
from rich.table import Table

#: characters of an address that has a line for itself on a narrow screen
LONGEST_IN_LINE = 40


def add_addresses(table: Table, head: str, longest: int) -> None:
    """A column for addresses, the longest of which has so many characters.

    None is ever cut, as it would be none then: other columns give way, or it goes on
    in the next line.
    """
    table.add_column(head, no_wrap=longest <= LONGEST_IN_LINE, overflow="fold")


def open_screen(*, is_for_errors: bool = False) -> Console:
    """A console for which [brackets], :colons: and numbers are plain text.

    A letter that the terminal's encoding does not know is shown as `?`.
    """
    stream = sys.stderr if is_for_errors else sys.stdout
    # in a test it may be anything that one can write to
    if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
        stream.reconfigure(errors="replace")
    return Console(stderr=is_for_errors, markup=False, emoji=False, highlight=False)
