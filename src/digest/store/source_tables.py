"""The tables of what sources had when they were last asked."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from digest.store.columns import Moment, moment_column, text_column
from digest.store.schema import METADATA

SOURCE = Table(
    "source",
    METADATA,
    text_column("name", primary_key=True),
    text_column("url"),
    text_column("feed_url"),
    text_column("etag"),
    text_column("last_modified"),
    moment_column("last_poll"),
    moment_column("next_poll"),
    Column("last_read", Moment),
    Column("failures", Integer, nullable=False),
    text_column("fault"),
    Column("is_gone", Boolean, nullable=False),
)

SOURCE_ITEM = Table(
    "source_item",
    METADATA,
    Column(
        "source",
        Text,
        ForeignKey("source.name", ondelete="CASCADE"),
        primary_key=True,
    ),
    text_column("id", primary_key=True),
    # empty where no file was made of it
    text_column("path"),
    text_column("fingerprint"),
    text_column("told"),
    Column("is_filed", Boolean, nullable=False),
)
