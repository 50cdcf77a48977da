"""`digest subscribers`: who reads."""

from __future__ import annotations

import click

from digest.cli.subscribers import (
    changing,
    exporting,
    form,
    importing,
    looking,
    suppressing,
)
from digest.cli.subscribers import feed as private_feeds


@click.group("subscribers")
def command() -> None:
    """Import, export, find, add and remove readers.

    \b
      digest subscribers import readers.csv      from any list program
      digest subscribers export > readers.csv    all there is of all of them
      digest subscribers list                    who reads what
      digest subscribers search quay             in addresses and names
      digest subscribers show ann@example.org    all that is known of one
      digest subscribers stats                   how many, since when, from where
      digest subscribers add ann@example.org --name "Ann Quay"
      digest subscribers tag coast ann@example.org
      digest subscribers untag coast --all
      digest subscribers remove ann@example.org
      digest subscribers forget ann@example.org  erase them, as they may demand
      digest subscribers suppressed              who gets no mail, and why
      digest subscribers suppress ann@example.org
      digest subscribers lift ann@example.org    write to them again
      digest subscribers feed ann@example.org    a private feed for one reader

    Readers who sign up on the site confirm by e-mail. For those that you import or add,
    you vouch: add nobody who did not ask for it.
    """


for _command in (
    importing.command,
    exporting.command,
    looking.list_command,
    looking.search,
    looking.show,
    looking.stats,
    changing.add,
    changing.tag,
    changing.untag,
    changing.remove,
    changing.forget,
    suppressing.suppressed,
    suppressing.suppress,
    suppressing.lift,
    private_feeds.command,
    form.command,
):
    command.add_command(_command)
