"""The content folder -> Collection: the one part of a check that reads files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from digest.check.collection import Collection, PictureFacts, Study
from digest.check.manuscript import read_manuscript
from digest.check.references import find_references
from digest.config import ContentSection, PathRule
from digest.errors import ContentError
from digest.load.folder import read_library
from digest.load.snapshots import Snapshots
from digest.model import Article, Site
from digest.pictures.look import look_at
from digest.references import content_path


def read_collection(
    root: Path,
    section: ContentSection,
    site: Site,
    *,
    source_rules: tuple[PathRule, ...] = (),
    most_pixels: int,
    now: datetime,
) -> Collection:
    """Every article with its file and pictures; what cannot be read is a problem.

    Raises ContentError where the folder itself cannot be read.
    """
    loaded = read_library(root, section, site, source_rules=source_rules)
    snapshots = Snapshots(root, section)
    problems = list(loaded.problems)
    studies = tuple(_studies(loaded.articles, snapshots, problems))
    wanted = _paths(studies)
    return Collection(
        site=site,
        now=now,
        studies=studies,
        files=_files(root, wanted),
        pictures=_pictures(snapshots, _shown(studies), most_pixels),
        problems=tuple(problems),
    )


def _studies(
    articles: Iterable[Article], snapshots: Snapshots, problems: list[ContentError]
) -> Iterator[Study]:
    for article in articles:
        try:
            manuscript = read_manuscript(article.path, snapshots.read(article.path))
        except ContentError as error:  # it was taken away meanwhile
            problems.append(error)
            continue
        references = find_references(article)
        yield Study(article=article, manuscript=manuscript, references=references)


def _paths(studies: Sequence[Study]) -> frozenset[str]:
    """Every path in the content folder that an article refers to."""
    urls = ((study.path, each.url) for study in studies for each in study.references)
    return frozenset(filter(None, (content_path(path, url) for path, url in urls)))


def _shown(studies: Sequence[Study]) -> frozenset[str]:
    """Those of them that are shown as pictures."""
    urls = (
        (study.path, each.url)
        for study in studies
        for each in study.references
        if each.is_picture
    )
    return frozenset(filter(None, (content_path(path, url) for path, url in urls)))


def _files(root: Path, wanted: Iterable[str]) -> frozenset[str]:
    """Every file under the folder, by the name that it really has."""
    found: set[str] = set()
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.update(Path(folder, name).relative_to(root).as_posix() for name in names)
    folded = {path.casefold() for path in found}
    # folders, and what lies behind a link to one: no name to compare with was found
    found.update(
        path
        for path in wanted
        if path.casefold() not in folded and _is_there(root, path)
    )
    return frozenset(found)


def _is_there(root: Path, path: str) -> bool:
    try:
        return not path.startswith("..") and (root / path).exists()
    except (OSError, ValueError):  # no name of a file
        return False


def _pictures(
    snapshots: Snapshots,
    wanted: Iterable[str],
    most_pixels: int,
) -> Mapping[str, PictureFacts]:
    """The pictures by their paths, those of drafts as well."""
    pictures: dict[str, PictureFacts] = {}
    for path in sorted(wanted):
        try:
            taken = snapshots.read_media(path)
        except ContentError:  # told of the article that refers to it
            continue
        pictures[path] = _picture(path, taken, most_pixels)
    return pictures


def _picture(path: str, data: bytes, most_pixels: int) -> PictureFacts:
    try:
        width = look_at(data, most_pixels=most_pixels).size.width
    except ValueError as error:
        return PictureFacts(size=len(data), problem=ContentError(path, str(error)))
    return PictureFacts(size=len(data), width=width)
