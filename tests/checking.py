"""Articles as a check looks at them, made of their texts: no file is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from builders import NOW, a_site
from digest.check.collection import Collection, PictureFacts, Study
from digest.check.findings import Fault
from digest.check.manuscript import read_manuscript
from digest.check.references import find_references
from digest.load.article import load_article

#: a text that no rule says anything of
SOUND = "The harbour is open again after nine days of storm, and ships come in.\n"


def a_study(path: str, text: str | bytes) -> Study:
    """The article in the text of a file."""
    data = text if isinstance(text, bytes) else text.encode()
    article = load_article(path, data, a_site())
    return Study(
        article=article,
        manuscript=read_manuscript(path, data),
        references=find_references(article),
    )


def a_collection(
    texts: Mapping[str, str | bytes],
    *,
    files: tuple[str, ...] = (),
    pictures: Mapping[str, PictureFacts] | None = None,
    now: datetime = NOW,
) -> Collection:
    """The articles in these texts, and what else the folder holds."""
    pictures = pictures or {}
    return Collection(
        site=a_site(),
        now=now,
        studies=tuple(a_study(path, text) for path, text in sorted(texts.items())),
        files=frozenset((*texts, *files, *pictures)),
        pictures=pictures,
    )


def faults_of(
    find: Callable[[Collection], Iterator[Fault]],
    text: str | bytes,
    *,
    path: str = "harbour.md",
    files: tuple[str, ...] = (),
    pictures: Mapping[str, PictureFacts] | None = None,
) -> list[tuple[int, str]]:
    """Line and fact of everything that a rule finds in one article."""
    collection = a_collection({path: text}, files=files, pictures=pictures)
    return [(fault.line, fault.fact) for fault in find(collection)]
