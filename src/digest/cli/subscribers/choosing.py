"""Which newsletters and which readers a command is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import click

from digest.config import Config
from digest.errors import ConfigError
from digest.readers import SubscriberState
from digest.store.protocols import SubscriberQuery
from digest.subscribers.lists.moments import read_moment

NEWSLETTER = click.option(
    "--newsletter",
    "chosen",
    multiple=True,
    metavar="NAME",
    help="Only this one, as digest.toml names it; may be given again.  [default: all]",
)
AS_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Tell it as a JSON list."
)
#: what tells readers from others, and the field of SubscriberQuery that it fills
_OPTIONS = (
    click.option("--newsletter", metavar="NAME", help="Only readers of this one."),
    click.option(
        "--state",
        type=click.Choice([str(state) for state in SubscriberState]),
        help="Only those whose consent is this.",
    ),
    click.option(
        "--tag", "tags", multiple=True, help="Only with this tag; may be given again."
    ),
    click.option("--language", metavar="TAG", help="Only who chose this language."),
    click.option("--since", metavar="DATE", help="Only who came then, or later."),
)


def query_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the options that `read_query` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_query(config: Config, **options: Any) -> SubscriberQuery:
    """Whom the options mean; raises ConfigError for what means nothing."""
    newsletter, state, since = (
        options["newsletter"],
        options["state"],
        options["since"],
    )
    if newsletter:
        find_newsletters(config, (newsletter,))
    query = SubscriberQuery(
        tags=tuple(options["tags"]),
        newsletter=newsletter or "",
        language=options["language"] or "",
        state=SubscriberState(state) if state else None,
    )
    return query if since is None else replace(query, since=_read_since(since))


def find_newsletters(config: Config, chosen: Sequence[str]) -> tuple[str, ...]:
    """The newsletters that were chosen, or all; ConfigError for an unknown one."""
    names = tuple(newsletter.name for newsletter in config.newsletters)
    for name in chosen:
        if name not in names:
            message = f"{name}: is no newsletter of digest.toml; use {', '.join(names)}"
            raise ConfigError(message)
    return tuple(dict.fromkeys(chosen)) or names


def unknown_reader(address: str) -> ConfigError:
    """What is said where nobody has the address."""
    return ConfigError(f"{address}: is no reader; `digest subscribers list` shows all")


def _read_since(text: str) -> datetime:
    moment = read_moment(text, datetime.max.replace(tzinfo=UTC, year=9000))
    if moment is None:
        raise ConfigError(f"--since {text}: is no date; write 2026-11-23")
    return moment
