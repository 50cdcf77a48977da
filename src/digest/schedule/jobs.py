"""The table of jobs: plain functions of a Press, whoever starts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from digest.mail.deliver import Delivered, Mailroom, deliver_due
from digest.pipeline import Publication, build, publish_due
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
