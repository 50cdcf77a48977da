"""A fragment of sanitised HTML -> Markdown that comes to the same when it is read."""

from __future__ import annotations

from digest.commonmark.converter import Converter, Marks


def write_fragment(html: str) -> str:
    """The fragment as Markdown; as it is where it is nested too deeply for that.

    Every sign that could mean something is escaped: who reads it has no second try.
    """
    try:
        return Converter(Marks(is_strict=True)).convert(html).strip()
    except RecursionError:
        return html
