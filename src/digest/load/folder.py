"""The content folder -> Articles and their media; a fault in one stops no other.

Only files whose bytes are new are parsed, by several processes where they are many.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.config import ContentSection, PathRule
from digest.documents import Target
from digest.errors import ContentError
from digest.images import Rendition
from digest.load.article_files import ArticleFiles, error_of, own_fault
from digest.load.bodies import Memo, NoMemo
from digest.load.media import Darkroom, MediaShelf
from digest.load.snapshots import Snapshots
from digest.load.survey import Survey
from digest.load.walk import walk
from digest.model import Article, ArticleBody, ArticleFacts, Site
from digest.workers import count_processors


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the content folder holds, each part in the order of its paths."""

    articles: tuple[ArticleFacts, ...]
    #: by the paths of the articles
    bodies: Mapping[str, ArticleBody]
    #: the files that published articles refer to, under `media/`
    media: tuple[Target[Any], ...]
    #: of the pictures among them, by path in the content folder; none where a picture
    #: cannot be published
    pictures: Mapping[str, tuple[Rendition, ...]]
    problems: tuple[ContentError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The content folder with every article whole, for who looks at each of them."""

    articles: tuple[Article, ...]
    problems: tuple[ContentError, ...]


def read_folder(
    root: Path,
    section: ContentSection,
    site: Site,
    *,
    source_rules: tuple[PathRule, ...] = (),
    darkroom: Darkroom | None = None,
    memo: Memo | None = None,
    jobs: int = 0,
    shown: Iterable[str] = (),
) -> Loaded:
    """Every article under the folder; a fault in one is a problem, never an exception.

    Hidden files, files of other kinds and what `section.ignore` names are passed over.
    With a darkroom pictures are made ready for readers, else they stay as they are;
    `shown` are some that no article has to show.
    With a memo no file is parsed whose bytes it knows; so many processes read the
    others, 0 for as many as there are processors.
    Raises ContentError where the folder itself cannot be read, such as a disk that is
    not there: this is not the same as a folder without articles.
    """
    _check_folder(root, section)
    problems: list[ContentError] = []
    files = ArticleFiles(
        root=root,
        section=section,
        site=site,
        rules=(*section.path_rules, *source_rules),
    )
    stamps = walk(root, section, problems)
    survey = Survey(files, memo or NoMemo(), jobs or count_processors())
    survey.read(stamps, problems)
    shelf = MediaShelf(Snapshots(root, section), darkroom)
    articles = tuple(shelf.tell(facts, problems) for facts in survey.facts(stamps))
    for url in dict.fromkeys(filter(None, shown)):
        shelf.show(url, problems)
    media = shelf.media()
    return Loaded(
        articles=articles,
        bodies=survey.bodies(articles),
        media=media.targets,
        pictures=media.pictures,
        problems=tuple(_sorted(problems)),
    )


def read_library(
    root: Path,
    section: ContentSection,
    site: Site,
    *,
    source_rules: tuple[PathRule, ...] = (),
) -> Library:
    """As `read_folder`, with the articles whole and the pictures as they are."""
    _check_folder(root, section)
    problems: list[ContentError] = []
    files = ArticleFiles(
        root=root,
        section=section,
        site=site,
        rules=(*section.path_rules, *source_rules),
    )
    shelf = MediaShelf(Snapshots(root, section), None)
    paths = walk(root, section, problems)
    articles = tuple(_articles(files, paths, problems))
    return Library(
        articles=tuple(shelf.tell(article, problems) for article in articles),
        problems=tuple(_sorted(problems)),
    )


def _check_folder(root: Path, section: ContentSection) -> None:
    try:
        with os.scandir(root):
            pass
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        remedy = "mend it, or [content] folder"
        raise ContentError(section.folder, fact, remedy=remedy) from error


def _articles(
    files: ArticleFiles, paths: Iterable[str], problems: list[ContentError]
) -> Iterator[Article]:
    for path in paths:
        try:
            yield files.read(path)
        except ContentError as error:
            problems.append(error)
        # whatever a file does to us, it stops no other
        except Exception as error:  # noqa: BLE001  memory and depth included
            problems.append(error_of(path, own_fault(error)))


def _sorted(problems: list[ContentError]) -> list[ContentError]:
    return sorted(problems, key=lambda each: (each.path, each.line or 0, str(each)))
