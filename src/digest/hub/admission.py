"""Who may become a listener: how many of one host, and of all. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from digest.records.hub import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLimits:
    """How many listeners and requests there may be."""

    of_host: int = 200
    together: int = 20_000


def fact_against(load: Load, limits: HubLimits) -> str:
    """Why no more are taken; "" where they are. Who listens already may go on."""
    if load.is_known:
        return ""
    if load.of_host >= limits.of_host:
        return f"the callback's host has {limits.of_host} subscriptions already"
    if load.together >= limits.together:
        return "the hub is full"
    return ""
