"""Files that are sent from the disk, in whole and in parts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import Message

from digest.replacing import replace_file
from digest.web.app import make_app
from digest.web.published import disk
from digest.web.published.disk import (
    Place,
    ReplacedError,
    Version,
    range_asked,
    send_from_disk,
    tag_on_disk,
)
from digest.web.published.tree import PublishedTree
from digest.wiring import Press
from serving import Client, serving

DATA = bytes(range(256)) * 10


def a_place(folder: Path, data: bytes = DATA) -> Place:
    """A recording as it stands now."""
    path = folder / "tide.ogg"
    path.write_bytes(data)
    return Place(path, Version.of(path.stat()))


def sent(place: Place, part: range) -> list[Message]:
    """The messages that go to the server."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(send_from_disk(send, place, 200, [], part))
    return messages


def body_of(messages: list[Message]) -> bytes:
    """The octets of all messages."""
    return b"".join(message.get("body", b"") for message in messages)


@pytest.mark.parametrize(
    ("field", "part"),
    [
        (None, None),
        ("bytes=0-9", range(10)),
        ("bytes=5-", range(5, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-1000", range(100)),
        ("bytes=90-1000", range(90, 100)),
        (" Bytes = 0 - 0 ", range(1)),
        ("bytes=-", None),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-9", None),
        ("bytes=a-b", None),
        ("bytes=0-99999999999999999999", None),
        ("", None),
    ],
)
def test_one_range_is_heard(field: str | None, part: range | None) -> None:
    """What is no range of octets is passed over (RFC 9110 14.2)."""
    assert range_asked(field, 100) == part


@pytest.mark.parametrize("field", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_what_is_behind_the_end_is_empty(field: str) -> None:
    """It is answered by 416."""
    assert range_asked(field, 100) is not None
    assert not range_asked(field, 100)


@settings(max_examples=100, deadline=None)
@given(st.text("bytes=-,0123456789 ", max_size=30), st.integers(0, 1000))
def test_a_range_never_leaves_the_file(field: str, size: int) -> None:
    """Whatever was asked for."""
    part = range_asked(field, size)
    if part:
        assert 0 <= part.start < part.stop <= size


def test_a_part_is_sent_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is larger than what may wait for a slow reader."""
    monkeypatch.setattr(disk, "PIECE", 100)
    messages = sent(a_place(tmp_path), range(50, 950))
    assert body_of(messages) == DATA[50:950]
    assert max(len(message.get("body", b"")) for message in messages) == 100


def test_another_version_is_never_sent(tmp_path: Path) -> None:
    """Neither its octets nor its tag stand under the fields of the old one."""
    place = a_place(tmp_path)
    replace_file(place.path, DATA[::-1], is_durable=False)
    with pytest.raises(ReplacedError):
        sent(place, range(10))
    with pytest.raises(ReplacedError):
        tag_on_disk(place)
    place.path.unlink()
    with pytest.raises(ReplacedError):
        tag_on_disk(place)


def test_a_file_that_is_replaced_meanwhile_is_sent_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old bytes are there as long as somebody reads them."""
    monkeypatch.setattr(disk, "PIECE", 100)
    place = a_place(tmp_path)
    got = b""

    async def send(message: Message) -> None:
        nonlocal got
        got += message.get("body", b"")
        replace_file(place.path, b"new", is_durable=False)

    asyncio.run(send_from_disk(send, place, 200, [], range(len(DATA))))
    assert got == DATA


def test_a_file_that_is_cut_meanwhile_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody takes a part for the whole: the promised length does not come."""
    monkeypatch.setattr(disk, "PIECE", 100)
    place = a_place(tmp_path)

    async def send(message: Message) -> None:
        with place.path.open("r+b") as file:
            file.truncate(150)

    with pytest.raises(OSError, match=r"tide\.ogg: was cut while it was sent"):
        asyncio.run(send_from_disk(send, place, 200, [], range(len(DATA))))


@pytest.fixture
def recording(press: Press) -> Path:
    """A recording in the published tree."""
    folder = press.config.feeds_folder / "media"
    folder.mkdir()
    return a_place(folder).path


@pytest.mark.usefixtures("recording")
@pytest.mark.parametrize(
    ("field", "status", "told"),
    [
        ("bytes=2-9", 206, "bytes 2-9/2560"),
        ("bytes=-4", 206, "bytes 2556-2559/2560"),
        ("bytes=2560-", 416, "bytes */2560"),
        ("bytes=1-2,4-5", 200, None),
    ],
)
def test_players_get_parts(
    client: Client, field: str, status: int, told: str | None
) -> None:
    """With where they stand in the whole (RFC 9110 14.4)."""
    answer = client.ask("/media/tide.ogg", Range=field)
    assert answer.status == status
    assert answer.headers.get("content-range") == told
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.usefixtures("recording")
def test_a_part_goes_on_with_the_same_version_only(client: Client) -> None:
    """If-Range holds by tag or date; else the whole comes (RFC 9110 13.1.5)."""
    whole = client.ask("/media/tide.ogg")
    for known in (whole.headers["etag"], whole.headers["last-modified"]):
        part = client.ask("/media/tide.ogg", Range="bytes=9-", If_Range=known)
        assert (part.status, part.body) == (206, DATA[9:])
    for other in ('"other"', f"W/{whole.headers['etag']}", "yesterday"):
        answer = client.ask("/media/tide.ogg", Range="bytes=9-", If_Range=other)
        assert (answer.status, answer.body) == (200, DATA)


@pytest.mark.usefixtures("recording")
def test_head_is_of_the_whole(client: Client) -> None:
    """A range is asked for by GET only (RFC 9110 14.2)."""
    answer = client.ask("/media/tide.ogg", method="HEAD", Range="bytes=2-9")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(DATA))


def test_a_file_replaced_between_two_looks_is_asked_anew(
    press: Press, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader gets the new one, and no fault."""
    find = PublishedTree.find

    def find_and_replace(tree: PublishedTree, path: str) -> object:
        found = find(tree, path)
        if recording.read_bytes() == DATA:
            replace_file(recording, b"new", is_durable=False)
        return found

    monkeypatch.setattr(PublishedTree, "find", find_and_replace)
    with serving(make_app(press)) as client:
        answer = client.ask("/media/tide.ogg")
    assert (answer.status, answer.body) == (200, b"new")
