"""Issues that wait for their owner: published once approved, or discarded.

In the order of every publication: first the page is public, then, in one transaction,
its letters are planned. Whatever dies in between is done again by the next approval.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from digest.config import Config
from digest.errors import ConfigError
from digest.issues import Issue, IssueState
from digest.pipeline.content import alone, open_memo, read_content
from digest.pipeline.mirrors_first import first_to_mirrors
from digest.pipeline.publication import NewIssue, Publication
from digest.pipeline.trees import publish_trees
from digest.publish import USUAL, Effort
from digest.render.theme import Theme
from digest.store.protocols import Store


def approve_issue(
    config: Config,
    store: Store,
    theme: Theme,
    newsletter: str,
    number: int,
    *,
    now: datetime,
    effort: Effort = USUAL,
) -> Publication | None:
    """Publish an issue that waits, as it was frozen; None where it is public already.

    Its letters bear the moment of approval as their date, for receivers distrust what
    was long on its way. Raises ConfigError for an issue that neither waits nor is out.
    """
    with alone(config), open_memo(config, now=now) as memo:
        issue = find_waiting(config, store, newsletter, number)
        if issue is None:
            return None
        content = read_content(config, store, memo, effort, now=now)
        published = publish_trees(config, store, theme, content, effort, fresh=[issue])
        letter = replace(
            store.letter(newsletter, number), date=now.replace(microsecond=0)
        )
        paused = first_to_mirrors(config)
        planned = store.approve_issue(issue, letter, now=now, paused=paused)
    if planned is None:
        return None
    return Publication(
        published=published,
        entries=len(content.composition.entries),
        issues=(NewIssue(issue=issue, planned=planned, paused=paused),),
        problems=content.problems,
    )


def discard_issue(config: Config, store: Store, newsletter: str, number: int) -> None:
    """Give the entries of an issue that waits back, for the next one.

    Raises ConfigError where it does not wait; to discard it again is harmless.
    """
    # an approval that is under way has shown its page by now
    with alone(config):
        if number in _numbers(store, newsletter, IssueState.DISCARDED):
            return
        if find_waiting(config, store, newsletter, number) is None:
            fact = "is public, and its letters are planned"
            remedy = "nothing can take it back"
            raise ConfigError(f"issue {number} of {newsletter}: {fact}; {remedy}")
        store.discard_issue(newsletter, number)


def find_waiting(
    config: Config, store: Store, newsletter: str, number: int
) -> Issue | None:
    """The issue that waits for approval; None where it is public already.

    Raises ConfigError where it is neither.
    """
    place = f"issue {number} of {newsletter}"
    if newsletter not in {each.name for each in config.newsletters}:
        fact = f"digest.toml has no [newsletters.{newsletter}]"
        raise ConfigError(f"{place}: {fact}; name one that it has")
    for issue in store.issues(newsletter, IssueState.WAITING):
        if issue.number == number:
            return issue
    if number in _numbers(store, newsletter, IssueState.PUBLISHED):
        return None
    if number in _numbers(store, newsletter, IssueState.DISCARDED):
        fact = "was discarded; its entries come with the next issue"
        raise ConfigError(f"{place}: {fact}")
    remedy = "`digest issues list` shows those there are"
    raise ConfigError(f"{place}: there is no such issue; {remedy}")


def _numbers(store: Store, newsletter: str, state: IssueState) -> frozenset[int]:
    return frozenset(issue.number for issue in store.issues(newsletter, state))
