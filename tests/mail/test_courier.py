from __future__ import annotations

import asyncio
from pathlib import Path

from digest.config import load_config
from digest.mail.courier import ways_of
from digest.mail.outbox import OutboxCarrier
from digest.mail.parcel import Carrier
from digest.mail.smtp.pool import SmtpPool
from digest.rates import Rate
from publications import write_publication

RELAYS = """
[[relays]]
name = "quick"
url = "smtp://quick.example.org"
newsletters = ["weekly"]
rate = "14/s"

[[relays]]
name = "other"
url = "smtp://other.example.org"
"""


async def opened(way_of: Path) -> list[Carrier]:
    """The carriers of the ways, as they are opened in a loop."""
    return [way.open() for way in ways_of(load_config(way_of, {}))]


def test_without_a_relay_letters_stay_here(tmp_path: Path) -> None:
    """In a Maildir of the state folder."""
    root = write_publication(tmp_path)
    (way,) = ways_of(load_config(root, {}))
    assert (way.name, way.newsletters, way.rate) == ("outbox", (), None)
    (carrier,) = asyncio.run(opened(root))
    assert isinstance(carrier, OutboxCarrier)


def test_each_relay_is_a_way(tmp_path: Path) -> None:
    """With its own newsletters and pace."""
    toml = write_publication(tmp_path) / "digest.toml"
    toml.write_text(toml.read_text() + RELAYS)
    quick, other = ways_of(load_config(tmp_path, {}))
    assert (quick.name, quick.newsletters) == ("quick", ("weekly",))
    assert quick.rate == Rate(count=14, seconds=1)
    assert (other.name, other.newsletters, other.rate) == ("other", (), None)
    assert all(isinstance(one, SmtpPool) for one in asyncio.run(opened(tmp_path)))
