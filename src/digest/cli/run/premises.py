"""What the process keeps whatever digest.toml says: its locks, and its doors."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from digest.cli.run.front import Place
from digest.config import Config
from digest.schedule.lock import hold_lock
from digest.web.serving.server import open_door


class Premises:
    """The site's lock, and the doors by their addresses.

    A door that stays the same stays open, so that who comes during a change only waits.
    """

    def __init__(self, held: ExitStack) -> None:
        self._held = held
        self._locked: set[Path] = set()
        self._places: dict[str, Place] = {}

    def lock(self, config: Config) -> None:
        """Have the site for this process alone; raises DaemonError."""
        folder = config.state_folder.resolve()
        if folder not in self._locked:
            self._held.enter_context(hold_lock(config.state_folder))
            self._locked.add(folder)

    def place(self, listen: str, *, is_behind_proxy: bool = False) -> Place | None:
        """The place of this address; None for "". Raises DaemonError."""
        if not listen:
            return None
        known = self._places.get(listen)
        if known is None:
            door = self._held.enter_context(open_door(listen))
        elif known.is_behind_proxy == is_behind_proxy:
            return known
        else:
            door = known.door
        place = Place(listen=listen, door=door, is_behind_proxy=is_behind_proxy)
        self._places[listen] = place
        return place

    def keep(self, *listens: str) -> None:
        """Close the doors of all other addresses."""
        for listen in [name for name in self._places if name not in listens]:
            self._places.pop(listen).door.close()
