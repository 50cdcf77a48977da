"""Texts packed beside themselves, for servers of plain files that send them so.

Nginx calls it gzip_static and brotli_static, Caddy `precompressed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from digest import paths
from digest.codings import SUFFIXES, shrink
from digest.content_types import is_text
from digest.documents import Target

Tools = TypeVar("Tools")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedRecipe(Generic[Tools]):
    """Makes what a target makes, in one encoding."""

    target: Target[Tools]
    coding: str

    def __call__(self, tools: Tools) -> bytes:
        """The bytes in the encoding; raises what the target's recipe does."""
        made = self.target.recipe(tools)
        data = made.read_bytes() if isinstance(made, Path) else made
        return shrink(data, self.coding)


def with_packed(targets: Sequence[Target[Tools]]) -> tuple[Target[Tools], ...]:
    """The targets, each text with its packed forms behind it."""
    return tuple(each for target in targets for each in _forms(target))


def _forms(target: Target[Tools]) -> Iterator[Target[Tools]]:
    yield target
    # servers read the redirects themselves, and send them to nobody
    if not is_text(target.media_type) or target.path == paths.REDIRECTS:
        return
    for coding, suffix in SUFFIXES.items():
        recipe = PackedRecipe(target=target, coding=coding)
        yield replace(target, path=f"{target.path}{suffix}", recipe=recipe)
