"""Commands that soon end do not look for garbage."""

from __future__ import annotations

import gc

import pytest

from digest.cli.memory import all_memory_kept


def run() -> None:
    """A run that fails in the middle."""
    with all_memory_kept():
        assert not gc.isenabled()
        raise ValueError("full")


def test_nothing_looks_for_garbage_meanwhile_and_then_again() -> None:
    """Also where the run fails."""
    with pytest.raises(ValueError, match="full"):
        run()
    assert gc.isenabled()
