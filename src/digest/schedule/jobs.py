"""The table of jobs: plain functions of a Press, whoever starts them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

from digest import freshness
from digest.config import MirrorSection, Source
from digest.errors import SpaceError
from digest.fetch.robots import Robots
from digest.freshness import Places
from digest.hub.announcing import announce, announce_all, retire
from digest.hub.results import Pushed
from digest.hub.site import HubSite
from digest.mail.deliver import Delivered, deliver_due
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication, build, mirrors_first
from digest.pipeline.issues.approving import approve_issue, discard_issue
from digest.pipeline.issues.due import publish_due
from digest.pipeline.mirroring import DAY, push_mirror
from digest.publish import USUAL, Effort
from digest.schedule.health.disk import space_fault
from digest.schedule.mailing import mailroom_of
from digest.schedule.tidying import Tidied
from digest.schedule.tidying import tidy as tidy_store
from digest.sources.polled import Polled
from digest.sources.turns import due_sources, one_of_each_host
from digest.store.protocols.deliveries import PausedIssue
from digest.wiring import Press

if TYPE_CHECKING:
    from digest.bounces.mailbox import Fetched
    from digest.fetch.caller import Caller


def rebuild(press: Press, effort: Effort = USUAL) -> Publication:
    """Make the published tree of what stands in the content folder now."""
    config, now = press.config, press.clock()
    return build(config, press.store, press.theme, now=now, effort=effort)


def publish(
    press: Press, *, force: str = "", resting: AbstractSet[str] = frozenset()
) -> Publication | None:
    """Publish the issues whose slots came due; None where none did.

    `force` is the reason for which letters go out in spite of errors; newsletters that
    are `resting` are left for another run. Raises SpaceError, before anything is begun,
    where a disk is too full.
    """
    _need_space(press)
    return publish_due(
        press.config,
        press.store,
        press.theme,
        press.key,
        now=press.clock(),
        signer=press.signer,
        force=force,
        resting=resting,
    )


def _need_space(press: Press) -> None:
    """An issue and a million deliveries are planned whole, or not at all."""
    if fault := space_fault(press.config):
        raise SpaceError(fault)


def look_at_inputs(press: Press) -> str:
    """Differs where a file of articles, notes or templates does; reads none of them."""
    config = press.config
    places = Places(content=config.content.folder, state=config.store.state)
    return freshness.look_at_inputs(str(config.root), places, now=0).digest


def approve(press: Press, newsletter: str, number: int) -> Publication | None:
    """Publish an issue that waits for approval; None where it is public already.

    Raises SpaceError where a disk is too full.
    """
    _need_space(press)
    return approve_issue(
        press.config,
        press.store,
        press.theme,
        newsletter,
        number,
        now=press.clock(),
    )


def discard(press: Press, newsletter: str, number: int) -> None:
    """Give the entries of an issue that waits for approval back, for the next one."""
    discard_issue(press.config, press.store, newsletter, number)


def deliver(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
    """Hand the relay what waits, until nothing is due or the daemon stops."""
    return deliver_due(mailroom_of(press), clock=press.clock, is_stopping=is_stopping)


def due(press: Press) -> tuple[Source, ...]:
    """The sources whose poll is due, those that wait for longest first."""
    records = {record.name: record for record in press.store.source_records()}
    return due_sources(press.config.sources, records, press.clock())


def forget_others(press: Press) -> None:
    """Forget what is remembered of sources that digest.toml does not name any more.

    Their articles stay.
    """
    names = {source.name for source in press.config.sources}
    if not names.issuperset(record.name for record in press.store.source_records()):
        press.store.keep_sources(names)


def poll(
    press: Press,
    sources: tuple[Source, ...],
    robots: Robots,
    is_stopping: Callable[[], bool],
) -> Iterator[Polled]:
    """Ask these sources for news, but only the first of each host; tell each poll."""
    records = {record.name: record for record in press.store.source_records()}
    chosen = one_of_each_host(sources, records)
    if not chosen:
        return
    # what speaks HTTP and reads feeds takes longer to load than the rest of a start
    from digest.sources.round import Round, poll_round  # noqa: PLC0415

    using = Round(
        store=press.store,
        robots=robots,
        content=press.config.content_folder,
        site_url=press.config.site.url,
        may_connect=press.may_connect,
        clock=press.clock,
        is_stopping=is_stopping,
    )
    yield from poll_round(chosen, using)


def fetch_bounces(press: Press, is_stopping: Callable[[], bool]) -> Fetched:
    """Read what came back into the mailbox of bounces, once; raises BounceError."""
    # what reads mail takes longer to load than the rest of a start
    from digest.bounces.mailbox import empty  # noqa: PLC0415
    from digest.bounces.opening import open_mailbox, proofs_of  # noqa: PLC0415

    with closing(open_mailbox(press.config)) as mailbox:
        return empty(
            mailbox,
            press.store,
            proofs_of(press.config, press.key),
            clock=press.clock,
            is_stopping=is_stopping,
        )


def tidy(press: Press, is_stopping: Callable[[], bool]) -> Tidied:
    """Erase what has had its time, such as addresses that never answered."""
    return tidy_store(
        press.store,
        confirm_within=timedelta(days=press.config.subscribing.confirm_within),
        now=press.clock(),
        is_stopping=is_stopping,
    )


def hub_site(press: Press) -> HubSite:
    """The feeds of the press, as the hub sees them."""
    config = press.config
    return HubSite(
        site=config.site,
        feeds=config.feeds,
        folder=config.feeds_folder,
        store=press.store,
        may_connect=press.may_connect,
    )


def announce_changes(
    press: Press, written: Collection[str], removed: Collection[str]
) -> tuple[str, ...]:
    """Have those told who listen to feeds among these files; the topics of these."""
    site, now = hub_site(press), press.clock()
    return announce(site, written, now=now) + retire(site, removed, now=now)


def look_at_feeds(press: Press) -> tuple[str, ...]:
    """Have every change told that nobody announced; the topics. Ends old leases."""
    press.store.end_leases(now=press.clock())
    return announce_all(hub_site(press), now=press.clock())


def has_errands(press: Press) -> bool:
    """Whether there is anything to tell a hub or a listener now; costs little."""
    store, feeds, now = press.store, press.config.feeds, press.clock()
    has_pings = bool(feeds.hubs and store.due_pings(feeds.hubs, now=now))
    return has_pings or (
        feeds.has_own_hub
        and bool(store.due_requests(1, now=now) or store.due_listeners(1, now=now))
    )


def push_to(
    press: Press,
    mirror: MirrorSection,
    is_stopping: Callable[[], bool],
    trusted_for: timedelta = DAY,
) -> Mirrored:
    """Bring the mirror up to the published tree; see `push_mirror`."""
    return push_mirror(
        press.config,
        mirror,
        now=press.clock(),
        is_stopping=is_stopping,
        trusted_for=trusted_for,
    )


def let_go(press: Press) -> tuple[PausedIssue, ...]:
    """Let the letters go whose page stands on every mirror now; their issues."""
    return mirrors_first.let_go(press.config, press.store, now=press.clock())


def open_caller(press: Press, *, seconds: float = 10.0) -> Caller:
    """Who speaks to hubs and listeners; each call may take so many seconds."""
    # what speaks HTTP takes longer to load than the rest of a start
    from digest.fetch.caller import Caller  # noqa: PLC0415

    return Caller(
        site_url=press.config.site.url,
        seconds=seconds,
        may_connect=press.may_connect,
    )


def push(
    press: Press, caller: Caller, has_news: Event, is_stopping: Callable[[], bool]
) -> Pushed:
    """Tell hubs and listeners what is due, until nothing is or the daemon stops."""
    # it is loaded with the caller, which is there by now
    from digest.hub.messenger import push_due  # noqa: PLC0415

    return push_due(
        hub_site(press),
        caller,
        clock=press.clock,
        is_stopping=is_stopping,
        has_news=has_news,
    )
