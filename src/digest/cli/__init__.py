"""The owner's door: one module a noun, each loaded only when it is asked for."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

import click

from digest import __version__
from digest.errors import DigestError
from digest.lines import escape_lines

#: name of each command, its module, and what `digest --help` says of it
COMMANDS = {
    "init": "make a new publication: digest.toml and a folder for articles",
    "new": "begin an article: a draft with its front matter",
    "import": "bring in articles that are elsewhere: pages, mails, feeds",
    "entry": "show what digest makes of one article, and what it leaves out",
    "preview": "look at the next issues, as you write",
    "send-test": "send the next issue to yourself, and to nobody else",
    "check": "tell what to mend: in articles, published feeds and letters",
    "theme": "list the looks of letters, copy one to change it, check it",
    "build": "make feeds and archive from the articles, once",
    "publish": "publish the issues that are due, once",
    "deliver": "hand the relay what waits, once",
    "run": "do all of this on time, and serve the site (the daemon)",
    "web": "serve the site only",
    "worker": "send letters of issues beside other workers, on any machine",
    "subscribers": "bring readers along, find, add, tag, export and forget them",
    "issues": "list the issues, show, approve or pause one, count its clicks",
    "deliveries": "show who got what, try again what failed, take back what waits",
    "bounces": "show what came back, and read what waits in its mailbox",
    "sources": "list the other sites whose feeds are polled, or poll them",
    "mirrors": "list the copies of the site elsewhere, or bring them up to date",
    "ping": "tell hubs and listeners of feeds that changed, once",
    "readers": "show which feed readers come, and how they ask",
    "schedule": "show when issues come next, or explain a schedule",
    "status": "show next slots, last issues and deliveries",
    "backup": "put store, keys and settings into one file, while all runs",
    "restore": "bring back what a backup holds",
    "migrate-store": "move the store to the database that digest.toml names",
    "doctor": "look at DNS, relay, site and machine, and tell what to mend",
}

#: modules whose command is no name that Python takes, or a word that it keeps
MODULES = {
    "import": "imports",
    "send-test": "send_test",
    "migrate-store": "migrate_store",
}

HELP = """Point digest at a folder of articles: readers get them by feed at once, and by
e-mail in the next issue.

\b
  digest init notes                       make a publication in the folder notes
  cd notes
  digest run                              publish it, at http://127.0.0.1:8000
  digest subscribers import members.csv   bring your readers along
  digest doctor                           learn what keeps letters from inboxes
  digest status                           see what comes next

Put articles into content/ (Markdown, HTML pages, or text as it was copied from a page)
and edit digest.toml; the running daemon sees both. Each command tells more with --help.
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, for a quick start."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        # to look for garbage in what comes to stay takes a tenth of the time
        gc.disable()
        try:
            module = import_module(f"digest.cli.{MODULES.get(cmd_name, cmd_name)}")
        finally:
            gc.enable()
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in COMMANDS])


@click.group(cls=LazyGroup, help=HELP, context_settings={"max_content_width": 88})
@click.option(
    "--site",
    envvar="DIGEST_SITE",
    default=".",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of digest.toml (or DIGEST_SITE); default: the current one.",
)
@click.version_option(__version__, prog_name="digest")
@click.pass_context
def root(context: click.Context, site: Path) -> None:
    """Hold what all commands share: the folder of the site (click's `obj`)."""
    context.obj = site


def main() -> None:
    """Run the command line; what a person can mend is told in one line, not a trace."""
    try:
        root(prog_name="digest")
    except DigestError as error:
        click.echo(f"digest: {escape_lines(str(error))}", err=True)
        sys.exit(error.exit_code)
