from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import ContentSection
from digest.errors import ContentError
from digest.issues import Note
from digest.load.welcome import LARGEST, find_welcome

PATH = "issues/weekly/welcome.md"


def find(root: Path, newsletter: str = "weekly") -> Note | None:
    """What the owner says to new readers."""
    return find_welcome(root, ContentSection(), newsletter)


def write(root: Path, data: str | bytes) -> None:
    """Put the file where it belongs."""
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def test_most_owners_say_nothing(tmp_path: Path) -> None:
    """No file, no folder, or one that is empty."""
    assert find(tmp_path) is None
    write(tmp_path, "")
    assert find(tmp_path) is None


def test_the_owners_words_greet_new_readers(tmp_path: Path) -> None:
    """With a subject and preheader of their own, and for their newsletter alone."""
    words = "---\nsubject: Ahoy\npreheader: Come in\n---\nGood to have **you**.\n"
    write(tmp_path, words)
    note = find(tmp_path)
    assert note is not None
    assert (note.subject, note.preheader) == ("Ahoy", "Come in")
    assert "<strong>you</strong>" in note.html
    assert find(tmp_path, "daily") is None


def test_its_html_is_as_safe_as_any(tmp_path: Path) -> None:
    """Whoever writes it, and from wherever it was copied."""
    write(tmp_path, "Hello <script>alert(1)</script><b onclick=x>you</b>")
    note = find(tmp_path)
    assert note is not None
    assert "script" not in note.html
    assert "onclick" not in note.html


@pytest.mark.parametrize(
    "words",
    ["[here](about.md)", "![us](us.png)", "[up](/about/)", "[down](#end)"],
)
def test_a_reference_to_a_file_is_told(tmp_path: Path, words: str) -> None:
    """A letter has no place from which it could be found."""
    write(tmp_path, words)
    with pytest.raises(ContentError, match="no letter can lead to; write an https"):
        find(tmp_path)


def test_a_link_to_the_web_or_a_mailbox_is_good(tmp_path: Path) -> None:
    """Each is whole by itself."""
    write(tmp_path, "[a](https://n.example/a) [b](mailto:ann@example.org)")
    assert find(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"a" * (LARGEST + 1), b"\x00\x01\x02\x03\x04" * 20, b"---\nfrom: me\n---\nHi"],
)
def test_a_file_that_is_no_note_is_told(tmp_path: Path, data: bytes) -> None:
    """Too large, binary, or with keys that mean nothing here."""
    write(tmp_path, data)
    with pytest.raises(ContentError, match=PATH):
        find(tmp_path)


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """It is not as if there were no words."""
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).symlink_to("nowhere.md")
    with pytest.raises(ContentError):
        find(tmp_path)
