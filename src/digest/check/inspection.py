"""Articles, feeds -> findings: every rule asked, but those the owner silenced."""

from __future__ import annotations

from collections.abc import Sequence

from digest.check.asking import ask
from digest.check.collection import Collection
from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.feeds.tree import Tree
from digest.check.findings import Finding
from digest.check.rules import RULES


def inspect(
    collection: Collection, *, ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in articles; `ignore` holds RULE or RULE PATTERN.

    By path and line. Raises ConfigError where `ignore` names a rule that is not there.
    """
    return ask(RULES, collection, ignore=ignore)


def inspect_feeds(tree: Tree, *, ignore: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What the rules find in published feeds, in the same way."""
    return ask(FEED_RULES, tree, ignore=ignore)
