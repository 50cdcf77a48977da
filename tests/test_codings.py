"""The codings in which text goes over the web."""

from __future__ import annotations

import gzip

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import codings
from digest.codings import CODINGS, IDENTITY, SUFFIXES, codings_for, shrink

OPENED = {IDENTITY: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@given(st.binary(max_size=2000))
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("coding", CODINGS)
def test_what_was_packed_opens_to_the_same(coding: str, data: bytes) -> None:
    """Whatever the bytes; and packed again they come to the same."""
    packed = shrink(data, coding)
    assert OPENED[coding](packed) == data
    assert shrink(data, coding) == packed


def test_little_is_offered_as_it_is() -> None:
    """What has a head larger than itself is not worth the work."""
    assert codings_for(b"x" * 255) == (IDENTITY,)
    assert codings_for(b"x" * 256) == CODINGS


def test_a_long_text_is_packed_in_less_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best of Brotli takes seconds there; whoever asks for less gets less."""
    asked: list[int] = []

    def compress(data: bytes, *, quality: int) -> bytes:
        asked.append(quality)
        return data

    monkeypatch.setattr(brotli, "compress", compress)
    shrink(b"x" * codings.LARGEST_FOR_BEST, "br")
    shrink(b"x" * (codings.LARGEST_FOR_BEST + 1), "br")
    shrink(b"x" * (codings.LARGEST_FOR_BEST + 1), "br", best=5)
    assert asked == [11, 9, 5]


def test_every_coding_has_the_ending_that_servers_look_for() -> None:
    """But the one that is none."""
    assert SUFFIXES == {"br": ".br", "gzip": ".gz"}
    assert {*SUFFIXES, IDENTITY} == {*CODINGS}
