"""Letters wait until the page that they lead to stands on every mirror."""

from __future__ import annotations

from datetime import datetime

from digest import paths
from digest.config import Config
from digest.mirrors.records import standing_everywhere
from digest.store.protocols import Store
from digest.store.protocols.deliveries import PausedIssue

#: why the letters of a new issue stay here; also what such a pause is known by
REASON = "its page does not stand on every mirror yet"


def first_to_mirrors(config: Config) -> str:
    """Why letters of a new issue have to wait; "" where there is no mirror."""
    return REASON if config.mirrors else ""


def waiting_for_mirrors(store: Store) -> tuple[PausedIssue, ...]:
    """The issues whose letters wait for nothing else."""
    return tuple(issue for issue in store.paused_issues() if issue.reason == REASON)


def let_go(config: Config, store: Store, *, now: datetime) -> tuple[PausedIssue, ...]:
    """Let the letters go whose page stands on every mirror; the issues.

    As far as this machine knows. All go where digest.toml names no mirror any more.
    """
    gone: list[PausedIssue] = []
    for issue in waiting_for_mirrors(store):
        page = f"{paths.issue_path(issue.newsletter, issue.number)}{paths.PAGE}"
        if standing_everywhere(config.mirrors, config.state_folder, page):
            is_free = store.resume_issue(
                issue.newsletter, issue.number, now=now, reason=REASON
            )
            # its owner may have paused it meanwhile
            gone += [issue] * is_free
    return tuple(gone)
