"""`digest theme`: the looks of letters, ours and the owner's."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path

import click
from rich.table import Table

from digest.check.asking import has_errors
from digest.check.findings import Finding
from digest.cli.check.telling import count_errors, tell_finding
from digest.cli.places import command_line, near
from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.config import Config, load_config
from digest.errors import ConfigError
from digest.lines import escape_invisible
from digest.pipeline.themes.proof import prove_theme
from digest.pipeline.themes.shelf import FoundTheme, Shelf, copy_theme


@click.group("theme")
def command() -> None:
    """List the looks that letters can have, copy one to change it, check one.

    \b
      digest theme list
      digest theme copy digest mine
      digest theme check mine
    """


@command.command("list", short_help="List all themes, and who has them.")
@click.option("--json", "is_json", is_flag=True, help="Tell it as a JSON list.")
@click.pass_obj
def list_themes(site: Path, *, is_json: bool) -> None:
    """List all themes: what each is for, whose it is, and which newsletters have it.

    \b
      digest theme list
      digest theme list --json
    """
    config = load_config(site)
    themes = Shelf(site).themes()
    if is_json:
        told = [_record(theme, config) for theme in themes]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table("theme", "from", "newsletters", "what it is", box=None)
    for theme in themes:
        whose = "yours" if theme.is_own else "digest"
        used = ", ".join(_users(theme.name, config))
        table.add_row(theme.name, whose, used, escape_invisible(theme.description))
    open_screen().print(table)


@command.command("copy", short_help="Copy a theme, to change it.")
@click.argument("name")
@click.argument("new_name", metavar="NEW")
@click.pass_obj
def copy(site: Path, name: str, new_name: str) -> None:
    """Copy the theme NAME to templates/newsletter/NEW, where you can change it.

    Nothing that is there is ever overwritten.

    \b
      digest theme copy digest mine
    """
    config = load_config(site)
    shelf = Shelf(site)
    _known(shelf, name)
    folder = copy_theme(shelf, name, new_name)
    click.echo(f"{near(folder)} is yours to change; what is in it: docs/themes.md")
    section = config.newsletters[0].name if config.newsletters else "NAME"
    click.echo(f'1. digest.toml: set theme = "{new_name}" in [newsletters.{section}]')
    click.echo(f"2. {command_line(site, f'theme check {new_name}')}")


@command.command("check", short_help="Tell what mail programs would get wrong.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--json", "is_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def check(site: Path, names: tuple[str, ...], *, strict: bool, is_json: bool) -> None:
    """Tell what mail programs and the inliner would get wrong in themes.

    Each file is read, then a letter with everything in it is made and looked through.
    Without NAMES it is the themes that newsletters have. The exit code is 1 where
    there are errors. `digest check --rules` tells why each rule matters.

    \b
      digest theme check
      digest theme check mine
      digest theme check mine --json
    """
    config = load_config(site)
    shelf = Shelf(site)
    wanted = names or tuple(dict.fromkeys(each.theme for each in config.newsletters))
    for name in wanted:
        _known(shelf, name)
    ignore = config.check.ignore
    found = tuple(
        finding
        for name in dict.fromkeys(wanted)
        for finding in prove_theme(shelf.folders, name, ignore=ignore)
    )
    if is_json:
        _tell_json(wanted, found)
    else:
        _tell(shelf, wanted, found)
    if has_errors(found) or (strict and found):
        sys.exit(1)


def _known(shelf: Shelf, name: str) -> None:
    """Raise ConfigError where there is no theme of this name."""
    known = [theme.name for theme in shelf.themes()]
    if name not in known:
        near_ones = get_close_matches(name, known, 1)
        remedy = "`digest theme list` shows all"
        if near_ones:
            remedy = f"did you mean {near_ones[0]}? {remedy}"
        raise ConfigError(f"{name!r:.60}: there is no such theme; {remedy}")


def _users(name: str, config: Config) -> list[str]:
    return [each.name for each in config.newsletters if each.theme == name]


def _record(theme: FoundTheme, config: Config) -> dict[str, object]:
    return {
        "name": theme.name,
        "description": theme.description,
        "from": "yours" if theme.is_own else "digest",
        "folder": str(theme.folder),
        "newsletters": _users(theme.name, config),
    }


def _tell(shelf: Shelf, names: tuple[str, ...], found: tuple[Finding, ...]) -> None:
    for finding in found:
        tell_finding(f"{near(shelf.place(finding.path))}:{finding.line}", finding)
    told = "nothing to mend"
    if found:
        errors = count_errors(found)
        warnings = count_words(len(found) - errors, "warning")
        told = f"{count_words(errors, 'error')} and {warnings}"
    click.echo(f"{count_words(len(names), 'theme')} checked: {told}")


def _tell_json(names: tuple[str, ...], found: tuple[Finding, ...]) -> None:
    errors = count_errors(found)
    told = {
        "themes": list(names),
        "errors": errors,
        "warnings": len(found) - errors,
        "findings": [asdict(finding) for finding in found],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
