"""The tables of what processes on one or many machines settle among themselves."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from digest.store.columns import Moment, moment_column, text_column
from digest.store.schema import METADATA

RELAY_MINUTE = Table(
    "relay_minute",
    METADATA,
    text_column("relay", primary_key=True),
    Column("minute", Moment, primary_key=True),
    Column("answers", Integer, nullable=False),
)

PACE = Table(
    "pace",
    METADATA,
    # of a relay or a domain
    text_column("name", primary_key=True),
    # when its next turn is
    moment_column("due"),
)

AGREED = Table(
    "agreed",
    METADATA,
    # what every machine has to have in common
    text_column("name", primary_key=True),
    text_column("value"),
)
