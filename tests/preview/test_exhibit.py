"""One newsletter on show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from builders import a_letter, a_newsletter
from digest.check.findings import Finding, Severity
from digest.errors import ContentError, ThemeError
from digest.preview.exhibit import put_up, tell_exhibit
from previews import a_failed_issue, a_next_issue

FAULT = ThemeError("templates/newsletter/mine/letter.html:3: no; mend the template")


def letter_of(told: Mapping[str, object]) -> dict[str, Any]:
    """What is said of the letter itself."""
    letter = told["letter"]
    assert isinstance(letter, dict)
    return letter


def test_all_that_an_owner_asks_of_an_issue_is_told() -> None:
    """And it can become JSON."""
    finding = Finding(
        path="weekly",
        line=7,
        rule="H08",
        severity=Severity.WARNING,
        fact="a link says “here”",
        remedy="say where it leads",
    )
    issue = a_next_issue(
        a_letter(preheader="Ships are back.", shortened="2 teasers are shorter"),
        newsletter=a_newsletter(approve=True),
        findings=(finding,),
        problems=(ContentError("broken.md", "has no text", remedy="write some"),),
        remarks=("the note next.md is as it was",),
    )
    told = json.loads(json.dumps(tell_exhibit(put_up(issue, None))))
    assert (told["name"], told["title"]) == ("weekly", "North Shore Weekly")
    assert (told["due"], told["zone"]) == ("2026-11-23T06:00:00+00:00", "Europe/Berlin")
    assert told["waits"] is True
    assert told["problem"] == ""
    assert told["problems"] == ["broken.md: has no text; write some"]
    assert told["remarks"] == ["the note next.md is as it was"]
    letter = letter_of(told)
    assert (letter["subject"], letter["preheader"]) == (
        "Harbour opens",
        "Ships are back.",
    )
    assert (letter["number"], letter["entries"], letter["lack"]) == (1, 1, "")
    assert letter["shortened"] == "2 teasers are shorter"
    assert 0 < letter["html"] < letter["message"] < letter["largest"] == 90_000
    assert letter["findings"] == [
        {
            "place": "weekly:7",
            "severity": "warning",
            "told": "a link says “here”; say where it leads",
            "rule": "H08",
        }
    ]


def test_of_an_issue_that_cannot_be_made_the_last_good_one_stays() -> None:
    """With the reason why it is old."""
    good = put_up(a_next_issue(), None)
    bad = put_up(a_failed_issue(FAULT), good)
    told = tell_exhibit(bad)
    assert told["problem"] == str(FAULT)
    assert told["letter"] == tell_exhibit(good)["letter"]
    assert bad.edition == good.edition != ""


def test_an_issue_that_never_could_be_made_has_no_letter() -> None:
    """Only the reason."""
    told = tell_exhibit(put_up(a_failed_issue(FAULT), None))
    assert (told["letter"], told["edition"]) == (None, "")


def test_an_edition_changes_with_the_letter_and_with_nothing_else() -> None:
    """So that a page draws again just what is new."""
    first = put_up(a_next_issue(), None)
    same = put_up(a_next_issue(lack="nothing is new"), first)
    other = put_up(a_next_issue(a_letter(subject="Harbour shuts")), first)
    assert same.edition == first.edition != other.edition
    assert letter_of(tell_exhibit(same))["lack"] == "nothing is new"
