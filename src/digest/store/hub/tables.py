"""The tables of the hub: who listens to which feed, and who is still to be told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint

from digest.store.columns import Moment, moment_column, number_column, text_column
from digest.store.schema import METADATA

HUB_TOPIC = Table(
    "hub_topic",
    METADATA,
    text_column("topic", primary_key=True),
    # of the bytes that were announced last
    text_column("digest"),
)

HUB_LISTENER = Table(
    "hub_listener",
    METADATA,
    number_column(),
    text_column("topic"),
    text_column("callback"),
    text_column("host"),
    text_column("dialect"),
    text_column("secret"),
    moment_column("until"),
    # of the bytes that it is to be told of, and of those that it took last
    text_column("wanted"),
    text_column("told"),
    # empty where there is nothing to tell
    Column("due", Moment),
    Column("failures", Integer, nullable=False),
    UniqueConstraint("topic", "callback"),
    Index(None, "host"),
    Index(None, "due"),
    # a telling that is under way may name one that is gone
    sqlite_autoincrement=True,
)

HUB_REQUEST = Table(
    "hub_request",
    METADATA,
    number_column(),
    text_column("topic"),
    text_column("callback"),
    text_column("host"),
    text_column("dialect"),
    text_column("intent"),
    text_column("secret"),
    # seconds
    Column("lease", Integer, nullable=False),
    Column("is_challenged", Boolean, nullable=False),
    moment_column("due"),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("topic", "callback"),
    Index(None, "host"),
    Index(None, "due"),
    # one that is under way may have been replaced
    sqlite_autoincrement=True,
)

HUB_PING = Table(
    "hub_ping",
    METADATA,
    text_column("hub", primary_key=True),
    text_column("topic", primary_key=True),
    text_column("digest"),
    moment_column("due"),
    Column("tries", Integer, nullable=False),
    text_column("fault"),
)
