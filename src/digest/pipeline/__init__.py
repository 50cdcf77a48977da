"""The straight line: load -> compose -> render -> publish.

`build` makes the published tree anew; `issues.due` does so with the issues whose
slots came due, `issues.approving` with one that its owner approves. All is rendered
before anything is written. Then comes crash order: first the ids, then the tree, last
one transaction for each issue. Whatever dies in between is done again by the next run,
to the same result.
"""

from __future__ import annotations

from datetime import datetime

from digest.config import Config
from digest.pipeline.content import alone, open_memo, read_content
from digest.pipeline.publication import NewIssue, Publication
from digest.pipeline.trees import publish_trees
from digest.publish import USUAL, Effort
from digest.render.theme import Theme
from digest.store.protocols import Store

__all__ = ["NewIssue", "Publication", "build"]


def build(
    config: Config,
    store: Store,
    theme: Theme,
    *,
    now: datetime,
    effort: Effort = USUAL,
) -> Publication:
    """Make the published tree of what stands in the content folder."""
    with alone(config), open_memo(config, now=now) as memo:
        content = read_content(config, store, memo, effort, now=now)
        published = publish_trees(config, store, theme, content, effort)
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        problems=content.problems,
        horizon=content.composition.horizon,
    )
