from __future__ import annotations

from typing import Any

import pytest

from builders import a_newsletter, a_site, an_issue
from digest.errors import DesignError
from digest.issues import Note
from digest.render.letters.subject import issue_subject
from digest.render.theme import Theme, packaged_templates

THEME = Theme((packaged_templates(),))


def a_subject(template: str = "", **changes: Any) -> str:
    """The subject of the issue of a newsletter with this template."""
    newsletter = a_newsletter(subject=template)
    return issue_subject(THEME, a_site(), newsletter, an_issue(**changes))


def a_note(subject: str = "") -> Note:
    """A note with this subject."""
    return Note(path="issues/weekly/next.md", fingerprint="f", subject=subject)


def test_a_subject_is_the_issues_own() -> None:
    """Else the newsletter's name, since there is always one."""
    assert a_subject(subject="Harbour opens") == "Harbour opens"
    assert a_subject(subject=" \n") == "North Shore Weekly"


def test_a_template_is_given_what_an_owner_can_expect() -> None:
    """Nothing in it is escaped: a subject is no HTML."""
    template = "{{ newsletter }} {{ number }}: {{ title }} · {{ date }} ({{ count }})"
    found = a_subject(template, number=12, subject="Cod & <chips>")
    assert found == "North Shore Weekly 12: Cod & <chips> · 16 November 2026 (1)"


def test_the_subject_of_a_note_goes_before_all() -> None:
    """It was written for this issue."""
    assert a_subject("{{ title }}", note=a_note("Hello")) == "Hello"
    assert a_subject("{{ number }}", note=a_note()) == "1"


def test_a_subject_is_no_longer_than_a_list_of_mail_shows() -> None:
    """And it is one line."""
    found = a_subject("{{ title }}\nBcc: x@example.org", subject="sea " * 90)
    assert len(found) <= 78
    assert "\n" not in found


@pytest.mark.parametrize(
    "template",
    [
        "{{ titel }}",
        "{{ title",
        "{% for x in y %}",
        "{{ title.__class__.__mro__ }}",
        "{% for x in range(999999999) %}{{ x }}{% endfor %}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_that_cannot_be_filled_names_its_setting(template: str) -> None:
    """The place can be told with its line."""
    with pytest.raises(DesignError) as caught:
        a_subject(template)
    assert (caught.value.section, caught.value.key) == ("newsletters.weekly", "subject")
    assert str(caught.value).startswith("[newsletters.weekly] subject: ")
