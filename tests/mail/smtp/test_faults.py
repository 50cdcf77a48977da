"""Every mode, with every fault of a relay: nobody is lost, and nobody gets two."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from dataclasses import replace

import pytest

from desks import TestDesk, a_parcel
from digest.deliveries import OutcomeKind
from digest.loop import new_loop
from digest.mail.smtp.pool import SmtpPool
from digest.relay import Pipelining, read_relay
from digest.secret import Secret
from quick_relays import QuickRelay, at_work

#: messages of one case
COUNT = 6000 if os.environ.get("DIGEST_TEST_LONG") else 240
UNKNOWN, ACCEPTED = OutcomeKind.UNKNOWN, OutcomeKind.ACCEPTED

FAULTS = {
    "none": {},
    "in bits": {"bits": 7},
    "421 after 37": {"per_connection": 37},
    "421 after 1": {"per_connection": 1},
    "451 to every tenth": {"later": 10},
    "some unknown": {"refusals": {"r1": "550 5.1.1 no such user"}},
    "some unknown, and 354": {
        "refusals": {"r1": "550 5.1.1 no such user"},
        "is_eager": True,
    },
    "drops at DATA": {"drops_at_data": 29},
    "drops in the body": {"drops_in_body": 31},
    "drops after the dot": {"drops_after_dot": 31},
    "no PIPELINING": {"abilities": ("8BITMIME",), "per_connection": 50},
    "all": {
        "refusals": {"r7": "550 5.1.1 no such user", "r5": "452 4.2.2 full"},
        "is_eager": True,
        "per_connection": 37,
        "later": 10,
        "drops_at_data": 53,
        "drops_after_dot": 41,
        "bits": 11,
    },
}


async def send_all(relay: QuickRelay, mode: Pipelining, connections: int) -> TestDesk:
    """Send so many to this relay, until each has its outcome."""
    desk = TestDesk([a_parcel(number) for number in range(1, COUNT + 1)])
    async with at_work(relay):
        pool = SmtpPool(
            replace(
                read_relay(f"smtp+plain://127.0.0.1:{relay.port}"),
                connections=connections,
                pipelining=mode,
            ),
            Secret(""),
            timeout=20,
        )
        desk.when_done, desk.when_back = pool.close, pool.wake
        await pool.run(desk, is_stopping=lambda: False)
    return desk


@pytest.mark.parametrize("connections", [1, 8])
@pytest.mark.parametrize("mode", Pipelining)
@pytest.mark.parametrize("fault", FAULTS)
def test_nobody_is_lost_and_nobody_gets_two(
    fault: str, mode: Pipelining, connections: int
) -> None:
    """Each has one outcome, and it is true; what is unknown is in doubt by name."""
    relay = QuickRelay(**FAULTS[fault])  # type: ignore[arg-type]
    with asyncio.Runner(loop_factory=new_loop) as runner:
        desk = runner.run(send_all(relay, mode, connections))
    got = Counter(relay.recipients)
    for number in range(1, COUNT + 1):
        kind, copies = desk.outcome(number).kind, got[f"r{number}@example.net"]
        if kind is UNKNOWN:
            assert copies <= 1
        else:
            assert copies == (kind is ACCEPTED), (number, desk.outcome(number))
    assert not +desk.out
    assert not desk.troubles
    assert 1 <= relay.most_open <= connections
    cuts = sum(1 for kind in desk.kinds() if kind is UNKNOWN)
    assert cuts <= relay.bodies // 31
