"""The site as one application: its health, its address, its faults."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.signed.links import Claim, LinkPurpose, make_token
from digest.web.app import make_app
from digest.wiring import Press
from serving import Client, serving


def leave_path(press: Press) -> str:
    """A link that ends subscriptions of the reader 1."""
    token = make_token(press.key.reveal(), LinkPurpose.LEAVE, Claim(subscriber=1))
    return f"/leave/{token}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_slash_too_many_sends_no_token_to_another_host(
    press: Press, client: Client, method: str
) -> None:
    """The host in a request is whatever its sender wrote."""
    answer = client.ask(f"{leave_path(press)}/", method=method, Host="evil.example")
    assert answer.status == 404
    assert "location" not in answer.headers


def test_health_is_that_of_the_process(client: Client) -> None:
    """For whoever looks whether we live; nothing keeps the answer."""
    answer = client.ask("/healthz")
    assert (answer.status, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_a_site_below_a_path_is_found_with_and_without_it(press: Press) -> None:
    """Some proxies take the path off, and some leave it."""
    site = replace(press.config.site, url="https://www.example.org/notes")
    press = replace(press, config=replace(press.config, site=site))
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>")
    with serving(make_app(press)) as client:
        for prefix in ("", "/notes"):
            assert client.ask(f"{prefix}/atom.xml").body == b"<feed/>"
            page = client.ask(prefix + leave_path(press))
            assert page.status == 200
            # from /notes/leave/TOKEN as from /leave/TOKEN
            assert 'href="../style.css"' in page.text
        assert client.ask("/notesatom.xml").status == 404


@pytest.mark.parametrize(("method", "status"), [("GET", 500), ("POST", 200)])
def test_a_broken_template_does_not_undo_what_was_done(
    press: Press, method: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader is told in bare words, and the owner where the fault is."""
    own = press.config.root / "templates" / "site"
    own.mkdir(parents=True)
    (own / "reader.html").write_text("{{ nothing }}")
    with serving(make_app(press)) as client:
        answer = client.ask(leave_path(press), method=method)
    assert answer.status == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "letters of North Shore Notes" in answer.text
    assert "templates/site/reader.html:1" in caplog.text


def test_an_address_with_a_slip_can_be_written_again_at_once(client: Client) -> None:
    """The page has the form."""
    answer = client.post("/subscribe", "newsletter=weekly&address=ann")
    assert answer.status == 400
    assert 'action="./subscribe"' in answer.text


def test_a_missing_page_of_an_empty_tree_is_told_in_plain_text(client: Client) -> None:
    """Before the first build, a feed's address does not answer with a page."""
    answer = client.ask("/atom.xml")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")
