"""`digest check`: what to mend before readers see it, and in what they see by now."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from digest.check.collection import Collection
from digest.check.feeds.gathering import read_tree
from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.feeds.tree import Tree
from digest.check.findings import Finding, Rule, Severity
from digest.check.gathering import read_collection
from digest.check.inspection import has_errors, inspect, inspect_feeds
from digest.check.rules import RULES
from digest.cli.screen import open_screen
from digest.cli.words import count_words
from digest.config import Config, load_config
from digest.config.push import hub_urls
from digest.lines import escape_invisible
from digest.urls import encode_url
from digest.wiring import read_clock

STYLE_OF = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What was asked for, as paths in the two folders; "" is all of one."""

    articles: tuple[str, ...]
    feeds: tuple[str, ...]


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--rules", is_flag=True, help="List the rules, and why each matters.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(
    site: Path, paths: tuple[Path, ...], *, strict: bool, rules: bool, as_json: bool
) -> None:
    """Tell what to mend in the articles, and in the feeds that are published.

    Give PATHS, files or folders, to be told of these alone; all articles are read
    in any case, as links lead from one to another. Links to other sites are not
    followed. The exit code is 1 where there are errors. Rules are silenced in
    digest.toml: [check] ignore = ["bare-url", "missing-alt old/*"].

    \b
      digest check
      digest check content/harbour.md
      digest check feeds
      digest check --strict --json
    """
    if rules:
        _tell_rules(as_json=as_json)
        return
    config = load_config(site)
    wish = _wish(paths, config)
    collection = read_collection(
        config.content_folder,
        config.content,
        config.site,
        source_rules=config.source_rules,
        most_pixels=config.pictures.most_pixels,
        now=read_clock(),
    )
    tree = _read_tree(config, wish)
    ignore = config.check.ignore
    found = _chosen(inspect(collection, ignore=ignore), wish.articles)
    found_in_feeds = _chosen(inspect_feeds(tree, ignore=ignore), wish.feeds)
    findings = (*found, *found_in_feeds)
    if as_json:
        click.echo(_as_json(collection, tree, found, found_in_feeds))
    else:
        _tell(found, config.content_folder)
        _tell(found_in_feeds, config.feeds_folder)
        told = " ".join(_summary(collection, tree, findings))
        open_screen().print(told, soft_wrap=True)
    if has_errors(findings) or (strict and findings):
        sys.exit(1)


def _read_tree(config: Config, wish: _Wish) -> Tree:
    """The feeds as they are published now; none where nobody asked for them."""
    if not wish.feeds:
        return Tree(site_url=config.site.url, now=read_clock())
    hubs = hub_urls(config.site, config.feeds)
    return read_tree(
        config.feeds_folder,
        site_url=config.site.url,
        hubs=frozenset(map(encode_url, hubs)),
        largest=config.feeds.largest,
        now=read_clock(),
    )


def _wish(paths: Sequence[Path], config: Config) -> _Wish:
    """Which folder each path is in; without any, all of both are asked for."""
    if not paths:
        return _Wish(articles=("",), feeds=("",))
    wish = _Wish(
        articles=tuple(_names_in(config.content_folder, paths)),
        feeds=tuple(_names_in(config.feeds_folder, paths)),
    )
    for path in paths:
        if not any(_names_in(folder, (path,)) for folder in _folders(config)):
            fact = f"{path} is not in {config.content_folder}; name a file that is"
            raise click.UsageError(fact)
        if not path.exists():
            raise click.UsageError(f"{path}: there is no such file; mend the path")
    return wish


def _folders(config: Config) -> tuple[Path, Path]:
    return config.content_folder, config.feeds_folder


def _names_in(folder: Path, paths: Sequence[Path]) -> list[str]:
    """The paths in the folder, as they count from it; "" for the folder itself."""
    root = folder.resolve()
    # of a link it is the name that counts, not what it leads to
    places = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  no link is followed
    places = [place.parent.resolve() / place.name for place in places]
    return [
        place.relative_to(root).as_posix().removeprefix(".")
        for place in places
        if place.is_relative_to(root)
    ]


def _chosen(findings: Sequence[Finding], folders: Sequence[str]) -> tuple[Finding, ...]:
    """Those in these folders, or of these files."""
    return tuple(
        finding
        for finding in findings
        if any(_is_within(finding.path, folder) for folder in folders)
    )


def _is_within(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _tell(findings: Sequence[Finding], folder: Path) -> None:
    """A line for each finding, as editors and compilers write it."""
    screen = open_screen()
    for finding in findings:
        place = escape_invisible(f"{folder / finding.path}:{finding.line}")
        told = escape_invisible(f"{finding.fact}; {finding.remedy}")
        line = Text.assemble(
            (f"{place}: ", "bold"),
            (f"{finding.severity}: ", STYLE_OF[finding.severity]),
            f"{told} ",
            (f"[{finding.rule}]", "dim"),
        )
        screen.print(line, soft_wrap=True)


def _summary(
    collection: Collection, tree: Tree, findings: Sequence[Finding]
) -> Iterator[str]:
    feeds = f" and {count_words(len(tree.feeds), 'feed')}" if tree.feeds else ""
    yield f"{count_words(len(collection.studies), 'article')}{feeds} checked:"
    if not findings:
        yield "nothing to mend"
        return
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.path for finding in findings})
    yield f"{count_words(errors, 'error')} and"
    yield f"{count_words(len(findings) - errors, 'warning')}"
    yield f"in {count_words(files, 'file')}"


def _as_json(
    collection: Collection,
    tree: Tree,
    found: Sequence[Finding],
    found_in_feeds: Sequence[Finding],
) -> str:
    findings = (*found, *found_in_feeds)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    told = {
        "articles": len(collection.studies),
        "feeds": len(tree.feeds),
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [asdict(finding) for finding in found],
        "feed_findings": [asdict(finding) for finding in found_in_feeds],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _tell_rules(*, as_json: bool) -> None:
    rules: tuple[Rule[Any], ...] = (*RULES, *FEED_RULES)
    if as_json:
        told = [
            {
                "name": rule.name,
                "severity": rule.severity,
                "description": rule.description,
                "reason": rule.reason,
            }
            for rule in rules
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True)
    table.add_column()
    for rule in rules:
        severity = Text(rule.severity, style=STYLE_OF[rule.severity])
        why = Text.assemble(f"{rule.description}: ", (rule.reason, "dim"))
        table.add_row(rule.name, severity, why)
    open_screen().print(table)
