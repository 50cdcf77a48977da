"""Confirming by the link of a letter."""

from __future__ import annotations

from builders import NOW
from digest.deliveries import Purpose
from digest.readers import Subscriber
from digest.signed.links import LinkPurpose
from digest.wiring import Press
from reader_links import ANN, ann, path_of
from serving import Client


def asked(press: Press, *newsletters: str) -> Subscriber:
    """Somebody who signed up for these, and has yet to confirm."""
    return press.store.request_subscription(
        ANN, "Ann", newsletters, confirm_after=NOW, now=NOW
    )


def test_the_button_confirms(press: Press, client: Client) -> None:
    """Once or many times, the reader is welcome, and greeted by one letter."""
    reader = asked(press, "weekly")
    path = path_of(press, LinkPurpose.CONFIRM, reader, "weekly")
    for _ in range(2):
        answer = client.post(path)
        assert answer.status == 200
        assert "North Shore Weekly" in answer.text
    assert ann(press).newsletters == ("weekly",)
    assert press.store.open_deliveries(Purpose.WELCOME) == 1
    link = path_of(press, LinkPurpose.PREFERENCES, reader)
    assert f'href="..{link}"' in answer.text


def test_one_letter_asks_for_all_and_its_page_says_so(
    press: Press, client: Client
) -> None:
    """Nobody confirms what was not named."""
    reader = asked(press, "weekly", "tides")
    path = path_of(press, LinkPurpose.CONFIRM, reader, "weekly")
    for page in (client.ask(path).text, client.post(path).text):
        assert "North Shore Weekly and Tide Tables" in page
    assert ann(press).newsletters == ("tides", "weekly")


def test_an_old_link_does_not_bring_back_who_left(press: Press, client: Client) -> None:
    """They have to sign up again."""
    reader = asked(press, "weekly")
    path = path_of(press, LinkPurpose.CONFIRM, reader, "weekly")
    press.store.unsubscribe(reader.id, "weekly", now=NOW)
    assert client.post(path).status == 404
    assert ann(press).newsletters == ()


def test_who_was_forgotten_is_not_confirmed(press: Press, client: Client) -> None:
    """The link leads nowhere."""
    reader = asked(press, "weekly")
    path = path_of(press, LinkPurpose.CONFIRM, reader, "weekly")
    press.store.forget(reader.id)
    assert client.post(path).status == 404
