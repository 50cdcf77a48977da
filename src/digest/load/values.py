"""Declared values, each in its type or told with the line that it stands on.

What the keys mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

from digest.errors import ContentError
from digest.load.schemes import is_web_or_relative, is_web_url

TRUE_WORDS = ("true", "yes", "on")
FALSE_WORDS = ("false", "no", "off")
NOTHING = ("", "~", "null")
LONGEST_DATE = 80
#: characters of a wrong value in a message
SHOWN = 60
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ZONE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$|Z$)")


class Values:
    """The values by their keys, however these are written."""

    def __init__(
        self, path: str, values: Mapping[str, Any], lines: Mapping[str, int]
    ) -> None:
        self._path = path
        self._values = {key.lower().replace("-", "_"): v for key, v in values.items()}
        self._lines = {key.lower().replace("-", "_"): n for key, n in lines.items()}

    def get(self, key: str) -> Any:
        """The value as it was read; None where nothing is said."""
        value = self._values.get(key)
        return None if isinstance(value, str) and value in NOTHING else value

    def parts(self, key: str) -> list[Any]:
        """The parts of a list, or one thing alone; none where the key is not there."""
        value = self._values.get(key, [])
        return value if isinstance(value, list) else [value]

    def text(self, key: str) -> str:
        """The value as one line of words."""
        return self.as_text(key, self._values.get(key))

    def as_text(self, key: str, value: Any) -> str:
        """A part of the key's value as one line of words."""
        if value is None or value in NOTHING:
            return ""
        if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
            self.blame(key, f"{shown(value)} is no text; write {key}: some words")
        try:
            text = " ".join(str(value).split())
        except ValueError:  # Python writes no number of more than 4300 digits
            self.blame(key, "the number is too long; write some words")
        if _CONTROL.search(text):
            self.blame(key, f"{shown(text)} has a control character; remove it")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text with commas."""
        value = self._values.get(key)
        parts = value if isinstance(value, list) else self.text(key).split(",")
        texts = (self.as_text(key, part) for part in parts)
        return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))

    def truth(self, key: str) -> bool:
        """The value as yes or no; no where nothing is said."""
        return self.as_truth(key, self._values.get(key))

    def as_truth(self, key: str, value: Any) -> bool:
        """A part of the key's value as yes or no."""
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.lower() if isinstance(value, str) else None
        if word in FALSE_WORDS or word in NOTHING:
            return False
        if word not in TRUE_WORDS:
            self.blame(key, f"{shown(value)} is neither; write true or false")
        return True

    def moment(self, key: str) -> datetime | None:
        """The value as a moment in UTC; None where nothing is said."""
        value = self.get(key)
        if value is None:
            return None
        try:
            return _moment(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            example = "2026-11-16 or 2026-11-16T08:00:00+01:00"
            self.blame(key, f"{shown(value)} is no date; write {example}")

    def web_url(self, key: str, value: Any) -> str:
        """A part of the key's value as the address of a page of the web."""
        url = self.as_text(key, value)
        if url and not is_web_url(url):
            fact = f"{shown(url)} is no web address; write https://HOST/PATH"
            self.blame(key, fact)
        return url

    def url(self, key: str, value: Any) -> str:
        """A part of the key's value as an address of the web or the path of a file."""
        url = self.as_text(key, value)
        if not is_web_or_relative(url):
            fact = f"{shown(url)} is neither a web address nor the path of a file"
            self.blame(key, f"{fact}; write https://HOST/PATH or FOLDER/FILE")
        return url

    def count(self, key: str, value: Any, most: int) -> int:
        """A part of the key's value as a number of so many digits at most."""
        text = self.as_text(key, value)
        if text and not (text.isascii() and text.isdecimal() and len(text) <= most):
            fact = f"{shown(text)} is no number; write {most} digits at most"
            self.blame(key, fact)
        return int(text or 0)

    def blame(self, key: str, fact: str) -> NoReturn:
        """Raise ContentError with the line of the key."""
        line = self._lines.get(key)
        raise ContentError(self._path, f"{key}: {fact}", line=line)


def _moment(value: Any) -> datetime:
    """The value as an aware moment in UTC; a plain date is its first moment."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  below
    else:
        moment = _parsed(value)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _parsed(value: Any) -> datetime:
    """An ISO 8601 date, also with spaces, or that of a mail (RFC 5322 3.3)."""
    if not isinstance(value, str) or len(value) > LONGEST_DATE:
        raise TypeError
    try:
        return datetime.fromisoformat(_ZONE.sub("", value.strip()))
    except ValueError:
        return parsedate_to_datetime(value)


def shown(value: Any) -> str:
    """The value as the author may find it again, cut where it is long.

    Only what is known to be small is written out: a list can hold itself.
    """
    if isinstance(value, str):
        text = repr(value[:SHOWN])
        return text if len(value) <= SHOWN else f"{text[:-1]}...{text[-1]}"
    names = {dict: "a table", list: "a list", bool: "a truth", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")
