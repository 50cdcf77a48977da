"""Whether a file can be read at all, and is read as its author meant it."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.collection import Collection
from digest.check.findings import UNREADABLE, Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.check.references import line_of
from digest.errors import ContentError


def find_unreadable(collection: Collection) -> Iterator[Fault]:
    """Files that are left out, and files that articles cannot bring along."""
    for problem in collection.problems:
        yield Fault(
            path=problem.path,
            line=problem.line or _line(collection, problem),
            fact=problem.fact,
            remedy=problem.remedy or "mend the file, or remove it",
        )


def find_other_encoding(collection: Collection) -> Iterator[Fault]:
    """Files that are read, but not as UTF-8."""
    for study in collection.studies:
        encoding = study.manuscript.encoding
        if encoding:
            yield Fault(
                path=study.path,
                line=1,
                fact=f"is not in UTF-8, and was read as {encoding}",
                remedy="look whether all letters are right, and save it as UTF-8",
            )


def find_doubtful_block(collection: Collection) -> Iterator[Fault]:
    """Blocks that were kept and may be cruft."""
    for study in collection.studies:
        for block in study.article.blocks:
            if block.doubt:
                yield Fault(
                    path=study.path,
                    line=study.manuscript.line_of(block),
                    fact=f"“{shown(block.text)}” may be no part of it ({block.doubt})",
                    remedy="look with `digest entry FILE --explain`, and keep or drop",
                )


def find_idle_name(collection: Collection) -> Iterator[Fault]:
    """Names in keep and drop that no block of their article has."""
    for study in collection.studies:
        for name in study.idle_names:
            key = "keep" if name in study.manuscript.front.keep else "drop"
            yield Fault(
                path=study.path,
                line=study.manuscript.line_of_key(key),
                fact=f"{key}: “{shown(name)}” names nothing in the article",
                remedy="take it out, or copy it from `digest entry FILE --explain`",
            )


def _line(collection: Collection, problem: ContentError) -> int:
    """The line of the reference that the problem names; else the first."""
    study = collection.by_path.get(problem.path)
    for reference in study.references if study else ():
        if study and problem.url and reference.url == problem.url:
            return line_of(reference, study.manuscript)
    return 1


RULES = (
    Rule(
        name=UNREADABLE,
        severity=Severity.ERROR,
        description="files that cannot be read, so that readers do not get them",
        reason="the article or file is left out of every feed, page and letter",
        find=find_unreadable,
    ),
    Rule(
        name="other-encoding",
        severity=Severity.WARNING,
        description="text files that are not in UTF-8",
        reason="a wrong guess shows wrong letters to everybody",
        find=find_other_encoding,
    ),
    Rule(
        name="doubtful-block",
        severity=Severity.WARNING,
        description="blocks that the cleaner kept, though they may be cruft",
        reason="nothing is lost in doubt, so somebody has to look",
        find=find_doubtful_block,
    ),
    Rule(
        name="idle-name",
        severity=Severity.WARNING,
        description="names under keep and drop that no block has",
        reason="what they were to keep or drop is not kept or dropped",
        find=find_idle_name,
    ),
)
