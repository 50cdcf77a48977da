"""`digest subscribers add`, `tag`, `untag`, `remove`, `forget`: one, or some."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from digest import subscribers
from digest.addresses import parse_address
from digest.cli.subscribers.choosing import (
    NEWSLETTER,
    find_newsletters,
    query_options,
    read_query,
    unknown_reader,
)
from digest.cli.words import count_words
from digest.errors import ConfigError
from digest.readers import SubscriberState
from digest.store.protocols import Store, SubscriberQuery
from digest.subscribers.lists.cells import spoken_tag
from digest.wiring import Press, open_press

EVERYBODY = click.option("--all", "everybody", is_flag=True, help="Every reader.")


@click.command("add")
@click.argument("address")
@click.option("--name", default="", help="What the letter's To shows.")
@click.option("--ask", is_flag=True, help="Ask them by e-mail first, as the site does.")
@click.option("--language", default="", metavar="TAG", help="Ask in this language.")
@NEWSLETTER
@click.pass_obj
def add(
    site: Path,
    address: str,
    name: str,
    language: str,
    chosen: tuple[str, ...],
    *,
    ask: bool,
) -> None:
    """Add one reader as confirmed; you vouch for their consent.

    With --ask they get a letter first, and read nothing before they say yes to it.

    \b
      digest subscribers add ann@example.org
      digest subscribers add ann@example.org --name "Ann Quay" --newsletter weekly
      digest subscribers add ann@example.org --ask
    """
    with open_press(site) as press:
        newsletters = find_newsletters(press.config, chosen)
        if ask:
            _ask(press, address, name, language, newsletters)
            return
        reader = subscribers.add(
            press.store,
            address=address,
            name=name,
            newsletters=newsletters,
            now=press.clock(),
        )
    if reader.state is SubscriberState.CONFIRMED:
        click.echo(f"{reader.address} reads {', '.join(reader.newsletters)}")
        return
    has_left = reader.state is SubscriberState.UNSUBSCRIBED
    fact = "left before" if has_left else "has yet to confirm"
    click.echo(f"{reader.address} {fact}: only they can say yes, on the site", err=True)
    sys.exit(1)


@click.command("tag", short_help="Give readers a tag.")
@click.argument("tag")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@EVERYBODY
@query_options
@click.pass_obj
def tag(
    site: Path,
    /,
    tag: str,
    addresses: tuple[str, ...],
    *,
    everybody: bool,
    **options: Any,
) -> None:
    """Give readers a tag: your own label, which they never see.

    \b
      digest subscribers tag coast ann@example.org bob@example.net
      digest subscribers tag early --since 2020-01-01 --newsletter weekly
    """
    _label(site, tag, addresses, _tag, everybody=everybody, **options)


@click.command("untag", short_help="Take a tag from readers.")
@click.argument("tag")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@EVERYBODY
@query_options
@click.pass_obj
def untag(
    site: Path,
    /,
    tag: str,
    addresses: tuple[str, ...],
    *,
    everybody: bool,
    **options: Any,
) -> None:
    """Take a tag from readers.

    \b
      digest subscribers untag coast ann@example.org
      digest subscribers untag coast --all
    """
    _label(site, tag, addresses, _untag, everybody=everybody, **options)


@click.command("remove", short_help="End the subscriptions of a reader.")
@click.argument("address")
@click.option("--newsletter", default="", metavar="NAME", help="End only this one.")
@click.option("--forget", is_flag=True, help="Erase all that is known of the reader.")
@click.pass_obj
def remove(site: Path, address: str, newsletter: str, *, forget: bool) -> None:
    """End a reader's subscriptions; what waits for them is withdrawn.

    The address stays known as unsubscribed, so that no import brings it back. With
    --forget it is erased, as a reader may demand, and nothing remembers that they left.

    \b
      digest subscribers remove ann@example.org
      digest subscribers remove ann@example.org --newsletter weekly
      digest subscribers remove ann@example.org --forget
    """
    with open_press(site) as press:
        if newsletter:
            find_newsletters(press.config, (newsletter,))
        if forget:
            _forget(press, address)
            return
        is_known = subscribers.remove(
            press.store, address, newsletter, now=press.clock()
        )
    if not is_known:
        raise unknown_reader(address)
    click.echo(f"{address} gets no more letters")


@click.command("forget", short_help="Erase all that is known of a reader.")
@click.argument("address")
@click.pass_obj
def forget(site: Path, address: str) -> None:
    """Erase all that is known of a reader, as they may demand.

    Nothing remembers that they left, so a later import can bring them back; but where
    mail to them had come back, or they called it spam, none goes there in any case.

    \b
      digest subscribers forget ann@example.org
    """
    with open_press(site) as press:
        _forget(press, address)


def _ask(
    press: Press, address: str, name: str, language: str, newsletters: tuple[str, ...]
) -> None:
    subscribers.subscribe(
        press.store,
        address=address,
        name=name,
        newsletters=newsletters,
        language=language,
        terms=subscribers.terms_of(press.config),
        now=press.clock(),
    )
    click.echo(f"{address} is asked by e-mail; they read what they say yes to")


def _forget(press: Press, address: str) -> None:
    if not subscribers.forget(press.store, address):
        raise unknown_reader(address)
    click.echo(f"{address} is forgotten")


def _tag(store: Store, query: SubscriberQuery, tags: tuple[str, ...]) -> int:
    return store.tag(query, tags)


def _untag(store: Store, query: SubscriberQuery, tags: tuple[str, ...]) -> int:
    return store.untag(query, tags)


def _label(
    site: Path,
    tag: str,
    addresses: tuple[str, ...],
    change: Callable[[Store, SubscriberQuery, tuple[str, ...]], int],
    *,
    everybody: bool,
    **options: Any,
) -> None:
    """Change the tag of these addresses, or of all whom the options mean."""
    spoken = spoken_tag(tag)
    if not spoken:
        raise ConfigError(f"{tag!r}: is no tag; write a word")
    with open_press(site) as press:
        query = read_query(press.config, **options)
        if not (addresses or everybody or query != SubscriberQuery()):
            message = "nobody is named; give addresses, or options such as --newsletter"
            raise ConfigError(f"{spoken}: {message}, or --all")
        queries = [
            replace(query, exactly=parse_address(address)) for address in addresses
        ]
        count = sum(change(press.store, one, (spoken,)) for one in (queries or [query]))
    click.echo(f"{count_words(count, 'reader')} changed")
