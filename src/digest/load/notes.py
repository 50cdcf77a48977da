"""What the editor says in an issue: files in issues/NEWSLETTER/ -> the Note.

`next.md` is for the issue that comes next, whichever that is, and once only; `12.md` is
for issue 12 alone, and `welcome.md` for new readers (load.welcome). A text part that
the author wrote stands in a `.txt` beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from digest import paths
from digest.config import ContentSection
from digest.errors import ContentError
from digest.issues import Note
from digest.load.blocks import TooLongError
from digest.load.encoding import decode
from digest.load.frontmatter import divide
from digest.load.markdown import skim_markdown
from digest.load.snapshots import Snapshots

NEXT = "next"
WORDS, OWN_TEXT = ".md", ".txt"
KEYS = ("subject", "preheader")
#: bytes of each file; no letter has room for more beside its entries
LARGEST = 50_000
#: a title that no heading has
NO_TITLE = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNote:
    """What the folder of a newsletter has to say in one of its issues."""

    #: None where nothing is said; its URLs are as the editor wrote them
    note: Note | None
    #: files whose words an earlier issue brought, so that this one leaves them out
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One file of a note."""

    path: str
    fingerprint: str
    text: str


def find_note(
    root: Path,
    section: ContentSection,
    newsletter: str,
    number: int,
    used: AbstractSet[str],
) -> FoundNote:
    """The editor's words for this issue; `used` are fingerprints of those gone out.

    Raises ContentError for a file that is no note; the issue has to wait for it.
    """
    folder = f"{paths.ISSUES}/{newsletter}"
    snapshots = Snapshots(root, section)
    if own := tuple(_files(snapshots, root, f"{folder}/{number}")):
        return FoundNote(note=_note(own))
    files = tuple(_files(snapshots, root, f"{folder}/{NEXT}"))
    fresh = tuple(each for each in files if each.fingerprint not in used)
    return FoundNote(
        note=_note(fresh),
        passed_over=tuple(each.path for each in files if each.fingerprint in used),
    )


def read_note(
    root: Path, section: ContentSection, path: str, *, largest: int = LARGEST
) -> Note | None:
    """What one Markdown file says; None where that is nothing. Raises ContentError."""
    return _note((_file(Snapshots(root, section), path, largest),))


def _files(snapshots: Snapshots, root: Path, stem: str) -> Iterator[_File]:
    """Those of the note's two files that are there."""
    for ending in (WORDS, OWN_TEXT):
        path = f"{stem}{ending}"
        # also a link that leads nowhere, which is told
        if os.path.lexists(root / path):
            yield _file(snapshots, path, LARGEST)


def _file(snapshots: Snapshots, path: str, largest: int) -> _File:
    data = snapshots.read(path)
    if len(data) > largest:
        fact = f"has {len(data)} bytes, more than the {largest} of a note"
        raise ContentError(path, fact, remedy="make an article of it")
    text = decode(path, data)
    return _File(path=path, fingerprint=sha256(data).hexdigest(), text=text)


def _note(files: tuple[_File, ...]) -> Note | None:
    """What the files say together; None where that is nothing."""
    if not files:
        return None
    note = Note(
        path=files[0].path,
        fingerprint=" ".join(each.fingerprint for each in files),
    )
    for each in files:
        if each.path.endswith(WORDS):
            note = _with_words(note, each)
        else:
            note = _with_own_text(note, each)
    says = (note.html, note.subject, note.preheader, note.own_text)
    return note if any(says) else None


def _with_words(note: Note, file: _File) -> Note:
    """The note with what the Markdown file says; its first heading is the subject."""
    values, body = divide(file.text, file.path, KEYS)
    subject = values.text("subject")
    is_headed = body.lstrip().startswith("# ")
    title = subject or ("" if is_headed else NO_TITLE)
    try:
        reading = skim_markdown(body, declared_title=title)
    except TooLongError as error:
        raise ContentError(file.path, str(error), remedy="make it shorter") from error
    return replace(
        note,
        html=reading.html if reading.blocks else "",
        subject=subject or reading.title,
        preheader=values.text("preheader"),
    )


def _with_own_text(note: Note, file: _File) -> Note:
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return replace(note, own_text=text)
