"""The addresses where services report bounces, behind a real server."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import NOW
from digest.fetch.caller import Call as Ask
from digest.fetch.caller import Caller, Heard
from digest.web.app import make_app
from digest.web.limits import LARGEST_BODY
from digest.wiring import Press
from publications import Clock, a_press, write_publication
from service_calls import TOPIC, an_ses_bounce, an_sns_message, certificate
from serving import Client, serving
from store_steps import add_readers

BOUNCE = {
    "Type": "HardBounce",
    "ID": 1,
    "Email": "ann@example.org",
    "Details": "550 5.1.1 user unknown",
}
LOGIN = {"Authorization": f"Basic {base64.b64encode(b'digest:hush').decode()}"}


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    """A publication that takes reports of two services."""
    monkeypatch.setenv("DIGEST_WEBHOOK_POSTMARK", "hush")
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    section = (
        '\n[bounces]\naddress = "bounces@notes.example.org"\n'
        f'webhooks = ["postmark", "ses"]\nses_topic = "{TOPIC}"\n'
    )
    settings.write_text(settings.read_text() + section)
    with a_press(root, Clock(NOW)) as opened:
        add_readers(opened.store, "ann@example.org")
        yield opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of Amazon; it answers with its certificate."""
    urls: list[str] = []

    async def call(_: Caller, ask: Ask) -> Heard:
        urls.append(ask.url)
        return Heard(status=200, body=certificate())

    monkeypatch.setattr(Caller, "call", call)
    return urls


@pytest.fixture
def client(press: Press) -> Iterator[Client]:
    """Somebody calls it."""
    with serving(make_app(press)) as found:
        yield found


def records(press: Press) -> list[str]:
    """The sources of what was recorded."""
    return [record.bounce.source for record in press.store.bounces(since=NOW)]


def test_a_proven_call_is_taken(press: Press, client: Client) -> None:
    """With the same answer, whether we know the address or not."""
    for body in (BOUNCE, {**BOUNCE, "ID": 2, "Email": "nobody@example.org"}, {}):
        answer = client.post("/bounces/postmark", json.dumps(body), **LOGIN)
        assert (answer.status, answer.body) == (204, b"")
    assert records(press) == ["postmark"] * 2


def test_a_call_without_proof_is_refused(press: Press, client: Client) -> None:
    """Nothing is said but that."""
    assert client.post("/bounces/postmark", json.dumps(BOUNCE)).status == 403
    assert records(press) == []


def test_services_that_are_not_named_have_no_address(client: Client) -> None:
    """Nor has a GET an answer."""
    assert client.post("/bounces/mailgun", "{}").status == 404
    assert client.ask("/bounces/postmark").status == 405


def test_a_large_call_is_taken_here_alone(client: Client) -> None:
    """Services gather events; readers' forms are small."""
    body = json.dumps({"x": "a" * (2 * LARGEST_BODY)})
    assert client.post("/bounces/postmark", body, **LOGIN).status == 204
    assert client.post("/subscribe", body).status == 413


def test_amazons_messages_are_taken(
    press: Press, client: Client, asked: list[str]
) -> None:
    """Its certificate is asked for once."""
    body = an_sns_message(an_ses_bounce())
    for _ in range(2):
        assert client.post("/bounces/ses", body.decode()).status == 204
    assert records(press) == ["ses"]
    assert len(asked) == 1


def test_amazons_question_is_answered_for_the_owners_topic(
    client: Client, asked: list[str]
) -> None:
    """Any other topic's is refused, before anything is asked."""
    url = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=x"
    question = {"Type": "SubscriptionConfirmation", "Token": "x", "SubscribeURL": url}
    other = an_sns_message("", TopicArn="arn:other", **question)
    assert client.post("/bounces/ses", other.decode()).status == 403
    assert asked == []
    ours = an_sns_message("", **question)
    assert client.post("/bounces/ses", ours.decode()).status == 204
    assert asked[1:] == [url]
    away = an_sns_message("", **{**question, "SubscribeURL": "https://example.org/"})
    assert client.post("/bounces/ses", away.decode()).status == 403


def test_forged_messages_of_amazon_are_refused(
    press: Press, client: Client, asked: list[str]
) -> None:
    """A changed one, and one with a certificate from elsewhere."""
    told = json.loads(an_sns_message(an_ses_bounce()))
    changed = json.dumps({**told, "MessageId": "m-2"})
    assert client.post("/bounces/ses", changed).status == 403
    elsewhere = json.dumps({**told, "SigningCertURL": "https://example.org/a.pem"})
    assert client.post("/bounces/ses", elsewhere).status == 403
    assert len(asked) == 1
    assert records(press) == []


def test_a_certificate_that_cannot_be_had_is_asked_for_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Amazon is told to come back."""

    async def call(_: Caller, ask: Ask) -> Heard:
        return Heard(fault=f"{ask.method} failed")

    monkeypatch.setattr(Caller, "call", call)
    body = an_sns_message(an_ses_bounce())
    assert client.post("/bounces/ses", body.decode()).status == 503


def test_other_messages_of_amazon_are_taken(client: Client, asked: list[str]) -> None:
    """Such as a farewell, which is not of a kind that we read."""
    del asked
    body = an_sns_message("", Type="UnsubscribeConfirmation")
    assert client.post("/bounces/ses", body.decode()).status == 403
