"""`digest check`: what to mend before readers see it, and in what they see by now."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from digest.check.asking import has_errors
from digest.check.collection import Collection
from digest.check.feeds.gathering import read_tree
from digest.check.feeds.tree import Tree
from digest.check.gathering import read_collection
from digest.check.inspection import inspect, inspect_feeds
from digest.cli.check.checked import Checked
from digest.cli.check.letters import inspect_messages, look_ahead
from digest.cli.check.rule_list import tell_rules
from digest.cli.check.telling import as_json, tell
from digest.cli.check.themes import inspect_themes, own_themes
from digest.cli.check.wish import Wish, chosen, read_wish
from digest.clock import read_clock
from digest.config import Config, load_config
from digest.config.push import hub_urls
from digest.urls import encode_url


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--rules", is_flag=True, help="List the rules, and why each matters.")
@click.option("--json", "is_json", is_flag=True, help="Tell it as one JSON object.")
@click.pass_obj
def command(
    site: Path, paths: tuple[Path, ...], *, strict: bool, rules: bool, is_json: bool
) -> None:
    """Tell what to mend in articles, published feeds and letters.

    Without PATHS that is all articles, all feeds, the next issue of each newsletter,
    and your own themes of letters. Give files or folders to be told of these alone; a
    file that ends in .eml is a message, wherever it is. All articles are read in any
    case, as links lead from one to another. Links to other sites are not followed. The
    exit code is 1 where there are errors. Rules are silenced in digest.toml: [check]
    ignore = ["bare-url", "missing-alt old/*"].

    \b
      digest check
      digest check content/harbour.md
      digest check feeds
      digest check letter.eml
      digest check templates/newsletter/mine
      digest check --strict --json
    """
    if rules:
        tell_rules(is_json=is_json)
        return
    config = load_config(site)
    checked = _check(config, site, read_wish(paths, config))
    if is_json:
        click.echo(as_json(checked))
    else:
        tell(checked, config)
    if (
        checked.problems
        or has_errors(checked.findings)
        or (strict and checked.findings)
    ):
        sys.exit(1)


def _check(config: Config, site: Path, wish: Wish) -> Checked:
    """Everything that was wished for, looked through."""
    ignore = config.check.ignore
    collection = _read_collection(config) if wish.asks_for_articles else None
    tree = _read_tree(config) if wish.feeds else None
    found = inspect(collection, ignore=ignore) if collection else ()
    found_in_feeds = inspect_feeds(tree, ignore=ignore) if tree else ()
    themes = own_themes(wish, config)
    return Checked(
        articles=len(collection.studies) if collection else 0,
        feeds=len(tree.feeds) if tree else 0,
        messages=len(wish.messages),
        in_articles=chosen(found, wish.articles),
        in_feeds=chosen(found_in_feeds, wish.feeds),
        in_messages=inspect_messages(wish.messages, config),
        themes=len(themes),
        in_themes=inspect_themes(themes, wish, config),
        next_issues=look_ahead(config, site) if wish.asks_for_next else (),
    )


def _read_collection(config: Config) -> Collection:
    return read_collection(
        config.content_folder,
        config.content,
        config.site,
        source_rules=config.source_rules,
        most_pixels=config.pictures.most_pixels,
        now=read_clock(),
    )


def _read_tree(config: Config) -> Tree:
    """The feeds as they are published now."""
    hubs = hub_urls(config.site, config.feeds)
    return read_tree(
        config.feeds_folder,
        site_url=config.site.url,
        hubs=frozenset(map(encode_url, hubs)),
        largest=config.feeds.largest,
        now=read_clock(),
    )
