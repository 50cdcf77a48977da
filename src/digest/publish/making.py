"""Recipes -> files in the staging, by several processes where there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from digest.errors import PublishError, ThemeError
from digest.publish.dues import digest_of, look_at
from digest.publish.ledger import Look
from digest.workers import map_in_processes

Tools = TypeVar("Tools")
#: documents below which a second process takes longer to start than it saves
FEWEST = 200
#: documents that a process is given at once
CHUNK = 50
#: octets that are copied at once
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One document to be made."""

    path: str
    recipe: Callable[[Any], bytes | Path]
    #: where its file waits
    staged: Path
    #: digest of what stands in its place; b"" where that is not known
    standing: bytes
    #: whether the file is on the disk before it has its name
    is_durable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A document that was made."""

    path: str
    #: of its bytes
    digest: bytes
    #: of the file, in the staging or in its place
    look: Look
    #: False where the very bytes stand in their place already
    is_staged: bool


def make(
    orders: Sequence[Order],
    open_tools: Callable[[], Tools],
    *,
    tree: Path,
    jobs: int,
) -> Iterator[Result]:
    """Make each document and stage its file, unless the same stands in the tree.

    The results come in the order of the orders. Raises what a recipe does, with the
    document's path, and OSError.
    """
    chunks = [orders[n : n + CHUNK] for n in range(0, len(orders), CHUNK)]
    bench = _OpenBench(open_tools=open_tools, tree=tree)
    jobs = jobs if len(orders) >= FEWEST else 1
    for results in map_in_processes(bench, chunks, jobs=jobs):
        yield from results


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenBench(Generic[Tools]):
    """Opens the tools where the work is done."""

    open_tools: Callable[[], Tools]
    tree: Path

    def __call__(self) -> _Bench[Tools]:
        return _Bench(tools=self.open_tools(), tree=self.tree)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench(Generic[Tools]):
    """Where documents are made, with all that it takes."""

    tools: Tools
    tree: Path

    def __call__(self, orders: Sequence[Order]) -> tuple[Result, ...]:
        return tuple(map(self._make, orders))

    def _make(self, order: Order) -> Result:
        made = _followed(order, self.tools)
        path = f"{self.tree}/{order.path}"
        size, digest = _measure(made)
        look = _standing(path, size, digest, order)
        if look is None:
            look = _stage(made, order.staged, digest, is_durable=order.is_durable)
            return Result(path=order.path, digest=digest, look=look, is_staged=True)
        return Result(path=order.path, digest=digest, look=look, is_staged=False)


def _followed(order: Order, tools: Any) -> bytes | Path:
    try:
        return order.recipe(tools)
    except ThemeError as error:
        message = f"{error} (it came up for {order.path})"
        raise ThemeError(message) from error


def _measure(made: bytes | Path) -> tuple[int, bytes]:
    """Octets and digest of what a recipe gave."""
    if isinstance(made, Path):
        return made.stat().st_size, digest_of(str(made))
    return len(made), sha256(made).digest()


def _standing(path: str, size: int, digest: bytes, order: Order) -> Look | None:
    """How the file looks that stands in its place; None if it has other bytes."""
    look = look_at(path)
    if look is None or look.size != size:
        return None
    try:
        standing = order.standing or digest_of(path)
    except OSError:
        return None
    return look if standing == digest else None


def _stage(made: bytes | Path, path: Path, digest: bytes, *, is_durable: bool) -> Look:
    with path.open("wb") as file:
        if isinstance(made, Path):
            _copy(made, file, digest)
        else:
            file.write(made)
        file.flush()
        if is_durable:
            os.fsync(file.fileno())
        return Look.of(os.fstat(file.fileno()))


def _copy(source: Path, file: BinaryIO, digest: bytes) -> None:
    seen = sha256()
    with source.open("rb") as original:
        while block := original.read(BLOCK):
            seen.update(block)
            file.write(block)
    if seen.digest() != digest:
        message = f"{source}: was written to while it was copied; build once more"
        raise PublishError(message)
