"""Where things are for the owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.places import command_line, local_url, near


@pytest.mark.parametrize(
    ("listen", "url"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("0.0.0.0:80", "http://127.0.0.1:80/"),
        ("[::]:8000", "http://[::1]:8000/"),
        ("notes.example.org:8000", "http://notes.example.org:8000/"),
    ],
)
def test_an_address_can_be_opened_on_this_machine(listen: str, url: str) -> None:
    """Where every address is listened on, one of them is named."""
    assert local_url(listen) == url
    assert local_url(listen, "issues/weekly/1/") == f"{url}issues/weekly/1/"


def test_a_command_names_the_site_where_it_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can be copied as it stands, spaces and all."""
    monkeypatch.chdir(tmp_path)
    assert command_line(Path(), "status") == "digest status"
    assert command_line(Path("my notes"), "run") == "digest --site 'my notes' run"


def test_a_path_below_is_told_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one elsewhere as a whole."""
    monkeypatch.chdir(tmp_path)
    assert near(tmp_path / "content") == Path("content")
    assert near(tmp_path.parent / "other") == tmp_path.parent / "other"
