"""Whatever an author writes, every feed of the site is valid in every format."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builders import NOW
from digest.check.feeds.gathering import read_tree
from digest.check.feeds.told import ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.inspection import inspect_feeds
from digest.config import load_config
from digest.config.push import hub_urls
from digest.schedule.jobs import rebuild
from digest.urls import encode_url
from feed_validator import FeedValidator, open_validator
from generated_sites import SECRET, GeneratedSite, generate_site
from publications import Clock, a_press

SITES = 1000 if os.environ.get("DIGEST_TEST_LONG") else 50
SCHEMA = json.loads(
    (Path(__file__).parents[1] / "render/jsonfeed-1.1.schema.json").read_text("utf-8")
)
EACH_SITE = pytest.mark.parametrize("seed", range(SITES))
Built = Callable[[int], Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a seed, built in both of its states; each one once."""

    @cache
    def build(seed: int) -> Path:
        root = tmp_path_factory.mktemp(f"site-{seed}-")
        build_site(generate_site(seed), root)
        return root

    return build


@pytest.fixture(scope="module")
def validator() -> Iterator[FeedValidator]:
    """One for all sites: it takes longer to start than to answer."""
    with open_validator() as opened:
        yield opened


def build_site(site: GeneratedSite, root: Path) -> None:
    """The site as it is at last, after what it was before."""
    (root / "digest.toml").write_text(site.settings, encoding="utf-8")
    clock = Clock(NOW)
    for files in (site.earlier, site.later):
        for path in (root / "content").rglob("*.*"):
            path.unlink()
        for name, data in files.items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with a_press(root, clock) as press:
            rebuild(press)
        clock.now += timedelta(hours=2)


def tree_of_site(root: Path) -> Tree:
    """What is published of it."""
    config = load_config(root)
    hubs = hub_urls(config.site, config.feeds)
    return read_tree(
        config.feeds_folder,
        site_url=config.site.url,
        hubs=frozenset(map(encode_url, hubs)),
        largest=config.feeds.largest,
        now=NOW + timedelta(hours=4),
    )


def json_feeds(root: Path) -> Iterator[dict[str, Any]]:
    """Every JSON Feed of the site, archives too."""
    for feed in tree_of_site(root).feeds:
        if feed.path.endswith(".json"):
            yield json.loads((root / "feeds" / feed.path).read_bytes())


NAMED_ENTITY = "Named entity expected. Got none."
#: what some of the sites have to have, or the proofs would prove little
MARKS = (
    *(b"<at:deleted-entry", b'rel="prev-archive"', b'rel="next-archive"'),
    *(b"<fh:archive", b"<itunes:category", b"<enclosure", b"<media:thumbnail"),
    *(b'rel="hub"', b"<cloud", b"thr:in-reply-to", b"<source:markdown"),
    *(b'type="html">&amp;lt;', b'xml:lang="ja"', b'"next_url"', b'"attachments"'),
)


def media_type(feed: ToldFeed) -> str:
    """What a server says that it is."""
    return {
        "Atom": "application/atom+xml",
        "RSS": "application/rss+xml",
        "JSON Feed": "application/feed+json",
    }[feed.format]


@EACH_SITE
def test_our_own_rules_find_nothing(seed: int, built: Built) -> None:
    """R1 to R30, as `digest check` asks them."""
    assert inspect_feeds(tree_of_site(built(seed))) == ()


@EACH_SITE
def test_json_feeds_are_what_the_specification_asks(seed: int, built: Built) -> None:
    """R29: the schema, and what no schema can say."""
    for feed in json_feeds(built(seed)):
        jsonschema.Draft202012Validator(SCHEMA).validate(feed)
        assert next(iter(feed)) == "version"
        ids = [item["id"] for item in feed["items"]]
        assert len({*ids}) == len(ids)
        assert feed.get("next_url") != feed["feed_url"]


@EACH_SITE
def test_nothing_private_is_public(seed: int, built: Built) -> None:
    """R30: no file of the tree knows a draft, or an entry of a day to come."""
    for path in (built(seed) / "feeds").rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path


def test_the_sites_have_everything_that_feeds_can_have(built: Built) -> None:
    """Archives, tombstones, podcasts, hubs, answers, titles like markup."""
    missing = set(MARKS)
    for seed in range(50):
        for path in (built(seed) / "feeds").rglob("*"):
            if path.suffix in {".xml", ".json"}:
                data = path.read_bytes()
                missing -= {mark for mark in missing if mark in data}
    assert missing == set()


@pytest.mark.validator
@EACH_SITE
def test_the_validator_finds_nothing(
    seed: int, built: Built, validator: FeedValidator
) -> None:
    """No error and no warning, at its own address and type."""
    root = built(seed)
    tree = tree_of_site(root)
    types = {feed.path: media_type(feed) for feed in tree.feeds}
    types |= {told.path: "text/x-opml" for told in tree.lists}
    for path, kind in types.items():
        if path.endswith(".json"):
            continue
        data = (root / "feeds" / path).read_bytes()
        found = validator.faults(data, media_type=kind, url=tree.url_of(path))
        # of a list it wants `&` written twice over, which readers would show
        is_meant = kind == "text/x-opml"
        assert [x for x in found if not is_meant or NAMED_ENTITY not in x] == [], path
