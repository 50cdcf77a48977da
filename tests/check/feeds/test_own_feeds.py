"""The feeds that come with the repository keep every rule; CI runs this, too."""

from __future__ import annotations

from pathlib import Path

from digest.check.feeds.gathering import read_tree
from digest.check.inspection import inspect_feeds
from digest.clock import read_clock
from digest.config import load_config

TOP = Path(__file__).parents[3]


def test_nothing_is_wrong_with_what_we_publish() -> None:
    """R1 to R30, as far as documents show them."""
    config = load_config(TOP)
    tree = read_tree(
        config.feeds_folder,
        site_url=config.site.url,
        largest=config.feeds.largest,
        now=read_clock(),
    )
    assert len(tree.feeds) >= 15
    assert inspect_feeds(tree) == ()
