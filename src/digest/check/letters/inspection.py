"""Bytes of a message -> findings: every rule asked, but those the owner silenced."""

from __future__ import annotations

from collections.abc import Sequence

from digest.check.findings import Finding
from digest.check.inspection import inspect_study
from digest.check.letters.message import read_message
from digest.check.letters.page import Page, read_page
from digest.check.letters.study import MOST_HTML, LetterStudy


def inspect_letter(
    data: bytes,
    *,
    path: str,
    postal_address: str = "",
    has_own_text: bool = False,
    is_to_be_signed: bool = False,
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
    )
    return inspect_study(study, ignore=ignore)


def study_letter(
    data: bytes,
    *,
    path: str,
    postal_address: str = "",
    has_own_text: bool = False,
    is_to_be_signed: bool = False,
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
    )
