"""From the form to the letter and back: a reader's whole way, through the outbox."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from digest.readers import SubscriberState
from digest.schedule.jobs import deliver
from digest.wiring import Press
from reader_links import ANN, ann
from serving import Client

FORM = "newsletter=weekly&newsletter=tides&address=ann@example.net&lang=de"


def letters(press: Press) -> list[EmailMessage]:
    """What has gone to the outbox so far, oldest first."""
    deliver(press, lambda: False)
    folder = press.config.state_folder / "outbox" / "new"
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    policy = email.policy.default
    return [email.message_from_bytes(f.read_bytes(), policy=policy) for f in files]


def path_in(letter: EmailMessage, purpose: str) -> str:
    """The link of this purpose, as it stands in the letter's text."""
    text = letter.get_body(("plain",))
    assert text is not None
    site = r"https://notes\.example\.org"
    found = re.search(rf"{site}(/{purpose}/\S+)", text.get_content())
    assert found is not None, text.get_content()
    return found[1]


def test_a_reader_comes_moves_and_goes_by_letters(press: Press, client: Client) -> None:
    """Each link works as it was mailed, and each page speaks their language."""
    assert client.post("/subscribe", FORM).status == 200
    (question,) = letters(press)
    assert question["To"].addresses[0].addr_spec == ANN
    assert question["Content-Language"] in {None, "de"}
    confirm = path_in(question, "confirm")
    assert "North Shore Weekly und Tide Tables" in client.ask(confirm).text
    assert client.post(confirm).status == 200
    reader = ann(press)
    assert reader.state is SubscriberState.CONFIRMED
    assert reader.newsletters == ("tides", "weekly")

    welcome = letters(press)[-1]
    preferences = path_in(welcome, "preferences")
    assert "Ihre Briefe" in client.ask(preferences).text
    client.post(preferences, "act=move&address=ann%40example.com")
    move = letters(press)[-1]
    assert move["To"].addresses[0].addr_spec == "ann@example.com"
    assert client.post(path_in(move, "move")).status == 200
    assert ann(press, "ann@example.com").id == reader.id

    leave = str(welcome["List-Unsubscribe"])
    found = re.search(r"<https://notes\.example\.org(/leave/[^>]+)>", leave)
    assert found is not None
    assert client.post(found[1], "List-Unsubscribe=One-Click").status == 200
    assert len(ann(press, "ann@example.com").newsletters) < len(reader.newsletters)
