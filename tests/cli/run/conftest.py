"""What every test of `digest run` in this process needs."""

from __future__ import annotations

import pytest

from digest.cli import run


@pytest.fixture(autouse=True)
def _nobody_ends_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A daemon that was cut off would take the tests along."""

    def stay() -> None:
        """Go on: what still works ends by itself."""

    monkeypatch.setattr(run, "leave_at_once", stay)
