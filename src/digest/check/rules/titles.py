"""Titles and summaries: what readers see before they decide to read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from digest.check.collection import Collection, Study
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.load.facts import LONGEST_SUMMARY, summarise
from digest.load.filename import FileName
from digest.load.sights import count_words, squeezed

#: columns of a title that search results and lists of mail show
LONGEST_TITLE = 70
#: words of a summary that tell anything
FEWEST_WORDS = 8


def find_missing_title(collection: Collection) -> Iterator[Fault]:
    """Articles that only their file's name gives a title."""
    for study in collection.studies:
        if _is_named_by_file(study):
            name = posixpath.basename(study.path)
            yield Fault(
                path=study.path,
                line=1,
                fact=f"has no title but its file's name, {name}",
                remedy="write `# Title` above the text, or `title:` in front matter",
            )


def find_duplicate_title(collection: Collection) -> Iterator[Fault]:
    """Articles whose title another one has."""
    first: dict[str, Study] = {}
    for study in collection.studies:
        other = first.setdefault(squeezed(study.article.title), study)
        if other is not study:
            yield Fault(
                path=study.path,
                line=_title_line(study),
                fact=f"has the title of {other.path}, “{study.article.title}”",
                remedy="say in one of them what is new",
            )


def find_overlong_title(collection: Collection) -> Iterator[Fault]:
    """Titles that will be cut."""
    for study in collection.studies:
        length = len(study.article.title)
        if length > LONGEST_TITLE:
            yield Fault(
                path=study.path,
                line=_title_line(study),
                fact=f"the title has {length} characters, more than {LONGEST_TITLE}",
                remedy="shorten it, or let its first words tell it all",
            )


def find_overlong_summary(collection: Collection) -> Iterator[Fault]:
    """Summaries that will be cut."""
    for study in collection.studies:
        length = len(study.article.summary)
        if length > LONGEST_SUMMARY:
            yield Fault(
                path=study.path,
                line=study.manuscript.line_of_key("summary"),
                fact=f"the summary has {length} characters, more than "
                f"{LONGEST_SUMMARY}",
                remedy="shorten it to two sentences",
            )


def find_missing_summary(collection: Collection) -> Iterator[Fault]:
    """Articles without a summary, whose first paragraph is too short to stand in."""
    for study in collection.studies:
        article = study.article
        is_short = count_words(article.summary) < FEWEST_WORDS
        if not is_short or article.summary != summarise(article.blocks):
            continue
        yield Fault(
            path=study.path,
            line=study.manuscript.line_of(article.blocks[0]),
            fact=f"has no summary, and begins with “{shown(article.summary)}” only",
            remedy="write `summary:` with a sentence or two in its front matter",
        )


def _is_named_by_file(study: Study) -> bool:
    """Whether the words of the title stand nowhere in the file."""
    title = study.article.title
    if study.manuscript.front.title or title != FileName(study.path).title:
        return False
    return squeezed(title) not in squeezed(study.manuscript.text)


def _title_line(study: Study) -> int:
    """The line of the title: of its key, else where its words stand first."""
    manuscript = study.manuscript
    if manuscript.has_key("title"):
        return manuscript.line_of_key("title")
    return manuscript.line_at(manuscript.find(study.article.title))


RULES = (
    Rule(
        name="missing-title",
        severity=Severity.ERROR,
        description="articles that have only their file's name for a title",
        reason="it is the subject of a letter, and all that many readers see",
        find=find_missing_title,
    ),
    Rule(
        name="duplicate-title",
        severity=Severity.WARNING,
        description="articles with the title of another",
        reason="in a list nobody can tell the two apart",
        find=find_duplicate_title,
    ),
    Rule(
        name="overlong-title",
        severity=Severity.WARNING,
        description=f"titles of more than {LONGEST_TITLE} characters",
        reason="search results and lists of mail cut them",
        find=find_overlong_title,
    ),
    Rule(
        name="overlong-summary",
        severity=Severity.WARNING,
        description=f"summaries of more than {LONGEST_SUMMARY} characters",
        reason="letters and search results cut them",
        find=find_overlong_summary,
    ),
    Rule(
        name="missing-summary",
        severity=Severity.WARNING,
        description="articles whose first paragraph is too short to be the summary",
        reason="feeds, letters and lists show nothing to decide by",
        find=find_missing_summary,
    ),
)
