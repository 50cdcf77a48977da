"""All articles of a site with their files, as the rules look at them: values only."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property

from digest.check.findings import Fault
from digest.check.manuscript import Manuscript
from digest.check.references import Reference, line_of
from digest.errors import ContentError
from digest.load.overrides import idle_names
from digest.model import Article, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One article beside the file it was read from."""

    article: Article
    manuscript: Manuscript
    references: tuple[Reference, ...]

    @property
    def path(self) -> str:
        """Of the file in the content folder."""
        return self.article.path

    @property
    def idle_names(self) -> tuple[str, ...]:
        """What its own keep and drop name, and nothing in it is."""
        return idle_names(self.manuscript.front, self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """A picture file that an article refers to."""

    #: bytes
    size: int
    #: pixels, as it is shown; 0 where the file is none that can be shown
    width: int = 0
    #: why it cannot be shown, if it cannot
    problem: ContentError | None = None


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Everything that the content folder holds, at one moment."""

    site: Site
    now: datetime
    studies: tuple[Study, ...]
    #: every file in the folder, whatever it is
    files: frozenset[str] = frozenset()
    #: the picture files that articles refer to, by their path
    pictures: Mapping[str, PictureFacts] = field(default_factory=dict)
    #: what could not be read
    problems: tuple[ContentError, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Study]:
        """The articles by their paths."""
        return {study.path: study for study in self.studies}

    @cached_property
    def by_slug(self) -> Mapping[str, Study]:
        """The articles by the last part of their address; of two the first."""
        return {study.article.slug: study for study in reversed(self.studies)}

    def is_public(self, article: Article, *, beside: Article) -> bool:
        """Whether readers of the other article can read this one, too."""
        moment = max(self.now, beside.date or self.now)
        return not article.is_draft and (article.date is None or article.date <= moment)

    def same_but_case(self, path: str) -> str:
        """The file whose name differs in the case of letters alone; "" if none."""
        return self._by_folded_path.get(_folded(path), "")

    def nearest(self, path: str) -> str:
        """The file that was meant, most likely; "" where none comes near."""
        folder, name = posixpath.split(path)
        same_name = sorted(each for each in self.files if each.endswith(f"/{name}"))
        if same_name or name in self.files:
            return same_name[0] if same_name else name
        beside = sorted(
            each for each in self.files if posixpath.dirname(each) == folder
        )
        return next(iter(get_close_matches(path, beside, 1, 0.8)), "")

    @cached_property
    def _by_folded_path(self) -> Mapping[str, str]:
        return {_folded(path): path for path in sorted(self.files, reverse=True)}


def pairs(collection: Collection) -> Iterator[tuple[Study, Reference]]:
    """Every reference beside the article that it stands in."""
    for study in collection.studies:
        for reference in study.references:
            yield study, reference


def fault_at(study: Study, reference: Reference, fact: str, remedy: str) -> Fault:
    """The fault on the line where the reference stands."""
    line = line_of(reference, study.manuscript)
    return Fault(path=study.path, line=line, fact=fact, remedy=remedy)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
