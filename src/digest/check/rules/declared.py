"""What the front matter says: its keys, and what can stand once only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches

from digest.check.collection import Collection, Study
from digest.check.findings import Fault, Rule, Severity
from digest.load.metadata import FrontMatter

#: what a field is called where authors write it
KEY_OF = {
    "is_draft": "draft",
    "is_featured": "featured",
    "is_opening": "opening",
    "is_private": "private",
}
#: what is read of them, or only kept: an import tells where its original lies
KEYS = frozenset(
    {*(KEY_OF.get(f.name, f.name) for f in fields(FrontMatter)), "author", "original"}
)
#: what other publishers call the same
OTHER_NAMES = {
    **dict.fromkeys(("description", "excerpt", "abstract", "subtitle"), "summary"),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("published", "pubdate", "publish_date", "created"), "date"),
    **dict.fromkeys(("lastmod", "modified", "last_modified"), "updated"),
    **dict.fromkeys(("tag", "categories", "category", "keywords", "topics"), "tags"),
    **dict.fromkeys(("permalink", "url", "path"), "slug"),
    **dict.fromkeys(("cover", "thumbnail", "featured_image", "hero"), "image"),
    **dict.fromkeys(("by", "byline", "writer"), "author"),
    **dict.fromkeys(("canonical", "original_url"), "canonical_url"),
    **dict.fromkeys(("guid", "uuid"), "id"),
    **dict.fromkeys(("attachments", "audio", "podcast"), "enclosures"),
    "headline": "title",
}


def find_unknown_key(collection: Collection) -> Iterator[Fault]:
    """Keys of the front matter that nobody reads."""
    for study in collection.studies:
        for key, line in study.manuscript.keys.items():
            plain = key.lower().replace("-", "_")
            if plain in KEYS:
                continue
            meant = _meant(plain)
            fact = f"nobody reads the key {key!r}"
            remedy = f"did you mean {meant}?" if meant else "take it out"
            yield Fault(path=study.path, line=line, fact=fact, remedy=remedy)


def find_duplicate_slug(collection: Collection) -> Iterator[Fault]:
    """Articles whose page would stand where another's does."""
    for study, first in _repeated(collection, _own_slug):
        yield Fault(
            path=study.path,
            line=study.manuscript.line_of_key("slug", "title"),
            fact=f"has the slug {study.article.slug!r} of {first.path}",
            remedy="give one of them another `slug:`",
        )


def find_duplicate_id(collection: Collection) -> Iterator[Fault]:
    """Articles that declare an id which another has."""
    for study, first in _repeated(collection, lambda study: study.article.declared_id):
        yield Fault(
            path=study.path,
            line=study.manuscript.line_of_key("id"),
            fact=f"has the id of {first.path}",
            remedy="take one of the two out: an id is for one article only",
        )


def _own_slug(study: Study) -> str:
    """The slug; "" of another site's article, which gives way by itself."""
    return "" if study.article.origin else study.article.slug


def _repeated(
    collection: Collection, key: Callable[[Study], str]
) -> Iterator[tuple[Study, Study]]:
    """Each article whose key stood before, and the one that had it first."""
    first: dict[str, Study] = {}
    for study in collection.studies:
        value = key(study)
        if value and first.setdefault(value, study) is not study:
            yield study, first[value]


def _meant(key: str) -> str:
    """The key that was meant, most likely; "" where none comes near."""
    known: Mapping[str, str] = {**{each: each for each in KEYS}, **OTHER_NAMES}
    near = get_close_matches(key, sorted(known), 1, 0.75)
    return known[near[0]] if near else ""


RULES = (
    Rule(
        name="unknown-key",
        severity=Severity.WARNING,
        description="keys in the front matter that are not known",
        reason="a typing error is silently without effect: a `drafts: true` is public",
        find=find_unknown_key,
    ),
    Rule(
        name="duplicate-slug",
        severity=Severity.ERROR,
        description="articles with the slug of another",
        reason="one address shows one article, and the other is left out",
        find=find_duplicate_slug,
    ),
    Rule(
        name="duplicate-id",
        severity=Severity.ERROR,
        description="articles with the id of another",
        reason="feed readers take two entries of one id for one, and hide it",
        find=find_duplicate_id,
    ),
)
