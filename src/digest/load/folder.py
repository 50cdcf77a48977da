"""The content folder -> Articles and their media; a fault in one stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from digest.config import ContentSection, PathRule
from digest.documents import Document
from digest.errors import ContentError
from digest.load.article import load_article
from digest.load.media import Darkroom, MediaShelf
from digest.load.snapshots import Snapshots
from digest.model import Article, ArticleBody, ArticleFacts, Rendition, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the content folder holds, each part in the order of its paths."""

    articles: tuple[ArticleFacts, ...]
    #: by the paths of the articles
    bodies: Mapping[str, ArticleBody]
    #: the files that published articles refer to, under `media/`
    media: tuple[Document, ...]
    #: of the pictures among them, by path in the content folder; none where a picture
    #: cannot be published
    pictures: Mapping[str, tuple[Rendition, ...]]
    problems: tuple[ContentError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The content folder with every article whole, for who looks at each of them."""

    articles: tuple[Article, ...]
    media: tuple[Document, ...]
    problems: tuple[ContentError, ...]


def read_folder(
    root: Path,
    section: ContentSection,
    site: Site,
    *,
    source_rules: tuple[PathRule, ...] = (),
    darkroom: Darkroom | None = None,
) -> Loaded:
    """Every article under the folder; a fault in one is a problem, never an exception.

    Hidden files, files of other kinds and what `section.ignore` names are passed over.
    With a darkroom pictures are made ready for readers, else they stay as they are.
    Raises ContentError where the folder itself cannot be read, such as a disk that is
    not there: this is not the same as a folder without articles.
    """
    problems: list[ContentError] = []
    articles, shelf = _read(root, section, site, source_rules, darkroom, problems)
    media = shelf.media()
    return Loaded(
        articles=tuple(map(_facts, articles)),
        bodies={article.path: article.body for article in articles},
        media=media.documents,
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
    problems: list[ContentError] = []
    articles, shelf = _read(root, section, site, source_rules, None, problems)
    return Library(
        articles=articles,
        media=shelf.media().documents,
        problems=tuple(_sorted(problems)),
    )


def _read(
    root: Path,
    section: ContentSection,
    site: Site,
    source_rules: tuple[PathRule, ...],
    darkroom: Darkroom | None,
    problems: list[ContentError],
) -> tuple[tuple[Article, ...], MediaShelf]:
    _check_folder(root, section)
    snapshots = Snapshots(root, section)
    rules = (*section.path_rules, *source_rules)
    shelf = MediaShelf(snapshots, darkroom)
    articles = tuple(_articles(snapshots, site, rules, problems))
    return tuple(shelf.tell(article, problems) for article in articles), shelf


def _check_folder(root: Path, section: ContentSection) -> None:
    try:
        with os.scandir(root):
            pass
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        remedy = "mend it, or [content] folder"
        raise ContentError(section.folder, fact, remedy=remedy) from error


def _articles(
    snapshots: Snapshots,
    site: Site,
    rules: tuple[PathRule, ...],
    problems: list[ContentError],
) -> Iterator[Article]:
    for path in snapshots.article_paths(problems):
        try:
            yield load_article(path, snapshots.read(path), site, rules)
        except ContentError as error:
            problems.append(error)
        # whatever a file does to us, it stops no other
        except Exception as error:  # noqa: BLE001  memory and depth included
            problems.append(_fault(path, error))


def _facts(article: Article) -> ArticleFacts:
    names = (each.name for each in fields(ArticleFacts))
    return ArticleFacts(**{name: getattr(article, name) for name in names})


def _fault(path: str, error: Exception) -> ContentError:
    fact = f"cannot be read ({type(error).__name__})"
    remedy = "please report this file as a fault of digest"
    return ContentError(path, fact, remedy=remedy)


def _sorted(problems: list[ContentError]) -> list[ContentError]:
    return sorted(problems, key=lambda each: (each.path, each.line or 0, str(each)))
