"""`digest subscribers`: who reads."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from digest import subscribers
from digest.cli import private_feeds
from digest.cli.screen import open_screen
from digest.config import Config
from digest.errors import ConfigError
from digest.readers import Subscriber, SubscriberState
from digest.wiring import open_press

NEWSLETTER = click.option(
    "--newsletter",
    "chosen",
    multiple=True,
    metavar="NAME",
    help="Only this one, as digest.toml names it; may be given again.  [default: all]",
)


@click.group("subscribers")
def command() -> None:
    """Import, list, add and remove readers.

    \b
      digest subscribers import readers.csv      from any list program
      digest subscribers list                    who reads what
      digest subscribers add ann@example.org --name "Ann Quay"
      digest subscribers remove ann@example.org
      digest subscribers suppressed              whose mail came back for good
      digest subscribers lift ann@example.org    write to them again
      digest subscribers feed ann@example.org    a private feed for one reader

    Readers who sign up on the site confirm by e-mail. For those that you import or add,
    you vouch: add nobody who did not ask for it.
    """


@command.command("import")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE"
)
@NEWSLETTER
@click.pass_obj
def import_list(site: Path, file: Path, chosen: tuple[str, ...]) -> None:
    """Add the readers of a CSV file as confirmed.

    The file has a column `address` or `email`, and perhaps `name`; or is just a list,
    an address a line. Commas, semicolons and tabs are all right. Bad lines are told and
    the rest goes on; the exit code is then 1. Who unsubscribed stays unsubscribed, so
    the same file can be imported again.

    \b
      name,address                        ann@example.org
      Ann Quay,ann@example.org     or     bob@example.net
      Bob,bob@example.net

    \b
      digest subscribers import readers.csv
      digest subscribers import readers.csv --newsletter weekly
    """
    with open_press(site) as press:
        imported = subscribers.import_csv(
            press.store,
            file.read_bytes(),
            _newsletters(press.config, chosen),
            consent=f"import of {file.name}",
            now=press.clock(),
        )
    for finding in (*imported.notes, *imported.problems):
        click.echo(f"{file}: {finding}", err=True)
    click.echo(
        f"{imported.added} added, {imported.known} known already, "
        f"{len(imported.problems)} left out"
    )
    if imported.problems:
        sys.exit(1)


@command.command("list", short_help="List the readers, and what they get.")
@click.option("--newsletter", metavar="NAME", help="Only readers of this one.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def list_subscribers(site: Path, newsletter: str | None, *, as_json: bool) -> None:
    """List the readers, by address, with what they are subscribed to.

    \b
      digest subscribers list
      digest subscribers list --newsletter weekly --json
    """
    with open_press(site) as press:
        if newsletter is not None:
            _newsletters(press.config, (newsletter,))
        readers = list(press.store.subscribers(newsletter))
    if as_json:
        told = [_told(reader) for reader in readers]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table = Table("address", "name", "state", "newsletters", "since", box=None)
    for reader in readers:
        table.add_row(
            reader.address,
            reader.name,
            reader.state,
            ", ".join(reader.newsletters),
            f"{reader.created:%Y-%m-%d}",
        )
    _show(table)


@command.command("add")
@click.argument("address")
@click.option("--name", default="", help="What the letter's To shows.")
@NEWSLETTER
@click.pass_obj
def add(site: Path, address: str, name: str, chosen: tuple[str, ...]) -> None:
    """Add one reader as confirmed; you vouch for their consent.

    \b
      digest subscribers add ann@example.org
      digest subscribers add ann@example.org --name "Ann Quay" --newsletter weekly
    """
    with open_press(site) as press:
        reader = subscribers.add(
            press.store,
            address=address,
            name=name,
            newsletters=_newsletters(press.config, chosen),
            now=press.clock(),
        )
    if reader.state is SubscriberState.CONFIRMED:
        click.echo(f"{reader.address} reads {', '.join(reader.newsletters)}")
        return
    has_left = reader.state is SubscriberState.UNSUBSCRIBED
    fact = "left before" if has_left else "has yet to confirm"
    click.echo(f"{reader.address} {fact}: only they can say yes, on the site", err=True)
    sys.exit(1)


@command.command("remove", short_help="End the subscriptions of a reader.")
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
            _newsletters(press.config, (newsletter,))
        if forget:
            is_known = subscribers.forget(press.store, address)
        else:
            is_known = subscribers.remove(
                press.store, address, newsletter, now=press.clock()
            )
    if not is_known:
        message = f"{address}: is no reader; `digest subscribers list` shows all"
        raise ConfigError(message)
    click.echo(f"{address} {'is forgotten' if forget else 'gets no more letters'}")


@command.command("suppressed")
@click.option("--json", "as_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def suppressed(site: Path, *, as_json: bool) -> None:
    """List the addresses that get no mail, with the reason.

    The relay said for good that there is no such mailbox. An address that was forgotten
    since is not named.

    \b
      digest subscribers suppressed
      digest subscribers suppressed --json
    """
    with open_press(site) as press:
        suppressions = press.store.suppressions()
    if as_json:
        told = [
            {
                "address": one.address,
                "reason": one.reason,
                "detail": one.detail,
                "since": _iso(one.since),
            }
            for one in suppressions
        ]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table = Table("address", "since", "reason", "said", box=None)
    for one in suppressions:
        name, day = one.address or "(forgotten)", f"{one.since:%Y-%m-%d}"
        table.add_row(name, day, one.reason, one.detail)
    _show(table)


@command.command("lift")
@click.argument("address")
@click.pass_obj
def lift(site: Path, address: str) -> None:
    """Write to a suppressed address again, from the next issue on.

    \b
      digest subscribers lift ann@example.org
    """
    with open_press(site) as press:
        was_suppressed = subscribers.lift(press.store, address)
    if not was_suppressed:
        message = f"{address}: is not suppressed; `digest subscribers suppressed` lists"
        raise ConfigError(f"{message} who is")
    click.echo(f"{address} may get letters again")


command.add_command(private_feeds.command)


def _show(table: Table) -> None:
    """Words in brackets are words here, and no markup."""
    open_screen().print(table)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _newsletters(config: Config, chosen: Sequence[str]) -> tuple[str, ...]:
    """The newsletters that were chosen, or all; ConfigError for an unknown one."""
    names = tuple(newsletter.name for newsletter in config.newsletters)
    for name in chosen:
        if name not in names:
            message = f"{name}: is no newsletter of digest.toml; use {', '.join(names)}"
            raise ConfigError(message)
    return tuple(dict.fromkeys(chosen)) or names


def _told(reader: Subscriber) -> dict[str, Any]:
    return {
        "address": reader.address,
        "name": reader.name,
        "state": reader.state,
        "newsletters": list(reader.newsletters),
        "consent": reader.consent,
        "created": _iso(reader.created),
        "confirmed": _iso(reader.confirmed),
    }
