"""The published tree -> a mirror, as it stands at one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from digest.config import Config, MirrorSection, Secret
from digest.errors import DigestError, PublishError
from digest.mirrors.changes import plan_changes
from digest.mirrors.ledger import MirrorLedger, ledger_path, read_ledger
from digest.mirrors.mirrored import Mirrored
from digest.mirrors.opening import open_mirror, place_of
from digest.mirrors.push import Push, compare, note_fault
from digest.mirrors.shelf import open_shelf, shelve
from digest.pipeline.trees import public_tree
from digest.publish.lock import hold_lock
from digest.publish.names import in_the_way
from digest.publish.standing import hold_still

#: after which a mirror is asked again what stands there
DAY = timedelta(days=1)


def push_mirror(
    config: Config,
    mirror: MirrorSection,
    *,
    now: datetime,
    is_stopping: Callable[[], bool],
    trusted_for: timedelta = DAY,
) -> Mirrored:
    """Bring the mirror up to the published tree; the next push goes on where this ends.

    What the ledger says is trusted for so long. Another process that pushes there is
    waited for. Raises ConfigError, MirrorError and PublishError; the fault is kept in
    the ledger.
    """
    path = ledger_path(config.state_folder, mirror.name)
    with hold_lock(path.with_suffix(".lock")):
        try:
            return _push(
                config,
                mirror,
                path=path,
                now=now,
                is_stopping=is_stopping,
                trusted_for=trusted_for,
            )
        except DigestError as error:
            note_fault(path, str(error), now=now)
            raise


def _push(
    config: Config,
    mirror: MirrorSection,
    *,
    path: Path,
    now: datetime,
    is_stopping: Callable[[], bool],
    trusted_for: timedelta,
) -> Mirrored:
    max_age = config.web.max_age
    secret = config.mirror_secrets.get(mirror.name, Secret(""))
    destination = open_mirror(mirror, secret, max_age=max_age)
    ledger = read_ledger(path)
    place = place_of(mirror, max_age=max_age)
    if ledger.place != place:
        ledger = MirrorLedger(place=place)
    ledger = compare(ledger, destination, now=now, before=now - trusted_for)
    tree = public_tree(config)
    with open_shelf(path.with_suffix("")) as shelf:
        with hold_still(tree) as standing:
            if not standing:
                # never built, or its disk is away: no reason to empty a mirror
                fact = "holds no published file"
                raise PublishError(f"{tree.folder}: {fact}; run `digest build` first")
            old = ledger.files.keys() - standing.keys()
            blocking = in_the_way(old, standing.keys())
            changes = plan_changes(standing, ledger.files, blocking=blocking)
            shelve(shelf, tree.folder, changes.wanted)
        push = Push(
            name=mirror.name,
            destination=destination,
            ledger=ledger,
            path=path,
            is_stopping=is_stopping,
        )
        return push.carry_out(changes, standing, shelf, now=now)
