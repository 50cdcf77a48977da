"""Readers and the links of their letters, for tests of the pages that these open."""

from __future__ import annotations

from datetime import datetime

from builders import NOW
from digest.readers import Subscriber
from digest.signed.links import ENDING, Claim, LinkPurpose, make_token
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from serving import Answer

ANN = "ann@example.net"


def a_reader(press: Press, *newsletters: str, address: str = ANN) -> Subscriber:
    """A confirmed reader of these newsletters."""
    row = NewSubscriber(address=address, name="Ann")
    press.store.import_subscribers([row], newsletters, consent="owner", now=NOW)
    return ann(press, address)


def ann(press: Press, address: str = ANN) -> Subscriber:
    """The reader of the address as they are now."""
    reader = press.store.find_subscriber(address)
    assert reader is not None
    return reader


def path_of(
    press: Press,
    purpose: LinkPurpose,
    reader: Subscriber,
    newsletter: str = "",
    made: datetime = NOW,
) -> str:
    """The link that stands in the reader's letters."""
    claim = Claim(
        subscriber=reader.id,
        newsletter=newsletter,
        made=made if purpose in ENDING else None,
    )
    return f"/{purpose}/{make_token(press.key.reveal(), purpose, claim)}"


def is_private(answer: Answer) -> bool:
    """Whether the page stays between us and one reader."""
    return (
        "set-cookie" not in answer.headers
        and "noindex" in answer.headers["x-robots-tag"]
        and answer.headers["referrer-policy"] == "no-referrer"
        and answer.headers["cache-control"] == "no-store"
        and "unsafe" not in answer.headers["content-security-policy"]
    )
