"""Links of issues that are counted: where each leads, and how often it was followed."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import and_, select, update

from digest.errors import StoreError
from digest.store.databases.connection import Mode, Statements
from digest.store.protocols.clicks import LinkClicks
from digest.store.schema import LINK


class ClickStatements(Statements):
    """What protocols.ClickStore asks."""

    def follow_link(
        self, newsletter: str, issue: int, number: int, *, counts: bool
    ) -> str | None:
        """See ClickStore."""
        this = and_(
            LINK.c.newsletter == newsletter,
            LINK.c.issue == issue,
            LINK.c.number == number,
        )
        counting = update(LINK).where(this).values(clicks=LINK.c.clicks + 1)
        with self._database.transaction(Mode.READ) as connection:
            url = connection.execute(select(LINK.c.url).where(this)).scalar()
        # who asks for what is not there must not make the store write
        if url is not None and counts:
            # and a reader is led on, whether or not it can count just now
            with (
                suppress(StoreError),
                self._database.transaction(Mode.WRITE) as connection,
            ):
                connection.execute(counting)
        return url

    def link_clicks(self, newsletter: str, issue: int) -> tuple[LinkClicks, ...]:
        """See ClickStore."""
        query = (
            select(LINK)
            .where(LINK.c.newsletter == newsletter, LINK.c.issue == issue)
            .order_by(LINK.c.number)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(
                LinkClicks(number=row.number, url=row.url, clicks=row.clicks)
                for row in connection.execute(query)
            )
