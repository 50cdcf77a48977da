"""Leaving by a link: at once, for good, or not quite."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from builders import NOW
from digest.signed.links import LinkPurpose
from digest.wiring import Press
from reader_links import a_reader, ann, is_private, path_of
from serving import Client

ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART = (
    b'--B\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
    b"One-Click\r\n--B--\r\n"
)


def leave_path(press: Press, *newsletters: str, of: str = "weekly") -> str:
    """The link to leave of a reader of these newsletters."""
    return path_of(press, LinkPurpose.LEAVE, a_reader(press, *newsletters), of)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK.encode(), "application/x-www-form-urlencoded"),
        (MULTIPART, "multipart/form-data; boundary=B"),
        (b"", "application/x-www-form-urlencoded"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff\xfe", "text/plain"),
    ],
)
def test_one_post_unsubscribes(
    press: Press, client: Client, body: bytes, kind: str
) -> None:
    """200 at once, no redirect, no cookie, and again (RFC 8058 3.1)."""
    path = leave_path(press, "weekly", "tides")
    for _ in range(2):
        answer = client.ask(path, method="POST", body=body, Content_Type=kind)
        assert answer.status == 200
        assert is_private(answer)
        assert "no more letters of North Shore Weekly" in answer.text
    assert ann(press).newsletters == ("tides",)


def test_a_link_for_all_ends_all(press: Press, client: Client) -> None:
    """A token without a newsletter means every one of them."""
    path = leave_path(press, "weekly", "tides", of="")
    assert "North Shore Notes" in client.ask(path).text
    assert client.post(path).status == 200
    assert ann(press).newsletters == ()


def test_who_was_forgotten_can_still_leave(press: Press, client: Client) -> None:
    """An old letter's link says goodbye, offers nothing, and brings nobody back."""
    path = leave_path(press, "weekly")
    press.store.forget(ann(press).id)
    assert "/pause" not in client.ask(path).text
    answer = client.post(path, ONE_CLICK)
    assert answer.status == 200
    assert "undo" not in answer.text
    assert client.post(f"{path}/undo").status == 404
    assert client.post(f"{path}/pause", "weeks=4").status == 404
    assert press.store.find_subscriber("ann@example.net") is None


def test_leaving_is_undone_by_the_same_link(press: Press, client: Client) -> None:
    """The page that says goodbye has the button."""
    path = leave_path(press, "weekly")
    page = client.post(path, ONE_CLICK).text
    found = re.search(r'action="\.\./(leave/[^"]+/undo)"', page)
    assert found is not None
    assert found[1] == f"{path[1:]}/undo"
    for _ in range(2):
        answer = client.post(f"/{found[1]}")
        assert answer.status == 200
        assert "You are subscribed again" in answer.text
    assert ann(press).newsletters == ("weekly",)


@pytest.mark.parametrize(
    ("form", "weeks"), [("weeks=4", 4), ("weeks=5", 1), ("", 1), ("weeks=9999", 1)]
)
def test_a_reader_may_pause_instead(
    press: Press, client: Client, form: str, weeks: int
) -> None:
    """They keep what they are subscribed to; a time of no choice is the shortest."""
    path = leave_path(press, "weekly")
    assert '<option value="12">' in client.ask(path).text
    answer = client.post(f"{path}/pause", form)
    assert answer.status == 200
    assert is_private(answer)
    assert ann(press).paused_until == NOW + timedelta(weeks=weeks)
    assert ann(press).newsletters == ("weekly",)


def test_a_reader_may_choose_something_else_instead(
    press: Press, client: Client
) -> None:
    """The page tells what else there is, how often, and where it is chosen."""
    path = leave_path(press, "weekly")
    page = client.ask(path).text
    assert "Tide Tables" in page
    assert "on day 1 of every month" in page
    link = path_of(press, LinkPurpose.PREFERENCES, ann(press))
    assert f'href="..{link}"' in page
