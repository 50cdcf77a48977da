"""Messages in files, and the letters that the next slots would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from digest.check.findings import Finding
from digest.check.letters.inspection import inspect_study, study_letter
from digest.check.letters.message import MOST_OCTETS
from digest.check.letters.study import LetterStudy
from digest.cli.records import open_store
from digest.clock import read_clock
from digest.config import Config
from digest.errors import ContentError
from digest.pipeline.content import open_memo
from digest.pipeline.issues.next_issue import NextIssue, next_issues
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret

#: signs the links of specimens: what is only looked at opens nothing
NO_KEY = Secret("the letters of a check go to nobody")


def inspect_messages(paths: Sequence[Path], config: Config) -> tuple[Finding, ...]:
    """What is wrong in the messages of these files, in the order of the files."""
    ignore = config.check.ignore
    return tuple(
        finding
        for path in paths
        for finding in inspect_study(_study(path, config), ignore=ignore)
    )


def look_ahead(config: Config, site: Path) -> tuple[NextIssue, ...]:
    """The next issue of each newsletter; nothing is written but what may be deleted."""
    if not config.newsletters:
        return ()
    theme = Theme((site / "templates", packaged_templates()))
    now = read_clock()
    with open_store(config) as store, open_memo(config, now=now) as memo:
        return next_issues(config, store, theme, NO_KEY, memo, now=now)


def _study(path: Path, config: Config) -> LetterStudy:
    """The message; one of a newsletter of ours has to show our postal address."""
    study = study_letter(_read(path), path=str(path))
    list_id = study.value("List-Id")
    is_ours = any(f"<{each.list_id}>" in list_id for each in config.newsletters)
    address = config.mail.postal_address if is_ours else ""
    return replace(study, postal_address=address)


def _read(path: Path) -> bytes:
    """No more of the file than it takes to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_OCTETS + 1)
    except OSError as error:
        fact = f"cannot be read ({error.strerror})"
        raise ContentError(str(path), fact, remedy="name a file") from error
