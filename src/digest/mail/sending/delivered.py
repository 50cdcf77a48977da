"""What a run came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one run came to, in deliveries."""

    #: the relay has them
    accepted: int = 0
    #: are tried again later
    deferred: int = 0
    #: the relay refused them for good, or had its last chance
    failed: int = 0
    #: nothing went out: the reader left between claim and intent
    withdrawn: int = 0
    #: in doubt, and wait for their owner
    held: int = 0
    #: of those accepted, deferred and failed: an earlier process had left them in
    #: doubt, so that their readers may have two copies
    resent: int = 0
    #: what stopped the run before its time: the relay, or the way to it; "" if nothing
    trouble: str = ""
    #: issues that were paused, each with why and what to do
    paused: tuple[str, ...] = ()
    #: what else the owner has to mend: a relay that was left alone while others sent, a
    #: letter that cannot be made
    warnings: tuple[str, ...] = ()
