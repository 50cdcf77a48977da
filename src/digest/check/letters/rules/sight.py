"""Whether texts can be read: contrast, and size."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Run
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown
from digest.contrast import LEAST_CONTRAST, LEAST_OF_LARGE

#: pixels
SMALLEST, SMALL = 12.9, 13.9


def find_contrast(study: LetterStudy) -> Iterator[Fault]:
    """Texts that do not stand out from their ground."""
    for run in study.page.seen:
        look = run.element.look
        least = LEAST_OF_LARGE if look.is_large else LEAST_CONTRAST
        if look.contrast < least:
            fact = f"“{shown(run.text)}” has a contrast of {look.contrast:.2f} to 1"
            yield _of_run(study, run, fact, f"choose colours with {least} or more")


def find_tiny_text(study: LetterStudy) -> Iterator[Fault]:
    """Texts that are too small to read."""
    for run in study.page.seen:
        if run.element.look.size < SMALLEST:
            fact = f"“{shown(run.text)}” is {run.element.look.size:.3g} pixels high"
            yield _of_run(study, run, fact, "write font-size:14px or more")


def find_small_text(study: LetterStudy) -> Iterator[Fault]:
    """Texts that are small."""
    for run in study.page.seen:
        if SMALLEST <= run.element.look.size < SMALL:
            fact = f"“{shown(run.text)}” is {run.element.look.size:.3g} pixels high"
            yield _of_run(study, run, fact, "write font-size:14px or more")


def _of_run(study: LetterStudy, run: Run, fact: str, remedy: str) -> Fault:
    skipped = run.text[: len(run.text) - len(run.text.lstrip())].count("\n")
    return study.of_html(run.line + skipped, fact, remedy)


RULES = (
    Rule(
        name="letter-contrast",
        severity=Severity.ERROR,
        description="texts with a contrast below 4.5 to 1, or 3 to 1 where large",
        reason="in the sun, and for old eyes, they are not there",
        find=find_contrast,
    ),
    Rule(
        name="letter-tiny-text",
        severity=Severity.ERROR,
        description="texts of fewer than 13 pixels",
        reason="telephones make everything larger then, and break the page",
        find=find_tiny_text,
    ),
    Rule(
        name="letter-small-text",
        severity=Severity.WARNING,
        description="texts of fewer than 14 pixels",
        reason="telephones may enlarge them, and eyes have to",
        find=find_small_text,
    ),
)
