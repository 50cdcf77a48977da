"""What the editor says, and what is no note."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from digest.config import ContentSection
from digest.errors import ContentError
from digest.issues import Note
from digest.load.notes import LARGEST, FoundNote, find_note

#: the issue that is composed
NUMBER = 12


def write(root: Path, **files: str | bytes) -> None:
    """Files of the newsletter: `next_md` is next.md."""
    folder = root / "issues" / "weekly"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        data = text.encode() if isinstance(text, str) else text
        (folder / name.replace("_", ".")).write_bytes(data)


def found(root: Path, *used: str | bytes) -> FoundNote:
    """What is found for the issue; `used` are what earlier ones brought."""
    prints = {_print(each) for each in used}
    return find_note(root, ContentSection(), "weekly", NUMBER, prints)


def note(root: Path) -> Note:
    """The note of the issue, which has one."""
    told = found(root).note
    assert told is not None
    return told


def fault(root: Path) -> str:
    """Why there is no note that could be sent."""
    with pytest.raises(ContentError) as caught:
        found(root)
    return str(caught.value)


def _print(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return sha256(data).hexdigest()


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    """Nor with one for another newsletter or another issue."""
    assert found(tmp_path) == FoundNote(note=None)
    write(tmp_path, **{"13_md": "Not yet."})
    assert found(tmp_path) == FoundNote(note=None)


def test_the_words_are_markdown_without_anything_that_acts(tmp_path: Path) -> None:
    """By the same door as every article."""
    write(tmp_path, next_md="Dear *readers*,\n\n<script>alert(1)</script>hello.\n")
    told = note(tmp_path)
    assert told.html.startswith("<p>Dear <em>readers</em>,</p>")
    assert "script" not in told.html
    assert told.path == "issues/weekly/next.md"


def test_front_matter_has_subject_and_preheader(tmp_path: Path) -> None:
    """In YAML or in TOML; both may be left out."""
    write(tmp_path, next_md="---\nsubject: Hello\npreheader: All: of you\n---\nText.")
    assert (note(tmp_path).subject, note(tmp_path).preheader) == (
        "Hello",
        "All: of you",
    )
    write(tmp_path, next_md='+++\nSubject = "Hello"\n+++\nText.')
    assert (note(tmp_path).subject, note(tmp_path).preheader) == ("Hello", "")
    assert note(tmp_path).html == "<p>Text.</p>"


def test_a_heading_above_it_is_the_subject(tmp_path: Path) -> None:
    """As that of an article is its title; it is said once."""
    write(tmp_path, next_md="# Good morning\n\nText.")
    assert note(tmp_path).subject == "Good morning"
    assert note(tmp_path).html == "<p>Text.</p>"


def test_no_other_heading_is_taken_out(tmp_path: Path) -> None:
    """Neither one further down, nor one that is not the subject."""
    write(tmp_path, next_md="Text.\n\n# News\n\nMore.")
    assert "<h1>News</h1>" in note(tmp_path).html
    assert note(tmp_path).subject == ""
    write(tmp_path, next_md="---\nsubject: Hello\n---\n# News\n\nText.")
    assert "<h1>News</h1>" in note(tmp_path).html
    assert note(tmp_path).subject == "Hello"


def test_a_number_goes_before_next(tmp_path: Path) -> None:
    """And what next.md says is left for the issue that follows."""
    write(tmp_path, next_md="For the next.", **{"12_md": "For this one."})
    told = found(tmp_path, "For the next.")
    assert told.note is not None
    assert told.note.html == "<p>For this one.</p>"
    assert told.passed_over == ()


def test_an_own_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    """Whatever its line ends are; blanks at the ends of lines are none."""
    write(tmp_path, next_txt=b"\r\nDear readers, \r\n\r\n  * a list\r\n\r\n")
    told = note(tmp_path)
    assert told.own_text == "Dear readers,\n\n  * a list"
    assert (told.html, told.path) == ("", "issues/weekly/next.txt")


def test_a_note_and_an_own_text_are_one(tmp_path: Path) -> None:
    """Each of the files is known by its own fingerprint."""
    write(tmp_path, next_md="Hello.", next_txt="Dear readers")
    told = note(tmp_path)
    assert (told.html, told.own_text) == ("<p>Hello.</p>", "Dear readers")
    assert told.fingerprints == (_print("Hello."), _print("Dear readers"))


def test_what_an_earlier_issue_brought_is_passed_over(tmp_path: Path) -> None:
    """And that is told; a changed file is new."""
    write(tmp_path, next_md="Hello.")
    told = found(tmp_path, "Hello.")
    assert told == FoundNote(note=None, passed_over=("issues/weekly/next.md",))
    assert found(tmp_path, "Hello").passed_over == ()


def test_an_old_text_never_stands_for_a_new_note(tmp_path: Path) -> None:
    """It would tell readers of text parts the news of the last issue."""
    write(tmp_path, next_md="Hello again.", next_txt="Dear readers")
    told = found(tmp_path, "Hello.", "Dear readers")
    assert told.note is not None
    assert (told.note.html, told.note.own_text) == ("<p>Hello again.</p>", "")
    assert told.passed_over == ("issues/weekly/next.txt",)


@pytest.mark.parametrize("text", ["", "\n \n", "---\nsubject:\n---\n"])
def test_an_empty_file_says_nothing(tmp_path: Path, text: str) -> None:
    """It is no fault either: it was begun, or emptied."""
    write(tmp_path, next_md=text)
    assert found(tmp_path) == FoundNote(note=None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "---\nsubject: A\ntitle: B\n---\nC",
            "weekly/next.md:3: 'title' is no key here",
        ),
        ("---\nsubject: [a\n---\nC", "weekly/next.md:3: the front matter is not YAML"),
        ("---\nsubject: A\n\nText.", "weekly/next.md:1: the front matter does not end"),
        ("+++\nsubject = A\n+++\nC", "weekly/next.md:2: the front matter is not TOML"),
        ("---\nsubject: {a: b}\n---\nC", "weekly/next.md:2: subject: a table is no"),
        (bytes(range(256)) * 4, "weekly/next.md: looks like a binary file"),
        ("a" * (LARGEST + 1), f"more than the {LARGEST} of a note; make an article"),
        ("<i>" * 12_000, "weekly/next.md: has elements that are nested"),
    ],
    ids=["key", "yaml", "open", "toml", "table", "binary", "large", "tags"],
)
def test_what_is_no_note_is_told_with_its_place(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    """File, line where there is one, and remedy; its issue waits."""
    write(tmp_path, next_md=text)
    assert told in fault(tmp_path)


def test_a_link_out_of_the_content_folder_is_no_note(tmp_path: Path) -> None:
    """Nor is one that leads nowhere, or a folder."""
    content = tmp_path / "content"
    write(content, next_md="x")
    (tmp_path / "secret.md").write_text("The key is 1234.")
    place = content / "issues" / "weekly" / "next.md"
    place.unlink()
    place.symlink_to(tmp_path / "secret.md")
    assert "leads out of the content folder" in fault(content)
    place.unlink()
    place.symlink_to(tmp_path / "nowhere.md")
    assert "is not in the content folder" in fault(content)
    place.unlink()
    place.mkdir()
    assert "cannot be read (Is a directory); mend it" in fault(content)


def test_a_link_to_itself_is_no_note(tmp_path: Path) -> None:
    """It stops this newsletter, and no other."""
    place = tmp_path / "issues/weekly/next.md"
    place.parent.mkdir(parents=True)
    place.symlink_to(place.name)
    assert fault(tmp_path).startswith("issues/weekly/next.md: cannot be read (")
