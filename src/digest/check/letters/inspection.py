"""Bytes of a message -> findings: every rule asked, but those the owner silenced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from digest.check.asking import ask
from digest.check.findings import Finding, Rule
from digest.check.letters.message import read_message
from digest.check.letters.page import Page, read_page
from digest.check.letters.rules import RULES
from digest.check.letters.study import MOST_HTML, LetterStudy

#: faults of one kind that are told of one message; its template makes them all
MOST_OF_A_KIND = 10


def inspect_letter(
    data: bytes,
    *,
    path: str,
    postal_address: str = "",
    has_own_text: bool = False,
    is_to_be_signed: bool = False,
    is_trial: bool = False,
    ignore: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong in one message, as those who receive it would see it.

    Whatever the bytes are, it ends soon and raises nothing, but ConfigError where
    `ignore` names a rule that is not there.
    """
    study = study_letter(
        data,
        path=path,
        postal_address=postal_address,
        has_own_text=has_own_text,
        is_to_be_signed=is_to_be_signed,
        is_trial=is_trial,
    )
    return inspect_study(study, ignore=ignore)


def inspect_study(
    study: LetterStudy, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in one message, the first of each kind."""
    return ask(map(_first_of, RULES), study, ignore=ignore)


def study_letter(
    data: bytes,
    *,
    path: str,
    postal_address: str = "",
    has_own_text: bool = False,
    is_to_be_signed: bool = False,
    is_trial: bool = False,
) -> LetterStudy:
    """The message taken apart; HTML that no mail program shows whole is left alone."""
    told = read_message(data)
    html = next(
        (part.text for part in told.parts if part.media_type == "text/html"), ""
    )
    return LetterStudy(
        path=path,
        told=told,
        page=read_page(html) if len(html) <= MOST_HTML else Page(),
        postal_address=postal_address,
        has_own_text=has_own_text,
        is_to_be_signed=is_to_be_signed,
        is_trial=is_trial,
    )


def _first_of(rule: Rule[LetterStudy]) -> Rule[LetterStudy]:
    return replace(rule, find=lambda study: islice(rule.find(study), MOST_OF_A_KIND))
