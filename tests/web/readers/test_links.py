"""Links of letters: what looking at them does, and what a link is worth."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import cycle, islice

import pytest

from builders import NOW
from digest.signed.links import ENDING, LinkPurpose
from digest.web.app import make_app
from digest.wiring import Press
from reader_links import ANN, a_reader, ann, is_private, path_of
from serving import Client, serving

#: programs that open every link of a letter before its reader does
SCANNERS = ("", "curl/8", "GoogleImageProxy", "Mozilla/5.0 (compatible; scanner)")
ONE_CLICK = b"List-Unsubscribe=One-Click"
LOOKS = 1_000 if os.environ.get("DIGEST_TEST_LONG") else 200
STEPS = ("", "/pause", "/undo", "/record", "/forget")


def everything(press: Press) -> object:
    """All that the store knows of readers and letters to them."""
    reader = press.store.find_subscriber(ANN)
    assert reader is not None
    return press.store.record_of(reader.id), press.store.open_deliveries()


def a_moving_reader(press: Press) -> dict[LinkPurpose, str]:
    """Each link of a reader who wants to move, and has yet to confirm something."""
    reader = a_reader(press, "tides")
    press.store.request_subscription(
        reader.address, "", ["weekly"], confirm_after=NOW, now=NOW
    )
    press.store.ask_to_move(reader.id, "ann@example.com", ask_after=NOW, now=NOW)
    return {
        purpose: path_of(press, purpose, reader, "weekly") for purpose in LinkPurpose
    }


def test_a_thousand_looks_change_nothing(press: Press, client: Client) -> None:
    """GET and HEAD of any link and page, by whatever program."""
    links = a_moving_reader(press)
    paths = [f"{path}{step}" for path in links.values() for step in STEPS]
    before = everything(press)
    looks = ((p, s, m) for p in paths for s in SCANNERS for m in ("GET", "HEAD"))
    for path, program, method in islice(cycle(list(looks)), LOOKS):
        answer = client.ask(path, method=method, User_Agent=program)
        assert answer.status in {200, 404}
        assert "set-cookie" not in answer.headers
    assert everything(press) == before


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_link_shows_a_page_with_a_button(
    press: Press, client: Client, purpose: LinkPurpose
) -> None:
    """It stays between us and the reader."""
    answer = client.ask(a_moving_reader(press)[purpose])
    assert answer.status == 200
    assert is_private(answer)
    assert 'method="post"' in answer.text
    assert 'name="robots" content="noindex"' in answer.text


@pytest.mark.parametrize("purpose", list(LinkPurpose))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forged_link_gets_one_page_and_changes_nothing(
    press: Press, client: Client, purpose: LinkPurpose, method: str
) -> None:
    """Changed, cut, foreign, old and empty tokens look the same from outside."""
    links = a_moving_reader(press)
    reader, good = ann(press), links[purpose]
    foreign = LinkPurpose.LEAVE if purpose != "leave" else LinkPurpose.CONFIRM
    month_ago = NOW - timedelta(days=30)
    forged = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good[:-3],
        good.replace("weekly", "tides"),
        good.replace(f"/{reader.id}.", f"/{reader.id + 1}."),
        f"/{purpose}/" + links[foreign].rpartition("/")[2],
        f"/{purpose}/x",
        f"/{purpose}/" + "9" * 5000,
        f"/{purpose}/%ff%fe",
        f"/{purpose}/%ed%a0%80",
    ]
    if purpose in ENDING:
        forged.append(path_of(press, purpose, reader, "weekly", month_ago))
    before = everything(press)
    answers = [client.ask(path, method=method, body=ONE_CLICK) for path in forged]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1
    assert all(is_private(answer) for answer in answers)
    assert everything(press) == before


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_link_allows_only_looking_and_acting(
    press: Press, client: Client, purpose: LinkPurpose
) -> None:
    """405 names all that is allowed."""
    answer = client.ask(a_moving_reader(press)[purpose], method="DELETE")
    assert answer.status == 405
    assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD", "POST"]


def test_what_is_no_page_of_ours_stays_so(press: Press, client: Client) -> None:
    """404 in plain text where nothing is published yet, as everywhere."""
    path = path_of(press, LinkPurpose.LEAVE, a_reader(press, "weekly"), "weekly")
    for wrong in (f"{path}/more", "/leave", "/preferences/", "/moves/x"):
        assert client.ask(wrong).status == 404


def test_pages_lead_to_each_other_below_any_path(press: Press) -> None:
    """Their links are relative, as a proxy may take a prefix off."""
    reader = a_reader(press, "weekly")
    path = path_of(press, LinkPurpose.PREFERENCES, reader)
    with serving(make_app(press)) as client:
        page = client.ask(f"{path}/forget").text
    assert f'href="../..{path}"' in page
    assert 'href="../../style.css"' in page
