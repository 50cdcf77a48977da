"""The page of a reader's choices, and what else they may ask for there."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from builders import NOW
from digest.deliveries import Purpose
from digest.signed.links import LinkPurpose
from digest.web.readers.limits import FOR_ONE_ADDRESS, FROM_ONE_NETWORK
from digest.wiring import Press
from reader_links import a_reader, ann, is_private, path_of
from serving import Client


@pytest.fixture
def path(press: Press) -> str:
    """The page of a reader of the weekly."""
    reader = a_reader(press, "weekly")
    return path_of(press, LinkPurpose.PREFERENCES, reader)


def test_a_reader_chooses_among_the_newsletters(
    press: Press, client: Client, path: str
) -> None:
    """What is ticked is what comes; the page shows it."""
    page = client.ask(path).text
    assert 'value="weekly" checked' in page
    assert 'value="tides">' in page
    assert "When the water comes" in page
    saved = client.post(path, "act=choose&newsletter=tides")
    assert saved.status == 200
    assert is_private(saved)
    assert 'value="tides" checked' in saved.text
    assert 'role="status"' in saved.text
    assert ann(press).newsletters == ("tides",)
    assert client.post(path, "act=choose").status == 200
    assert ann(press).newsletters == ()


@pytest.mark.parametrize("form", ["", "newsletter=tides", "act=x", "act=leave"])
def test_a_form_without_a_button_of_ours_changes_nothing(
    press: Press, client: Client, path: str, form: str
) -> None:
    """A program that posts to every link ends no subscription here."""
    assert client.post(path, form).status == 200
    assert ann(press).newsletters == ("weekly",)


def test_a_reader_chooses_the_language(press: Press, client: Client, path: str) -> None:
    """It counts at once, before what the browser accepts; one we do not speak not."""
    page = client.post(path, "act=choose&newsletter=weekly&language=de")
    assert '<html lang="de" dir="ltr">' in page.text
    assert "Gespeichert." in page.text
    assert ann(press).language == "de"
    assert "Ihre Briefe" in client.ask(path, Accept_Language="fr").text
    client.post(path, "act=choose&newsletter=weekly&language=tlh")
    client.post(path, "act=choose&newsletter=weekly")
    assert ann(press).language == "de"
    client.post(path, "act=choose&newsletter=weekly&language=")
    assert ann(press).language == ""


@pytest.mark.parametrize("weeks", [1, 2, 4, 12])
def test_a_reader_pauses_and_resumes(
    press: Press, client: Client, path: str, weeks: int
) -> None:
    """The page says until when, and has the other button."""
    until = NOW + timedelta(weeks=weeks)
    page = client.post(path, f"act=pause&weeks={weeks}").text
    assert ann(press).paused_until == until
    assert f"Nothing comes before {until.day}" in page
    page = client.post(path, "act=resume").text
    assert ann(press).paused_until is None
    assert 'value="pause"' in page


def test_a_reader_moves_by_the_letter_to_the_new_address(
    press: Press, client: Client, path: str
) -> None:
    """Nothing changes until its link is opened, and then all comes along."""
    page = client.post(path, "act=move&address=ann%40example.com")
    assert page.status == 200
    assert "ann@example.com" in page.text
    assert press.store.open_deliveries(Purpose.MOVE) == 1
    reader = ann(press)
    link = path_of(press, LinkPurpose.MOVE, reader)
    assert "ann@example.com" in client.ask(link).text
    assert ann(press) == reader
    for _ in range(2):
        assert "ann@example.com" in client.post(link).text
    assert ann(press, "ann@example.com").id == reader.id
    assert ann(press, "ann@example.com").newsletters == ("weekly",)


def test_the_answer_to_a_move_does_not_tell_who_reads(
    press: Press, client: Client, path: str
) -> None:
    """A known address gets the page of an unknown one."""
    a_reader(press, "weekly", address="bob@example.net")
    pages = [
        client.post(path, f"act=move&address={name}@example.net").text.replace(
            name, "x"
        )
        for name in ("bob", "zoe")
    ]
    assert pages[0] == pages[1]


def test_the_link_of_one_reader_does_not_stop_all_who_sign_up(
    client: Client, path: str
) -> None:
    """Wishes to move count for the network that they come from, too."""
    statuses = [
        client.post(path, f"act=move&address=a{number}@example.com").status
        for number in range(FROM_ONE_NETWORK + 1)
    ]
    assert statuses == [200] * FROM_ONE_NETWORK + [429]


def test_a_move_that_nobody_asked_for_leads_nowhere(
    press: Press, client: Client, path: str
) -> None:
    """A link whose wish has passed is a link that does not work."""
    link = path_of(press, LinkPurpose.MOVE, ann(press))
    assert client.ask(link).status == client.post(link).status == 404
    assert client.ask(path).status == 200


def test_a_new_address_with_a_slip_can_be_written_again(
    press: Press, client: Client, path: str
) -> None:
    """Beside the field stands what is wrong."""
    answer = client.post(path, "act=move&address=ann")
    assert answer.status == 400
    assert 'value="ann"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert press.store.open_deliveries() == 0


def test_a_flood_of_moves_is_told_to_wait(client: Client, path: str) -> None:
    """Nobody floods a mailbox by way of their own page."""
    form = "act=move&address=bob%40example.net"
    answers = [client.post(path, form) for _ in range(FOR_ONE_ADDRESS + 1)]
    assert [answer.status for answer in answers[:-1]] == [200] * FOR_ONE_ADDRESS
    assert answers[-1].status == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_reader_takes_their_data_along(client: Client, path: str) -> None:
    """A file of JSON, which no program on the way keeps."""
    answer = client.ask(f"{path}/record")
    assert answer.status == 200
    assert is_private(answer)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/json"
    record = json.loads(answer.text)
    assert record["subscriber"]["address"] == "ann@example.net"
    assert record["subscriptions"][0]["newsletter"] == "weekly"
    assert record["subscriber"]["created"] == NOW.isoformat()
    assert client.post(f"{path}/record").status == 405


def test_a_reader_is_asked_once_more_and_then_forgotten(
    press: Press, client: Client, path: str
) -> None:
    """On a page of its own; to say it twice is safe, and no link works any more."""
    page = client.ask(f"{path}/forget")
    assert page.status == 200
    assert "ann@example.net" in page.text
    assert ann(press).newsletters == ("weekly",)
    for _ in range(2):
        answer = client.post(f"{path}/forget")
        assert answer.status == 200
        assert is_private(answer)
        assert press.store.find_subscriber("ann@example.net") is None
    for gone in (path, f"{path}/record", f"{path}/forget"):
        assert client.ask(gone).status == 404
    for act in ("choose", "pause", "resume", "move"):
        form = f"act={act}&address=bob%40example.net"
        assert client.post(path, form).status == 404
