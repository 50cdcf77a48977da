"""What the daemon says of itself, as `digest status` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digest.config import Config
from digest.lines import escape_invisible
from digest.schedule.health.bulletin import Bulletin, read_bulletin
from digest.schedule.lock import lock_holder

#: what it says of itself that somebody has to act on, with what that means
FAULTS = {
    "clock": "No letter goes out",
    "disk": "No issue is begun",
    "settings": "It goes on with the settings from before",
}


def daemon_record(config: Config) -> dict[str, Any]:
    """Which process it is, and what it said last; None of what it did not say."""
    process = lock_holder(config.state_folder)
    bulletin = read_bulletin(config.state_folder)
    if process is None or bulletin is None or bulletin.process != process:
        return {"process": process, "said": None}
    return {"process": process, "said": _said(bulletin)}


def daemon_lines(daemon: Mapping[str, Any]) -> Iterator[str]:
    """The same in words, a line each."""
    if daemon["process"] is None:
        yield "The daemon does not run; start it with `digest run`."
        return
    yield f"The daemon runs as process {daemon['process']}."
    if daemon["said"]:
        for name, meaning in FAULTS.items():
            if fault := daemon["said"][name]:
                yield f"{meaning}: {escape_invisible(fault)}"


def lane_lines(daemon: Mapping[str, Any]) -> Iterator[str]:
    """What each of its lanes does, for who looks on."""
    if daemon["said"]:
        lanes = daemon["said"]["lanes"]
        width = max(map(len, lanes), default=0)
        yield ""
        at = daemon["said"]["at"][11:19]
        yield f"What it does, as it said at {at} UTC; Ctrl-C ends this screen:"
        for name in sorted(lanes):
            yield f"  {name:<{width}}  {lanes[name]}"


def _said(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "version": bulletin.version,
        "started": bulletin.started.isoformat(),
        "at": bulletin.said.isoformat(),
        "lanes": bulletin.lanes,
        **{name: getattr(bulletin, name) for name in FAULTS},
    }
