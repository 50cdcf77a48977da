"""`digest check`: what to mend before readers see it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from digest.check.collection import Collection
from digest.check.findings import Finding, Severity
from digest.check.gathering import read_collection
from digest.check.inspection import has_errors, inspect
from digest.check.rules import RULES
from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.config import Config, load_config
from digest.lines import escape_invisible
from digest.wiring import read_clock

STYLE_OF = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--rules", is_flag=True, help="List the rules, and why each matters.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(
    site: Path, paths: tuple[Path, ...], *, strict: bool, rules: bool, as_json: bool
) -> None:
    """Tell what to mend in the articles before they are published.

    Give PATHS, files or folders, to be told of these alone; all articles are read
    in any case, as links lead from one to another. Links to other sites are not
    followed. The exit code is 1 where there are errors. Rules are silenced in
    digest.toml: [check] ignore = ["bare-url", "missing-alt old/*"].

    \b
      digest check
      digest check content/harbour.md
      digest check --strict --json
    """
    if rules:
        _tell_rules(as_json=as_json)
        return
    config = load_config(site)
    wanted = tuple(_in_content(path, config) for path in paths)
    collection = read_collection(
        config.content_folder,
        config.content,
        config.site,
        source_rules=config.source_rules,
        most_pixels=config.pictures.most_pixels,
        now=read_clock(),
    )
    findings = tuple(
        finding
        for finding in inspect(collection, ignore=config.check.ignore)
        if not wanted or any(_is_within(finding.path, path) for path in wanted)
    )
    if as_json:
        click.echo(_as_json(collection, findings))
    else:
        _tell(collection, findings, config.content_folder)
    if has_errors(findings) or (strict and findings):
        sys.exit(1)


def _in_content(path: Path, config: Config) -> str:
    """The path as it counts from the content folder; "" for the folder itself."""
    root = config.content_folder.resolve()
    # of a link it is the name that counts, not what it leads to
    place = Path(os.path.abspath(path))  # noqa: PTH100  no link is followed
    place = place.parent.resolve() / place.name
    if not place.is_relative_to(root):
        fact = f"{path} is not in {config.content_folder}; name a file that is"
        raise click.UsageError(fact)
    if not place.exists():
        raise click.UsageError(f"{path}: there is no such file; mend the path")
    return place.relative_to(root).as_posix().removeprefix(".")


def _is_within(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _tell(
    collection: Collection, findings: Sequence[Finding], content_folder: Path
) -> None:
    """A line for each finding, as editors and compilers write it, and a last one."""
    screen = open_screen()
    for finding in findings:
        place = escape_invisible(f"{content_folder / finding.path}:{finding.line}")
        told = escape_invisible(f"{finding.fact}; {finding.remedy}")
        line = Text.assemble(
            (f"{place}: ", "bold"),
            (f"{finding.severity}: ", STYLE_OF[finding.severity]),
            f"{told} ",
            (f"[{finding.rule}]", "dim"),
        )
        screen.print(line, soft_wrap=True)
    screen.print(" ".join(_summary(collection, findings)), soft_wrap=True)


def _summary(collection: Collection, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"{count_words(len(collection.studies), 'article')} checked:"
    if not findings:
        yield "nothing to mend"
        return
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.path for finding in findings})
    yield f"{count_words(errors, 'error')} and"
    yield f"{count_words(len(findings) - errors, 'warning')}"
    yield f"in {count_words(files, 'file')}"


def _as_json(collection: Collection, findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    told = {
        "articles": len(collection.studies),
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _tell_rules(*, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "name": rule.name,
                "severity": rule.severity,
                "description": rule.description,
                "reason": rule.reason,
            }
            for rule in RULES
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True)
    table.add_column()
    for rule in RULES:
        severity = Text(rule.severity, style=STYLE_OF[rule.severity])
        why = Text.assemble(f"{rule.description}: ", (rule.reason, "dim"))
        table.add_row(rule.name, severity, why)
    open_screen().print(table)
