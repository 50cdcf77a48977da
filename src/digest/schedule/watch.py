"""Which files change, as they do: the only importer of watchfiles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch
from watchfiles.main import FileChange

from digest.replacing import DRAFT

#: milliseconds in which several changes count as one
DEBOUNCE = 300
#: milliseconds without a change after which those before it are told
QUIET = 50
#: a file of ours that has no name yet
OWN_DRAFT = f"^{DRAFT.pattern}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A file or folder that is not what it was."""

    path: Path
    #: it came or went, and was not just written to
    is_moved: bool


async def watch_folders(
    folders: Sequence[Path],
    *,
    ignored: Sequence[Path],
    stopping: asyncio.Event,
    is_deep: bool = True,
    quiet: int = QUIET,
) -> AsyncIterator[tuple[Changed, ...]]:
    """Changes under the folders by path, until the event is set; whole paths.

    Hidden folders of tools and half-saved files of editors are passed over. Raises
    OSError where the system cannot watch so much.
    """
    # as the watcher tells them: whole
    own = [str(path.resolve()) for path in ignored]
    if not folders:
        return
    try:
        async for changes in awatch(
            *folders,
            watch_filter=DefaultFilter(
                ignore_paths=own,
                ignore_entity_patterns=(
                    *DefaultFilter.ignore_entity_patterns,
                    OWN_DRAFT,
                ),
            ),
            debounce=DEBOUNCE,
            step=quiet,
            stop_event=stopping,
            recursive=is_deep,
        ):
            yield tuple(sorted(map(_changed, changes), key=lambda one: one.path))
    except RuntimeError as error:
        # what is wrong inside of the watcher comes as this
        raise OSError(str(error)) from error


def _changed(change: FileChange) -> Changed:
    kind, path = change
    return Changed(path=Path(path), is_moved=kind is not Change.modified)
