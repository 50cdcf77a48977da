"""A send that fails, or dies, at the n-th call to the system.

Nobody is lost. In an outbox nobody has a letter twice; whoever gets a second copy from
a relay was named as in doubt before.

A sample of calls by default; DIGEST_TEST_LONG=1 goes through each of them.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.store.protocols.deliveries import DeliveryQuery
from faulty_steps import (
    ELEVEN,
    IS_LONG,
    LETTERS,
    READERS,
    landmarks,
    letters,
    outbox,
    publish_second,
    send,
    write_site,
)
from faulty_system import Blow, Call, FaultySystem, faulty
from publications import Clock, a_press, tree_of
from quick_relays import QuickRelay, in_a_thread

BLOWS = (Blow.ONCE, Blow.LASTING, Blow.LATE)
RELAY = '[mail]\nrelay = "smtp+plain://127.0.0.1:{port}"\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whose second issue is public, and waits for its sender."""
    root = write_site(tmp_path_factory.mktemp("sending") / "site")
    publish_second(root)
    return root


def send_with(system: FaultySystem, root: Path) -> None:
    """Send what is due; what is raised is for the owner to read."""
    with faulty(system), suppress(DigestError):
        send(root)


def numbered(calls: Sequence[Call]) -> Iterator[tuple[int, Blow]]:
    """Each call with each blow; in the short mode the blows take turns."""
    for turn, number in enumerate(landmarks(calls)):
        for blow in BLOWS if IS_LONG else (BLOWS[turn % len(BLOWS)],):
            yield number, blow


def use_relay(root: Path, relay: QuickRelay) -> None:
    """Have the site send by it, and no longer to its outbox."""
    settings = root / "digest.toml"
    text = settings.read_text().replace("[mail]\n", RELAY.format(port=relay.port))
    settings.write_text(text)


def doubtful(root: Path) -> set[str]:
    """Readers of whom nobody knows whether they have the letter."""
    with a_press(root, Clock(ELEVEN)) as press:
        found = press.store.find_deliveries(DeliveryQuery(in_doubt=True))
        return {record.address for record in found}


def test_letters_come_to_the_outbox_once_whatever_call_fails(
    site: Path, tmp_path: Path
) -> None:
    """Whole, and with the bytes of a run without a fault."""
    well = tmp_path / "well"
    shutil.copytree(site, well)
    course = FaultySystem(well)
    send_with(course, well)
    assert letters(well) == LETTERS
    for number, blow in numbered(course.calls):
        root = tmp_path / f"{number} {blow}"
        shutil.copytree(site, root)
        send_with(FaultySystem(root, at=number, blow=blow), root)
        assert tree_of(outbox(root)).items() <= tree_of(outbox(well)).items()
        send(root, times=2)
        assert tree_of(outbox(root)) == tree_of(outbox(well)), (number, blow)


def test_who_gets_a_second_copy_was_named(site: Path, tmp_path: Path) -> None:
    """A relay keeps what a full disk cannot note; nobody is left out."""
    with in_a_thread(QuickRelay()) as relay:
        root = tmp_path / "well"
        shutil.copytree(site, root)
        use_relay(root, relay)
        course = FaultySystem(root)
        send_with(course, root)
        assert sorted(relay.recipients) == sorted(READERS)
    for number, blow in numbered(course.calls):
        with in_a_thread(QuickRelay()) as relay:
            root = tmp_path / f"{number} {blow}"
            shutil.copytree(site, root)
            use_relay(root, relay)
            send_with(FaultySystem(root, at=number, blow=blow), root)
            named = doubtful(root)
            send(root, times=3)
        copies = Counter(relay.recipients)
        assert copies.keys() == set(READERS), (number, blow)
        doubled = {reader for reader in READERS if copies[reader] > 1}
        assert doubled <= named, (number, blow)


def test_what_a_sender_leaves_that_dies_at_any_call_is_sent(
    site: Path, tmp_path: Path
) -> None:
    """The disk as it is before each call is such a place; each has one copy."""
    well = tmp_path / "well"
    shutil.copytree(site, well)

    def look(number: int) -> None:
        shutil.copytree(well, tmp_path / str(number))

    course = FaultySystem(well, look=look)
    send_with(course, well)
    for number in landmarks(course.calls):
        root = tmp_path / str(number)
        send(root, times=2)
        assert tree_of(outbox(root)) == tree_of(outbox(well)), number
