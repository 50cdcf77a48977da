"""Letters of a site without https: fit to be looked at, and for no relay."""

from __future__ import annotations

from dataclasses import replace

from builders import a_newsletter, a_site
from digest.check.findings import Severity
from digest.check.letters.inspection import inspect_letter
from digest.mail.messages.signing import Signer
from digest.mail.messages.specimen import specimen
from digest.secret import Secret
from letter_messages import GOOD, a_message
from signatures import a_signer

SITE = a_site(url="http://127.0.0.1:8000")


def a_trial(html: str = GOOD.html, *, signer: Signer | None = None) -> bytes:
    """The good letter as a site on its owner's own machine makes it."""
    ours, here = "https://notes.example.org/", f"{SITE.url}/"
    letter = replace(
        GOOD,
        html=html.replace(ours, here),
        text=GOOD.text.replace(ours, here),
        archived_at=GOOD.archived_at.replace(ours, here),
        archive_url=GOOD.archive_url.replace(ours, here),
    )
    key, newsletter = Secret("k" * 32), a_newsletter()
    return specimen(
        letter, site=SITE, newsletter=newsletter, key=key, signer=signer
    ).data


def test_a_site_without_https_is_one_warning_while_letters_stay_here() -> None:
    """Its links, its pictures and its way out all have that one reason."""
    (found,) = inspect_letter(a_trial(), path="a", is_trial=True)
    assert (found.rule, found.severity) == ("letter-trial", Severity.WARNING)
    assert "http://127.0.0.1:8000/" in found.fact
    assert found.remedy.startswith("before a relay, serve the site over https")


def test_a_trial_may_be_signed() -> None:
    """By a field that is not there for want of https nobody can be deceived."""
    data = a_trial(signer=a_signer())
    found = inspect_letter(data, path="a", is_trial=True, is_to_be_signed=True)
    assert {each.rule for each in found} == {"letter-trial"}


def test_no_letter_of_such_a_site_is_given_to_a_relay() -> None:
    """The error says what the site needs, and not how a header is written."""
    found = inspect_letter(a_trial(), path="a")
    errors = {each.rule: each for each in found if each.severity is Severity.ERROR}
    assert set(errors) == {"letter-unsubscribe", "letter-picture"}
    assert "[site] url" in errors["letter-unsubscribe"].remedy


def test_a_trial_excuses_nothing_but_the_site_itself() -> None:
    """What is elsewhere will not change with the site's address."""
    html = GOOD.html.replace("https://tides.example.com/", "http://tides.example.com/")
    html = html.replace("https://notes.example.org/harbour", "http://a.example/harbour")
    found = inspect_letter(a_trial(html), path="a", is_trial=True)
    rules = {each.rule for each in found}
    assert rules == {"letter-trial", "letter-insecure-link", "letter-picture"}


def test_a_trial_still_needs_a_way_out() -> None:
    """A letter that hides it is not fit to be looked at, either."""
    html = GOOD.html.replace("https://placeholder.invalid/unsubscribe", SITE.url)
    found = inspect_letter(a_trial(html), path="a", is_trial=True)
    assert "letter-unsubscribe-link" in {each.rule for each in found}


def test_one_click_is_asked_for_where_there_is_https() -> None:
    """Another address beside it excuses nothing (RFC 8058 3.1)."""
    data = a_message().replace(
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b""
    )
    data = data.replace(b"<mailto:", b"<http://a.example/>, <mailto:", 1)
    rules = {each.rule for each in inspect_letter(data, path="a", is_trial=True)}
    assert "letter-one-click" in rules


def test_a_site_with_https_is_none_on_trial() -> None:
    """Its letters have nothing to be warned of in the outbox."""
    assert inspect_letter(a_message(), path="a", is_trial=True) == ()
