"""What the owner says to who has just subscribed: issues/NEWSLETTER/welcome.md -> Note.

It is read when a letter is made, so that each reader is told what holds by then.
"""

from __future__ import annotations

import os
from pathlib import Path

from digest import paths
from digest.config import ContentSection
from digest.errors import ContentError
from digest.issues import Note
from digest.load.markup import find_links
from digest.load.notes import read_note
from digest.references import content_path

FILE = "welcome.md"
#: bytes; a letter has room for no more, and what is left out stands nowhere else
LARGEST = 10_000


def find_welcome(root: Path, section: ContentSection, newsletter: str) -> Note | None:
    """The owner's words for new readers; None where there are none.

    Raises ContentError for a file that is no note, or refers to another file: a letter
    has no place from which that could be found.
    """
    path = f"{paths.ISSUES}/{newsletter}/{FILE}"
    # also a link that leads nowhere, which is told
    if not os.path.lexists(root / path):
        return None
    note = read_note(root, section, path, largest=LARGEST)
    for url in find_links(note.html) if note else ():
        if content_path(path, url) is not None or url.startswith(("/", "#")):
            fact = f"refers to {url}, which no letter can lead to"
            raise ContentError(path, fact, remedy="write an https address", url=url)
    return note
