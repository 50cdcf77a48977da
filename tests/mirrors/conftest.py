"""One storage for all tests of mirrors, and a bucket for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from other_sides import Bucket, storage


@pytest.fixture(scope="session")
def buckets() -> Iterator[Callable[[], Bucket]]:
    """Makes buckets."""
    with storage() as make:
        yield make


@pytest.fixture
def bucket(buckets: Callable[[], Bucket]) -> Bucket:
    """An empty one."""
    return buckets()
