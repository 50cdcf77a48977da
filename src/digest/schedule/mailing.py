"""The mailroom of a press, and when there is something to do in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from digest.config import Config
from digest.issues import Note
from digest.mail.deliver import Mailroom
from digest.wiring import Press


def mailroom_of(press: Press) -> Mailroom:
    """What of the press sends letters."""
    config = press.config
    return Mailroom(
        store=press.store,
        ways=press.ways,
        theme=press.theme,
        site=config.site,
        newsletters=config.newsletters,
        mail=config.mail,
        sending=config.sending,
        bounces=config.bounces,
        is_shared_out=config.sending.workers,
        has_company=bool(config.store.url),
        lease=timedelta(seconds=config.schedule.lease),
        key=press.key,
        signer=press.signer,
        welcome=partial(_welcome, config),
    )


def next_letter(press: Press) -> datetime | None:
    """When the next letter is due, of those that may go out at this time of the day."""
    now = press.clock()
    newsletters = mailroom_of(press).open_newsletters(now)
    return press.store.next_due(now=now, newsletters=newsletters)


def _welcome(config: Config, newsletter: str) -> Note | None:
    """What the owner says to new readers of the newsletter; raises ContentError."""
    # late: what reads Markdown is as large as a sender, and few letters need it
    from digest.load.welcome import find_welcome  # noqa: PLC0415

    return find_welcome(config.content_folder, config.content, newsletter)
