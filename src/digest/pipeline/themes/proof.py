"""A theme proven: its files by the rules, then a letter made with it by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.check.asking import has_errors, is_silenced
from digest.check.findings import Finding, Severity
from digest.check.letters.inspection import inspect_letter
from digest.check.themes.inspection import inspect_theme
from digest.check.themes.rules.render import RENDER
from digest.errors import ThemeError
from digest.issues import Shown
from digest.mail.messages.specimen import specimen
from digest.pipeline.themes.sample import (
    MAIL,
    SITE,
    fill_sample,
    sample_issue,
    sample_newsletter,
)
from digest.render.letters import render_issue
from digest.render.theme import Theme
from digest.secret import Secret

#: of what ThemeError says: *place: fact; remedy*
TOLD = re.compile(r"(?P<path>[^:\n]+)(?::(?P<line>\d+))?: (?P<told>.*)", re.DOTALL)
#: signs the links of a letter that nobody gets
NOBODYS_KEY = Secret("the sample letter of a theme is sent to nobody")


def prove_theme(
    folders: tuple[Path, ...], name: str, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What is wrong in the theme's files, and in the letters that it makes of a sample.

    A theme whose files have errors makes no letter. Raises ConfigError as
    `inspect_theme` does.
    """
    findings = inspect_theme(folders, name, ignore=ignore)
    if has_errors(findings):
        return findings
    theme = Theme(folders)
    found = [
        finding
        for shown in (Shown.TEASER, Shown.WHOLE)
        for finding in _made(theme, name, shown, ignore)
    ]
    return (*findings, *dict.fromkeys(found))


def _made(
    theme: Theme, name: str, show: Shown, ignore: Sequence[str]
) -> Iterator[Finding]:
    """What is wrong with the sample where entries are shown so."""
    newsletter = sample_newsletter(name, show)
    path = f"templates/newsletter/{name}/sample-{show}.eml"
    try:
        letter = render_issue(
            theme, SITE, newsletter, sample_issue(), MAIL, fill=fill_sample
        )
    except ThemeError as error:
        finding = _refused(str(error), path)
        if not is_silenced(finding, ignore):
            yield finding
        return
    message = specimen(letter, site=SITE, newsletter=newsletter, key=NOBODYS_KEY)
    yield from inspect_letter(
        message.data, path=path, postal_address=MAIL.postal_address, ignore=ignore
    )


def _refused(text: str, path: str) -> Finding:
    """The finding of a letter that could not be made."""
    told = TOLD.fullmatch(text)
    fact, _, remedy = (told["told"] if told else text).partition("; ")
    return Finding(
        path=told["path"] if told else path,
        line=int((told and told["line"]) or 1),
        rule=RENDER.name,
        severity=Severity.ERROR,
        fact=fact,
        remedy=remedy or "mend the template",
    )
