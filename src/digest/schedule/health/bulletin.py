"""What the daemon says of itself, for other processes of its machine: a small file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from digest.replacing import replace_file

NAME = "daemon.json"
#: fields that are times
MOMENTS = ("started", "said", "trusted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """How the daemon is, as it says at each tick."""

    process: int
    version: str
    started: datetime
    #: by the wall clock, and by the one that nobody sets
    said: datetime
    said_at: float
    #: when it last had no doubt of its clock; None where it always had
    trusted: datetime | None = None
    #: seconds since it looked for slots; None where that never came to its end
    tick_age: float | None = None
    #: by lane, what it does: "at work for 3 s"
    lanes: dict[str, str]
    #: why no letter goes out by this clock; "" where they may
    clock: str = ""
    #: why no issue is begun for want of room; "" where there is enough
    disk: str = ""
    #: why the settings of now are not those of digest.toml; "" where they are
    settings: str = ""


def post_bulletin(state_folder: Path, bulletin: Bulletin) -> None:
    """Put it up in the place of the last one; raises OSError."""
    told = {**asdict(bulletin), **_moments(bulletin)}
    data = json.dumps(told, indent=1).encode()
    replace_file(state_folder / NAME, data, is_durable=False)


def read_bulletin(state_folder: Path) -> Bulletin | None:
    """The last one; None where there is none that can be read."""
    try:
        told = json.loads((state_folder / NAME).read_bytes())
        moments = {
            name: datetime.fromisoformat(told[name]) for name in MOMENTS if told[name]
        }
        return Bulletin(**{**told, **moments})
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        # nobody depends on it: half a file of another program is as good as none
        return None


def _moments(bulletin: Bulletin) -> dict[str, str | None]:
    """Its times as JSON has them."""
    moments = {name: getattr(bulletin, name) for name in MOMENTS}
    return {name: one.isoformat() if one else None for name, one in moments.items()}
