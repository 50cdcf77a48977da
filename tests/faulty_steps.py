"""A site just before its second issue, and one just before its letters go out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import feedparser

from digest import paths
from digest.schedule import jobs
from digest.store.protocols import NewSubscriber
from faulty_system import Call
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    tree_of,
    write_publication,
)

READERS = tuple(f"{name}@example.net" for name in ("ann", "bob", "cid"))
#: when the second issue is due, and when its letters go out
ELEVEN = NINE + 2 * HOUR
#: more than a claim lasts, and more than a letter waits for its next try
LATER = timedelta(hours=2)
#: those of the second issue, each with its subject
LETTERS = sorted((reader, "Light on") for reader in READERS)
IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
SITE = "https://notes.example.org/"


def write_site(root: Path) -> Path:
    """Its first issue is out; since then one article came, one changed, one went."""
    names = ("harbour", "pier", "ferry")
    articles = {f"{name}.md": an_article_text(f"{name} opens") for name in names}
    write_publication(root, articles)
    clock = Clock(NINE)
    with a_press(root, clock) as press:
        rows = [NewSubscriber(address=reader) for reader in READERS]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NINE)
        jobs.publish(press)
        clock.now += HOUR
        jobs.publish(press)
        jobs.deliver(press, lambda: False)
    for letter in outbox(root).iterdir():
        letter.unlink()
    (root / "content" / "light.md").write_text(an_article_text("Light on"))
    (root / "content" / "pier.md").write_text(an_article_text("pier opens") + "More.")
    (root / "content" / "ferry.md").unlink()
    return root


def publish_second(root: Path) -> None:
    """Its second issue is public, and its letters wait."""
    with a_press(root, Clock(ELEVEN)) as press:
        jobs.publish(press)


def send(root: Path, *, times: int = 1) -> None:
    """Send what is due now, and again later."""
    clock = Clock(ELEVEN)
    with a_press(root, clock) as press:
        for _ in range(times):
            jobs.deliver(press, lambda: False)
            clock.now += LATER


def outbox(root: Path) -> Path:
    """The folder of letters that are whole."""
    return root / ".digest" / "outbox" / "new"


def letters(root: Path) -> list[tuple[str, str]]:
    """Reader and subject of each letter in the outbox."""
    read = map(message_from_bytes, tree_of(outbox(root)).values())
    return sorted((str(each["To"]), str(each["Subject"])) for each in read)


def public_tree(root: Path) -> dict[str, bytes]:
    """What readers can ask for."""
    tree = tree_of(root / "feeds")
    return {path: data for path, data in tree.items() if ".digest-" not in path}


def check_readers_sight(
    tree: Mapping[str, bytes], versions: Sequence[Mapping[str, bytes]]
) -> None:
    """Each file is of one version, and no feed leads to a page that is not there.

    A feed that is not of the first version leads to no page that is out of date.
    """
    for path, data in tree.items():
        assert data in {version.get(path) for version in versions}, path
    old, *later = versions
    for path in paths.FEEDS:
        current = versions if tree[path] == old[path] else later
        for link in links_of(path, tree[path]):
            page = f"{link.removeprefix(SITE)}index.html"
            assert tree[page] in {version.get(page) for version in current}, page


def links_of(path: str, data: bytes) -> tuple[str, ...]:
    """Where the feed's entries lead, as feedparser reads it."""
    if path == paths.JSON:
        return tuple(re.findall(rf'"url": "({SITE}articles/[^"]+)"', data.decode()))
    feed = feedparser.parse(data)
    assert not feed.bozo
    return tuple(entry.link for entry in feed.entries)


def landmarks(calls: Sequence[Call]) -> list[int]:
    """Numbers of calls: all of them in the long mode, else one of each sort or two."""
    if IS_LONG:
        return list(range(1, len(calls) + 1))
    firsts: dict[Call, int] = {}
    for number, call in enumerate(calls, start=1):
        # a file that cannot be opened is much like one that cannot be written
        if call.kind != "open":
            firsts.setdefault(Call(call.kind, _sort_of(call.place)), number)
    commits = [n for n, call in enumerate(calls, start=1) if call.kind == "commit"]
    return sorted({*firsts.values(), *commits[-1::-4]})


def _sort_of(place: str) -> str:
    """What is alike in files of one use."""
    place = re.sub(r"[0-9a-f]{16,}|[0-9]+", "*", place)
    is_public = place.startswith("feeds") and ".digest-" not in place
    return "feeds" if is_public else place
