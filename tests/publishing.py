"""A published tree for tests: targets, and what stands there afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from digest.documents import Need, Target
from digest.errors import ThemeError
from digest.publish import Published, Tree, publish_targets


@dataclass(frozen=True, slots=True)
class Ready:
    """A recipe that knows its bytes, or the file that has them."""

    made: bytes | Path

    def __call__(self, _tools: None) -> bytes | Path:
        """As they are."""
        return self.made


@dataclass(frozen=True, slots=True)
class Stuck:
    """A recipe that always fails."""

    def __call__(self, _tools: None) -> bytes:
        """As a template that has a fault for one entry only."""
        message = "templates/site/entry.html:3: 'pier' is undefined; mend the template"
        raise ThemeError(message)

    @staticmethod
    def target(
        path: str = "index.html", needs: Mapping[str, str] | None = None
    ) -> Target[None]:
        """The page that `a_target` makes, with the same needs."""
        given = needs_of("hello") if needs is None else needs
        return Target(
            path=path,
            media_type="text/html",
            needs=tuple(Need(*each) for each in given.items()),
            recipe=Stuck(),
        )


def a_target(
    path: str = "index.html",
    text: str | Path = "hello",
    *,
    media_type: str = "text/html",
    needs: Mapping[str, str] | None = None,
) -> Target[None]:
    """A page of this text, or a copy of this file."""
    given = needs_of(text) if needs is None else needs
    return Target(
        path=path,
        media_type=media_type,
        needs=tuple(Need(*each) for each in given.items()),
        recipe=Ready(text.encode() if isinstance(text, str) else text),
    )


def needs_of(text: str | Path) -> dict[str, str]:
    """What a page of this text depends on: its text."""
    return {"text": sha256(str(text).encode()).hexdigest()}


def open_nothing() -> None:
    """No tools are needed."""


def a_tree(folder: Path) -> Tree:
    """A tree whose state lies in a folder beside it."""
    state = folder.parent / "state"
    return Tree(
        folder=folder,
        lock=state / "publish.lock",
        ledger=state / "cache" / "ledger",
        former_manifest=state / "published",
    )


def published(folder: Path, *targets: Target[None]) -> Published:
    """Publish these here, in this process."""
    return publish_targets(a_tree(folder), targets, open_nothing)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that readers can see, by its path in the tree."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not any(
            part.startswith(".digest-") for part in path.relative_to(folder).parts
        )
    }
