"""The table of jobs: plain functions of a Press, whoever starts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from digest.config import Source
from digest.fetch.robots import Robots
from digest.mail.deliver import Delivered, Mailroom, deliver_due
from digest.pipeline import Publication, build, publish_due
from digest.sources.polled import Polled
from digest.sources.turns import due_sources, one_of_each_host
from digest.wiring import Press


def rebuild(press: Press) -> Publication:
    """Make the published tree of what stands in the content folder now."""
    return build(press.config, press.store, press.theme, now=press.clock())


def publish(press: Press) -> Publication | None:
    """Publish the issues whose slots came due; None where none did."""
    return publish_due(press.config, press.store, press.theme, now=press.clock())


def deliver(press: Press, is_stopping: Callable[[], bool]) -> Delivered:
    """Hand the relay what waits, until nothing is due or the daemon stops."""
    config = press.config
    mailroom = Mailroom(
        store=press.store,
        courier=press.courier,
        theme=press.theme,
        site=config.site,
        newsletters=config.newsletters,
        mail=config.mail,
        lease=timedelta(seconds=config.schedule.lease),
        key=press.key,
    )
    return deliver_due(mailroom, clock=press.clock, is_stopping=is_stopping)


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
