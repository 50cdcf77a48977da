"""`digest subscribers feed`: a feed of their own for a reader."""

from __future__ import annotations

from pathlib import Path

import click

from digest import paths
from digest.addresses import parse_address
from digest.errors import ConfigError
from digest.readers import Subscriber
from digest.secret import Secret, new_token
from digest.subscribers import private_feeds
from digest.urls import encode_url
from digest.wiring import Press, open_press


@click.command("feed", short_help="Give a reader a feed of their own.")
@click.argument("address")
@click.option("--renew", is_flag=True, help="Give a new address; the old one ends.")
@click.option("--revoke", is_flag=True, help="Take the feed back.")
@click.pass_obj
def command(site: Path, address: str, *, renew: bool, revoke: bool) -> None:
    """Give a reader a feed of their own, and print its addresses, one a format.

    Needs `private = true` in [feeds]. Whoever knows the address can read the feed, so
    tell it to that reader only. It is not kept, and cannot be shown again: --renew
    gives another. The feed ends by itself when the reader leaves.

    \b
      digest subscribers feed ann@example.org
      digest subscribers feed ann@example.org --renew
      digest subscribers feed ann@example.org --revoke
    """
    if renew and revoke:
        raise click.UsageError("--renew and --revoke: they contradict; choose one")
    with open_press(site) as press:
        reader = _reader(press, address)
        if revoke:
            _revoke(press, reader)
        else:
            give = private_feeds.renew_feed if renew else private_feeds.give_feed
            token = new_token()
            if not give(press.store, reader, token, now=press.clock()):
                fact = "has a feed, whose address they alone know"
                raise ConfigError(f"{reader.address}: {fact}; --renew gives another")
            _tell(press, reader, token)


def _reader(press: Press, address: str) -> Subscriber:
    """The reader of this address; raises ConfigError where none can have a feed."""
    if not press.config.feeds.private:
        remedy = "set `private = true` there for private feeds"
        raise ConfigError(f"[feeds] private: is off; {remedy}")
    reader = press.store.find_subscriber(parse_address(address))
    if reader is None:
        message = f"{address}: is no reader; `digest subscribers list` shows all"
        raise ConfigError(message)
    return reader


def _revoke(press: Press, reader: Subscriber) -> None:
    if not private_feeds.take_back_feed(press.store, reader, now=press.clock()):
        raise ConfigError(f"{reader.address}: has no feed; there is nothing to revoke")
    click.echo(f"{reader.address} has no feed of their own any more")


def _tell(press: Press, reader: Subscriber, token: Secret) -> None:
    folder = paths.private_path(token.reveal())
    for name in paths.FEEDS:
        click.echo(f"{encode_url(press.config.site.url)}/{folder}{name}")
    if not private_feeds.is_open(press.store, token):
        fact = "has no confirmed subscription, or is suppressed"
        click.echo(
            f"{reader.address} {fact}: the feed is shut until that changes", err=True
        )
