"""The preview at work."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from digest.errors import DaemonError
from digest.preview import server, watching
from digest.preview.server import open_door
from previews import Preview, a_studio, previewing
from publications import an_article_text, write_publication
from waiting import until


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path, {"harbour.md": an_article_text()})


def has_subject(subject: str) -> Any:
    """Whether the first newsletter's letter is about this."""
    return lambda told: told["newsletters"][0]["letter"]["subject"] == subject


def save_until(path: Path, text: str, is_so: Any) -> None:
    """Save the file again and again: the watch begins at a moment that nobody tells."""

    def saved() -> bool:
        path.write_text(text)
        return bool(is_so())

    until(saved)


def test_what_is_saved_is_shown(root: Path) -> None:
    """In what is told, and in the letter itself."""
    article = root / "content" / "harbour.md"
    with previewing(a_studio(root)) as preview:
        assert has_subject("Harbour opens")(preview.told)
        text = an_article_text("Harbour shuts")
        save_until(article, text, lambda: has_subject("Harbour shuts")(preview.told))
        assert "Harbour shuts" in preview.letter()
        assert "Harbour opens" not in preview.letter("source")


def test_settings_with_a_fault_leave_the_last_good_letter(root: Path) -> None:
    """With the line to mend; once it is mended, nothing is left of the fault."""
    settings = root / "digest.toml"
    good = settings.read_text()
    with previewing(a_studio(root)) as preview:
        bad = good.replace('title = "North Shore Notes"', "title = ")
        save_until(settings, bad, lambda: "digest.toml:2" in preview.told["fault"])
        assert "Harbour opens" in preview.letter()
        save_until(settings, good, lambda: not preview.told["fault"])


def test_a_site_that_cannot_be_shown_at_first_can_be_later(root: Path) -> None:
    """Its content folder comes, as a disk that is mounted."""
    (root / "content").rename(root / "away")
    with previewing(a_studio(root)) as preview:
        assert "content: cannot be read" in preview.told["fault"]
        (root / "away").rename(root / "content")
        preview.until(lambda told: not told["fault"])
        assert "Harbour opens" in preview.letter()


@pytest.mark.parametrize("is_blind", [False, True])
def test_it_looks_again_from_time_to_time(
    root: Path, *, is_blind: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the files can be watched or not: time goes on as well."""
    name = "BLIND_PERIOD" if is_blind else "PERIOD"
    monkeypatch.setattr(server, name, 0.05)

    def refuse(*folders: Path, **values: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    async def nothing(*folders: Path, **values: object) -> Any:
        for _ in ():
            yield _

    monkeypatch.setattr(watching, "watch_folders", refuse if is_blind else nothing)
    with previewing(a_studio(root)) as preview:
        article = root / "content" / "harbour.md"
        article.write_text(an_article_text("Harbour shuts"))
        preview.until(has_subject("Harbour shuts"))


def test_who_looks_when_it_ends_is_sent_home(root: Path) -> None:
    """At once: an open page does not keep the process."""
    with previewing(a_studio(root)) as preview:
        line = preview.client.connect()
        host = f"127.0.0.1:{preview.client.port}"
        line.sendall(f"GET /changes HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")
    with line:
        while line.recv(65_536):
            pass


def test_a_door_is_on_this_machine_only() -> None:
    """Whatever port it has."""
    with open_door(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"
        port = door.getsockname()[1]
        with pytest.raises(DaemonError, match=f"--port: {port}: is taken"):
            open_door(port)


def test_a_port_that_one_may_not_have_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the system says of it."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(DaemonError, match="--port: 80: cannot be listened on"):
        open_door(80)


def test_two_can_look_at_once(root: Path) -> None:
    """Each is told of the same."""
    with previewing(a_studio(root)) as preview:
        other = Preview(preview.client.port)
        assert other.told == preview.told
