"""Values become bytes and come back, or do not come back at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_article
from digest.images import Image, Rendition
from digest.memo.packing import Packing
from digest.model import (
    ArticleBody,
    ArticleFacts,
    Citation,
    DateOrigin,
    Enclosure,
    Episode,
    Origin,
)
from digest.records.articles import Fault

FACTS = Packing(ArticleFacts)
WHOLE = an_article(
    date=datetime(2026, 11, 3, 8, 30, 15, 123456, tzinfo=UTC),
    date_origin=DateOrigin.VISIBLE,
    citations=(Citation(name="Ada Quay", outlet="The Harbour"),),
    origin=Origin(name="Post", url="https://post.example.com/"),
    image=Image(
        url="a.png", renditions=(Rendition(url="media/a.png", width=9, height=6),)
    ),
    enclosures=(Enclosure(url="a.mp3", media_type="audio/mpeg", length=5),),
    episode=Episode(duration=61, is_explicit=False),
    aliases=("/old/",),
)


def facts() -> ArticleFacts:
    """Facts of every kind."""
    names = ArticleFacts.__dataclass_fields__
    return ArticleFacts(**{name: getattr(WHOLE, name) for name in names})


def test_facts_come_back_as_they_were() -> None:
    """Times, enumerations and what is nested as well."""
    found = FACTS.unpack(FACTS.pack(facts()))
    assert found == facts()
    assert found is not None
    assert found.date_origin is DateOrigin.VISIBLE
    assert found.date is not None
    assert found.date.tzinfo is UTC


@given(st.data())
def test_damage_is_never_taken_for_a_value(data: st.DataObject) -> None:
    """Whichever bit is another one, and wherever the bytes end."""
    packed = bytearray(FACTS.pack(facts()))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    assert FACTS.unpack(bytes(packed)) is None
    assert FACTS.unpack(bytes(packed[:place])) is None


def test_a_value_of_another_type_is_none() -> None:
    """Such as one that an older program kept."""
    assert FACTS.unpack(Packing(Fault).pack(Fault(fact="is broken"))) is None


def test_half_a_character_cannot_be_kept() -> None:
    """SQLite and files hold whole ones."""
    with pytest.raises(ValueError, match="surrogates not allowed"):
        Packing(ArticleBody).pack(ArticleBody(html="\ud800", text=""))
    assert replace(facts(), title="é") == FACTS.unpack(
        FACTS.pack(replace(facts(), title="é"))
    )
