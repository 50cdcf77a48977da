from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch.inflation import Gunzip, unpacking


def pieces(data: bytes, size: int) -> list[bytes]:
    """The data cut into pieces of this size."""
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=4),
    st.integers(min_value=1, max_value=50),
)
def test_what_was_packed_comes_out_however_it_is_cut(
    members: list[bytes], size: int
) -> None:
    """One member or several, in pieces down to single bytes."""
    unpacker = Gunzip()
    packed = b"".join(map(gzip.compress, members))
    out = b"".join(unpacker.take(piece, 10_000) for piece in pieces(packed, size))
    assert out == b"".join(members)
    assert unpacker.is_complete


def test_no_more_is_made_than_there_is_room_for() -> None:
    """Whatever would come out of it."""
    unpacker = Gunzip()
    assert len(unpacker.take(gzip.compress(bytes(1_000_000)), 100)) == 100


def test_what_stands_behind_the_end_is_ignored() -> None:
    """As gzip does it; some servers add a line end."""
    unpacker = Gunzip()
    assert unpacker.take(gzip.compress(b"ferry") + b"\n\n", 100) == b"ferry"
    assert unpacker.is_complete


def test_an_end_that_is_missing_is_seen() -> None:
    """Nothing at all has no end."""
    unpacker = Gunzip()
    assert unpacker.is_complete
    unpacker.take(gzip.compress(b"ferry")[:-4], 100)
    assert not unpacker.is_complete


def test_what_is_not_packed_is_told() -> None:
    """It cannot be gzip."""
    with pytest.raises(ValueError, match="header"):
        Gunzip().take(b"ferry", 100)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_plain_bytes_come_through(encoding: str) -> None:
    """As far as there is room."""
    unpacker = unpacking(encoding)
    assert unpacker is not None
    assert unpacker.is_complete
    assert unpacker.take(b"ferry", 3) == b"fer"


def test_only_gzip_is_known_besides() -> None:
    """It is what was asked for."""
    assert isinstance(unpacking("X-GZIP"), Gunzip)
    assert unpacking("gzip, gzip") is None
    assert unpacking("deflate") is None
