"""What all tests share: marks that skip with a reason; CI allows no skip."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from new_stores import made_at_once
from postgres_servers import blank_postgres_url, postgres_server, postgres_url

__all__ = [
    "blank_postgres_url",
    "made_at_once",
    "postgres_server",
    "postgres_url",
]

#: real articles and checkers, kept beside a maintainer's checkout
SHARED = Path(__file__).parents[2] / "shared"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: a folder with what `npm install rss-parser feedsmith mailparser` brings
HAS_NODE = shutil.which("node") and os.environ.get("DIGEST_NODE_MODULES")

_skipped: list[str] = []


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Skip what needs Chromium, Node or the shared folder where they are absent.

    What needs a checkout of another project is no part of a run that names none.
    """
    if not os.environ.get("FEEDVALIDATOR_DIR"):
        apart = [item for item in items if item.get_closest_marker("validator")]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in apart]
    for item in items:
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))
        if item.get_closest_marker("node") and not HAS_NODE:
            item.add_marker(pytest.mark.skip(reason="no parsers of npm are here"))
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="the shared folder is not here"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember which tests did not run, but for those that need the shared folder."""
    if report.skipped and not ("shared" in report.keywords and not SHARED.is_dir()):
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With DIGEST_NO_SKIP, as in CI, a test that did not run is a failure."""
    if os.environ.get("DIGEST_NO_SKIP") and _skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> None:
    """Name the tests whose skipping made the run fail."""
    if os.environ.get("DIGEST_NO_SKIP"):
        for name in _skipped:
            terminalreporter.write_line(f"not to be skipped here: {name}", red=True)
