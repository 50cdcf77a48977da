"""Where tables and pages are shown."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper

import pytest
from rich.table import Table

from digest.cli.screen import add_addresses, open_screen


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "Küste 港 ✓"), ("latin-1", "Küste ? ?"), ("ascii", "K?ste ? ?")],
)
def test_a_letter_that_a_terminal_does_not_know_ends_no_command(
    encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a question mark there, on either stream."""
    for name, is_for_errors in (("stdout", False), ("stderr", True)):
        stream = TextIOWrapper(BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, name, stream)
        open_screen(is_for_errors=is_for_errors).print("Küste 港 ✓")
        stream.seek(0)
        assert stream.read().strip() == shown


def test_what_others_wrote_is_shown_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Brackets and colons are no commands."""
    open_screen().print("[bold]Quay[/bold] :ship: 7")
    assert capsys.readouterr().out == "[bold]Quay[/bold] :ship: 7\n"


@pytest.mark.parametrize("length", [12, 40, 41, 200])
def test_an_address_is_whole_on_a_narrow_screen(
    length: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands beside it; a long one goes on in the next line."""
    monkeypatch.setenv("COLUMNS", "80")
    table = Table(box=None)
    add_addresses(table, "address", length)
    table.add_column("said")
    table.add_row("a" * length, "no such user here, and nobody knows where " * 3)
    open_screen().print(table)
    told = capsys.readouterr().out
    cells = (line.split(" ")[1] for line in told.splitlines()[1:])
    assert "".join(cell for cell in cells if set(cell) == {"a"}) == "a" * length
