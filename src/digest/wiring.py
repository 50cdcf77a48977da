"""Config -> Press: opens the parts, once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from digest.clock import read_clock
from digest.config import Config, Secret, load_config, secret_key
from digest.errors import ConfigError
from digest.fetch.public import Address, is_public
from digest.mail.courier import Way, ways_of
from digest.mail.messages.signing import Signer
from digest.render.theme import Theme, packaged_templates
from digest.secret import fingerprint
from digest.store.databases.opening import open_store, refuse_left_behind
from digest.store.owner import name_owner
from digest.store.protocols import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The open parts of one site: a record without verbs."""

    config: Config
    store: Store
    theme: Theme
    #: where letters leave the house
    ways: tuple[Way, ...]
    #: signs the links in letters
    key: Secret
    #: signs the messages; None where the relay does, or nobody
    signer: Signer | None = None
    clock: Callable[[], datetime]
    #: which addresses may be asked for what others publish
    may_connect: Callable[[Address], bool] = is_public


@contextmanager
def open_press(
    root: Path,
    *,
    clock: Callable[[], datetime] = read_clock,
    may_connect: Callable[[Address], bool] = is_public,
) -> Iterator[Press]:
    """The parts of the site whose digest.toml stands in this folder.

    Raises ConfigError or StoreError; closes the store at the end.
    """
    with press_of(load_config(root), clock=clock, may_connect=may_connect) as press:
        yield press


@contextmanager
def press_of(
    config: Config,
    *,
    clock: Callable[[], datetime] = read_clock,
    may_connect: Callable[[Address], bool] = is_public,
) -> Iterator[Press]:
    """The parts of the site whose digest.toml was read before; see `open_press`."""
    key = secret_key(config)
    signer = find_signer(config)
    # new at each opening: two presses of one process never take each other's letters
    owner = name_owner(os.getpid(), token_hex(8))
    store = open_store(config, owner=owner)
    try:
        refuse_left_behind(config, store)
        join_machines(config, store, key)
        yield Press(
            config=config,
            store=store,
            theme=Theme((config.root / "templates", packaged_templates())),
            ways=ways_of(config),
            key=key,
            signer=signer,
            clock=clock,
            may_connect=may_connect,
        )
    finally:
        store.close()


def join_machines(config: Config, store: Store, key: Secret) -> None:
    """Settle what the machines that share the store must have in common.

    Where workers send issues, they are handed to them from now on. Raises ConfigError
    where another machine has another key: links that one signs, the other refuses.
    """
    if not config.store.url:
        return
    own = fingerprint(key)
    if store.agree("secret key", own) != own:
        fact = "is not that of the other machines with this [store] url"
        remedy = "give all of them the same one (docs/workers.md, One key)"
        raise ConfigError(f"DIGEST_SECRET_KEY: {fact}; {remedy}")
    if config.sending.workers:
        share_out(store)


def share_out(store: Store) -> None:
    """Leave the issues that this store plans to workers; ConfigError without engine."""
    try:
        # late: what speaks with the engine is for several machines only
        from digest.engine.queue import BatchQueue  # noqa: PLC0415
    except ImportError as error:
        fact = "procrastinate is not installed; install digest-publisher[postgres]"
        raise ConfigError(f"[sending] workers: {fact}") from error
    store.use_queue(BatchQueue())


def find_signer(config: Config) -> Signer | None:
    """Who signs messages; None where [dkim] names no selector. Raises ConfigError."""
    if not config.dkim.selector:
        return None
    # late: what reads keys takes longer to load than the rest of a start
    from digest.mail.messages.keys import open_signer  # noqa: PLC0415

    return open_signer(config.dkim, config.state_folder)
