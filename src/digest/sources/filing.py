"""The items of a feed -> files in the content folder, each of them once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from digest.config import Source
from digest.errors import ImportingError
from digest.imports.items import item_text
from digest.imports.readfeed import FeedItem, ReadFeed
from digest.imports.shelf import put_article, renew_article
from digest.lines import one_line
from digest.model import Origin
from digest.polls import TakenItem
from digest.sources.choice import Choice, item_key, wanted_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of the items of one poll."""

    #: what to remember
    items: tuple[TakenItem, ...] = ()
    #: paths in the content folder
    taken: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    #: items are left that nothing is wrong with: the feed is to be read again
    has_more: bool = False


class Filing:
    """Writes the articles of one poll of a source into the content folder."""

    def __init__(self, source: Source, content: Path, origin: Origin) -> None:
        self._source = source
        self._content = content
        self._origin = origin
        self._items: list[TakenItem] = []
        self._taken: list[str] = []
        self._renewed: list[str] = []
        self._problems: list[str] = []
        self._has_more = False

    def file(
        self, choice: Choice, known: Mapping[str, TakenItem], *, now: datetime
    ) -> Filed:
        """Make files of what was chosen, and write anew what its site changed."""
        self._items += [TakenItem(id=item_key(item)) for item in choice.passed_over]
        for item in choice.taken:
            self._take(item, now)
        for item in choice.known:
            self._renew(item, known[item_key(item)])
        return Filed(
            items=tuple(self._items),
            taken=tuple(self._taken),
            renewed=tuple(self._renewed),
            problems=tuple(self._problems),
            has_more=self._has_more or bool(choice.left),
        )

    def _take(self, item: FeedItem, now: datetime) -> None:
        """A new file of the item; one that no file can be made of is told once."""
        text = self._text(item)
        if text is None:
            self._items.append(TakenItem(id=item_key(item)))
            return
        try:
            path = self._put(wanted_path(self._source.name, item, now), text)
        except ImportingError as error:
            self._try_again(error)
            return
        taken = TakenItem(id=item_key(item), path=path, fingerprint=_digest(text))
        self._items.append(taken)
        self._taken.append(path)

    def _renew(self, item: FeedItem, taken: TakenItem) -> None:
        """Write anew what its site changed, where nobody touched our file."""
        found = _file_digest(self._content / taken.path) if taken.path else ""
        if found != taken.fingerprint or not found:
            return
        text = self._text(item)
        if text is None or _digest(text) == taken.fingerprint:
            return
        try:
            renew_article(self._content, taken.path, text)
        except ImportingError as error:
            self._try_again(error)
            return
        self._items.append(replace(taken, fingerprint=_digest(text)))
        self._renewed.append(taken.path)

    def _try_again(self, error: ImportingError) -> None:
        """The item is sound, but the disk takes nothing just now."""
        self._problems.append(one_line(str(error)))
        self._has_more = True

    def _text(self, item: FeedItem) -> str | None:
        """The file's text; None where there is none to be made, which is told."""
        source = self._source
        try:
            text = item_text(
                item, origin=self._origin, show=source.show, tags=source.tags
            )
            text.encode()
        except ImportingError as error:
            self._problems.append(one_line(str(error)))
        # an item is a stranger's: whatever it does to us, it stops no other
        except Exception as error:  # noqa: BLE001
            place = one_line(item.url or item.id, longest=200)
            fact = f"cannot be made an article ({type(error).__name__}); it is left out"
            self._problems.append(f"{place}: {fact}")
        else:
            return text
        return None

    def _put(self, wanted: str, text: str) -> str:
        """The path of the file; one that a run wrote that then died is taken over."""
        if _file_digest(self._content / wanted) == _digest(text):
            return wanted
        path = put_article(self._content, wanted, text)
        if path != wanted and _file_digest(self._content / wanted) == _digest(text):
            # another run was quicker by a moment, and its file is the same
            (self._content / path).unlink()
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
    return sha256(text.encode()).hexdigest()
