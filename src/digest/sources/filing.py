"""The items of a feed -> files in the content folder, each of them once."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from digest.config import Source
from digest.errors import ImportingError
from digest.imports.feed.foreign import FeedItem, ReadFeed
from digest.imports.item_sheet import item_text
from digest.imports.shelf import is_free, put_article, renew_article
from digest.lines import one_line
from digest.model import Origin
from digest.paths import numbered
from digest.records.sources import TakenItem
from digest.sources.choice import Choice, item_key, wanted_path
from digest.sources.filed import Delayed, Filed, Left, Refused, Renewed, Taken, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Writes the articles of one poll of a source into the content folder."""

    source: Source
    #: the content folder
    content: Path
    origin: Origin
    #: by its id, what is remembered of each item
    known: Mapping[str, TakenItem]

    def announce(self, choice: Choice, *, now: datetime) -> tuple[TakenItem, ...]:
        """Where the file of each that was chosen is to stand.

        To be remembered before a file is written: a run that dies in between leaves
        files that the next one knows for its own.
        """
        paths = {item.path for item in self.known.values()}
        announced = []
        for item in choice.taken:
            key = item_key(item)
            begun = self.known.get(key)
            path = begun.path if begun else self._free(item, paths, now)
            paths.add(path)
            announced.append(TakenItem(id=key, path=path, is_filed=False))
        return tuple(announced)

    def file(
        self, choice: Choice, announced: Sequence[TakenItem], *, now: datetime
    ) -> Filed:
        """Make files of what was chosen, and write anew what its site changed."""
        pairs = zip(choice.taken, announced, strict=True)
        results = (
            *(self._take(item, planned, now) for item, planned in pairs),
            *(self._renew(item, self.known[item_key(item)]) for item in choice.known),
        )
        passed_over = (TakenItem(id=item_key(item)) for item in choice.passed_over)
        filed = fold(passed_over, tuple(one for one in results if one))
        return replace(filed, has_more=filed.has_more or bool(choice.left))

    def _free(self, item: FeedItem, paths: Container[str], now: datetime) -> str:
        wanted = wanted_path(self.source.name, item, now)
        names = numbered(*posixpath.splitext(wanted))
        return next(
            name for name in names if name not in paths and is_free(self.content, name)
        )

    def _take(
        self, item: FeedItem, planned: TakenItem, now: datetime
    ) -> Taken | Refused | Delayed:
        """A new file of the item; one that no file can be made of is told once."""
        told = self._told(item)
        try:
            text = self._text(item)
        except ImportingError as error:
            refused = TakenItem(id=planned.id, told=told)
            return Refused(item=refused, fact=one_line(str(error)))
        try:
            path = self._put(item, planned, text, now)
        except ImportingError as error:
            return Delayed(fact=one_line(str(error)))
        return Taken(
            item=TakenItem(
                id=planned.id, path=path, fingerprint=_digest(text), told=told
            )
        )

    def _renew(
        self, item: FeedItem, taken: TakenItem
    ) -> Renewed | Left | Refused | Delayed | None:
        """Write anew what its site changed, where nobody touched our file.

        None where nothing changed.
        """
        told = self._told(item)
        if not taken.path or told == taken.told:
            return None
        left = replace(taken, told=told)
        found = _file_digest(self.content / taken.path)
        if not found:
            return Left(item=left)
        try:
            text = self._text(item)
        except ImportingError as error:
            return Refused(item=left, fact=one_line(str(error)))
        return self._rewrite(left, found, text)

    def _rewrite(
        self, taken: TakenItem, found: str, text: str
    ) -> Renewed | Left | Delayed:
        """Give the file this text, unless the digest found is not that of ours."""
        renewed = replace(taken, fingerprint=_digest(text))
        if found == renewed.fingerprint:
            # nothing of what changed is in the file, or a run died that had renewed it
            return Left(item=renewed)
        if found != taken.fingerprint:
            return Left(item=taken)
        try:
            renew_article(self.content, taken.path, text)
        except ImportingError as error:
            return Delayed(fact=one_line(str(error)))
        return Renewed(item=renewed)

    def _told(self, item: FeedItem) -> str:
        """SHA-256 of all that the item's file is made of."""
        source = self.source
        return _digest(repr((item, self.origin, source.show, source.tags)))

    def _text(self, item: FeedItem) -> str:
        """The file's text; raises ImportingError where there is none to be made."""
        source = self.source
        try:
            text = item_text(
                item, origin=self.origin, show=source.show, tags=source.tags
            )
            text.encode()
        except ImportingError:
            raise
        # an item is a stranger's: whatever it does to us, it stops no other
        except Exception as error:
            place = one_line(item.url or item.id, longest=200)
            fact = f"cannot be made an article ({type(error).__name__}); it is left out"
            raise ImportingError(f"{place}: {fact}") from error
        return text

    def _put(self, item: FeedItem, planned: TakenItem, text: str, now: datetime) -> str:
        """The path of the file; one that a run wrote that then died is taken over."""
        is_begun = planned.id in self.known
        if is_begun and not is_free(self.content, planned.path):
            # whatever else stands in it by now is its owner's
            return planned.path
        wanted = wanted_path(self.source.name, item, now)
        if _file_digest(self.content / wanted) == _digest(text):
            return wanted
        path = put_article(self.content, planned.path, text)
        if path != wanted and _file_digest(self.content / wanted) == _digest(text):
            # another run was quicker by a moment, and its file is the same
            (self.content / path).unlink()
            return wanted
        return path


def origin_of(source: Source, feed: ReadFeed, feed_url: str) -> Origin:
    """How the source is named and linked beside its articles."""
    name = source.title or one_line(feed.title, longest=200)
    return Origin(
        name=name or urlsplit(feed_url).hostname or source.name,
        url=feed.home_url or feed_url,
        feed_url=feed_url,
    )


def _file_digest(path: Path) -> str:
    """SHA-256 of the file, hexadecimal; "" where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(text: str) -> str:
    # halves of characters, which no file takes, are in what strangers tell
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
