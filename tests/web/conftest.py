"""A site with two newsletters behind a real server, for every test of the web."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import NOW
from digest.web.app import make_app
from digest.wiring import Press
from publications import Clock, a_press, write_publication
from serving import Client, serving

TIDES = """
[newsletters.tides]
title = "Tide Tables"
description = "When the water comes, once a month."
schedule = "0 5 1 * *"
from = "North Shore Notes <notes@notes.example.org>"
"""


@contextmanager
def a_site(root: Path) -> Iterator[Press]:
    """A press with an empty published tree, on a real store."""
    write_publication(root)
    settings = root / "digest.toml"
    settings.write_text(settings.read_text() + TIDES)
    (root / "feeds").mkdir()
    with a_press(root, Clock(NOW)) as press:
        yield press


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A site of the test's own."""
    with a_site(tmp_path / "site") as opened:
        yield opened


@pytest.fixture
def client(press: Press) -> Iterator[Client]:
    """Asks the server of the test's own site."""
    with serving(make_app(press)) as found:
        yield found


@pytest.fixture(scope="module")
def shared_press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A site that the tests of a module only read."""
    with a_site(tmp_path_factory.mktemp("shared") / "site") as opened:
        yield opened


@pytest.fixture(scope="module")
def reader(shared_press: Press) -> Iterator[Client]:
    """Asks the server of the site that is only read."""
    with serving(make_app(shared_press)) as found:
        yield found
