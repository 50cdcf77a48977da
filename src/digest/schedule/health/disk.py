"""Whether the disks have room for what is about to be written down."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from digest.config import Config

MEGABYTE = 1_000_000


def free_space(config: Config) -> int:
    """Bytes that are free on the fuller of the disks that digest writes to."""
    return min(_free(folder) for folder in _folders(config))


def space_fault(config: Config) -> str:
    """What is wrong with the room on the disks; "" where [schedule] least_free is met.

    It says the same as long as it lasts.
    """
    least = config.schedule.least_free
    for folder in _folders(config):
        if _free(folder) < least * MEGABYTE:
            fact = f"less than {least} MB are free on its disk"
            remedy = "make room; no issue is begun before that"
            return f"{folder}: {fact}; {remedy}, see [schedule] least_free"
    return ""


def _folders(config: Config) -> Iterator[Path]:
    yield config.state_folder
    yield config.feeds_folder


def _free(folder: Path) -> int:
    """What a process without privileges may still write; a folder to come counts."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free
