"""Which encoding a reader gets, and when a 304 will do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.web.published.negotiation import choose_coding, has_it_already

OURS = ("br", "gzip", "identity")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("br;q=0.0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("identity;q=0.9, gzip;q=0.2", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, zstd", "identity"),
        ("gzip;q=2", "identity"),
        ("gzip;q=nan, br ; q=0.3", "br"),
        (", ,gzip", "gzip"),
        ("gzip," * 100, "gzip"),
        ("gzip," * 6000, "identity"),
    ],
)
def test_the_reader_gets_the_coding_that_it_likes_best(
    accept: str | None, chosen: str
) -> None:
    """Weights decide, then our order; what is no weight is passed over (RFC 9110)."""
    assert choose_coding(accept, OURS) == chosen


def test_what_does_not_shrink_is_sent_as_it_is() -> None:
    """Only what is offered is chosen."""
    assert choose_coding("br, gzip", ("identity",)) == "identity"


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_wish_gets_one_of_ours(accept: str) -> None:
    """A header of any shape breaks nothing."""
    assert choose_coding(accept, OURS) in OURS


ETAG = '"abc"'
#: 22 November 2026, 10:00:00
MODIFIED = 1_795_341_600


@pytest.mark.parametrize(
    ("none_match", "is_same"),
    [
        ('"abc"', True),
        ('W/"abc"', True),
        ('"x", W/"y", "abc"', True),
        ('"x","abc"', True),
        ("*", True),
        ('"abcd"', False),
        ('"ab"', False),
        ("abc", False),
        ("", False),
        ('"a,bc"', False),
    ],
)
def test_an_entity_tag_is_compared_weakly(*, none_match: str, is_same: bool) -> None:
    """A list, a weak tag and * count for If-None-Match (RFC 9110 13.1.2)."""
    found = has_it_already(
        none_match=none_match, modified_since=None, etag=ETAG, modified=MODIFIED
    )
    assert found is is_same


@pytest.mark.parametrize(
    ("since", "is_same"),
    [
        ("Sun, 22 Nov 2026 10:00:00 GMT", True),
        ("Sun, 22 Nov 2026 10:00:01 GMT", True),
        ("Sun, 22 Nov 2026 09:59:59 GMT", False),
        ("Sunday, 22-Nov-26 10:00:00 GMT", True),
        ("Sun Nov 22 10:00:00 2026", True),
        ("yesterday", False),
        ("", False),
        ("Sun, 99 Nov 2026 10:00:00 GMT", False),
        ("Sun, 22 Nov 999999 10:00:00 GMT", False),
    ],
)
def test_a_date_counts_by_the_second(*, since: str, is_same: bool) -> None:
    """Any of the three forms of a date; what is none is no condition."""
    found = has_it_already(
        none_match=None, modified_since=since, etag=ETAG, modified=MODIFIED
    )
    assert found is is_same


def test_a_date_does_not_count_beside_a_tag() -> None:
    """If-None-Match wins over If-Modified-Since (RFC 9110 13.1.3)."""
    assert not has_it_already(
        none_match='"old"',
        modified_since="Sun, 22 Nov 2026 10:00:00 GMT",
        etag=ETAG,
        modified=MODIFIED,
    )


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_condition_has_an_answer(text: str) -> None:
    """A header of any shape breaks nothing."""
    for values in ((text, None), (None, text)):
        none_match, since = values
        found = has_it_already(
            none_match=none_match, modified_since=since, etag=ETAG, modified=MODIFIED
        )
        assert isinstance(found, bool)
