"""All readers in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from digest.readers import SubscriberState
from digest.reasons import Reason
from digest.store.databases.connection import BATCH, Mode, Statements
from digest.store.protocols import Growth, ReaderStatistics
from digest.store.schema import SUBSCRIBER, SUBSCRIPTION, SUPPRESSION


class ReaderStatisticsStatements(Statements):
    """What protocols.ReaderListStore asks about all readers."""

    def reader_statistics(self, domains: int) -> ReaderStatistics:
        """See ReaderListStore."""
        with self._database.transaction(Mode.READ) as connection:
            return ReaderStatistics(
                readers=_count(connection),
                growth=_growth(connection),
                domains=_most_frequent(_domains(connection), domains),
                languages=_languages(connection),
                suppressions=_suppressions(connection),
            )


def _count(connection: Connection) -> int:
    query = select(func.count()).select_from(SUBSCRIBER)
    return connection.execute(query).scalar_one()


def _growth(connection: Connection) -> tuple[Growth, ...]:
    """The months, in which moments are told apart by Python, not by the database."""
    came = Counter(
        f"{moment:%Y-%m}"
        for moment in connection.execution_options(yield_per=BATCH)
        .execute(select(SUBSCRIBER.c.created))
        .scalars()
    )
    ended = select(SUBSCRIPTION.c.since).where(
        SUBSCRIPTION.c.state == SubscriberState.UNSUBSCRIBED
    )
    left = Counter(
        f"{moment:%Y-%m}"
        for moment in connection.execution_options(yield_per=BATCH)
        .execute(ended)
        .scalars()
    )
    return tuple(
        Growth(month=month, came=came[month], left=left[month])
        for month in sorted({*came, *left})
    )


def _domains(connection: Connection) -> Counter[str]:
    keys = connection.execution_options(yield_per=BATCH).execute(
        select(SUBSCRIBER.c.key)
    )
    return Counter(key.rpartition("@")[2] for key in keys.scalars())


def _most_frequent(counts: Counter[str], longest: int) -> tuple[tuple[str, int], ...]:
    """The most frequent, and of the equally frequent the first by name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ordered[:longest])


def _languages(connection: Connection) -> tuple[tuple[str, int], ...]:
    column = SUBSCRIBER.c.language
    query = select(column, func.count()).group_by(column)
    return _by_count((name, count) for name, count in connection.execute(query))


def _suppressions(connection: Connection) -> tuple[tuple[Reason, int], ...]:
    column = SUPPRESSION.c.reason
    query = select(column, func.count()).group_by(column)
    counted = _by_count((name, count) for name, count in connection.execute(query))
    return tuple((Reason(reason), count) for reason, count in counted)


def _by_count(rows: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))
