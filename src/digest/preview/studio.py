"""Makes the next issues anew, from what stands in the files at that moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path

from digest.config import FILE, Config, load_config
from digest.errors import ConfigError
from digest.pipeline.content import open_memo
from digest.pipeline.issues.next_issue import NextIssue, next_issues
from digest.preview.watching import TEMPLATES
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret
from digest.store.protocols import Store

#: signs the links of a specimen; no reader has one, so that they open nothing
NO_KEY = Secret("the links of a preview are signed by nobody and lead nowhere")

#: opens what is remembered of a site, only to look at it
OpenStore = Callable[[Config], AbstractContextManager[Store]]


class Studio:
    """Holds open what one making needs, for as long as digest.toml stays as it is.

    One thread at a time may use it.
    """

    def __init__(
        self,
        root: Path,
        open_store: OpenStore,
        *,
        clock: Callable[[], datetime],
        newsletters: tuple[str, ...] = (),
    ) -> None:
        """Raises ConfigError for a digest.toml that cannot be read."""
        self._root = root
        self._open_store = open_store
        self._clock = clock
        self._newsletters = newsletters
        self._own_templates = _names_in(root / TEMPLATES)
        self._theme = _theme(root)
        self._held = ExitStack()
        self._store: Store | None = None
        self._settings = b""
        self.config = load_config(root)
        self._read_settings()

    def make(self) -> tuple[NextIssue, ...]:
        """The next issue of each newsletter; raises DigestError where none can be.

        A digest.toml that was changed counts from here on.
        """
        self._read_settings()
        self._look_for_templates()
        now = self._clock()
        # opened each time: it trusts no file that changed after it was opened
        with open_memo(self.config, now=now) as memo:
            return next_issues(
                self.config,
                self._opened_store(),
                self._theme,
                NO_KEY,
                memo,
                now=now,
                newsletters=self._newsletters,
            )

    def close(self) -> None:
        """Let go of the store; the next making opens it again."""
        self._store = None
        self._held.close()

    def _opened_store(self) -> Store:
        if self._store is None:
            self._store = self._held.enter_context(self._open_store(self.config))
        return self._store

    def _look_for_templates(self) -> None:
        """A theme sees a file that is edited, and not one that comes before another."""
        names = _names_in(self._root / TEMPLATES)
        if names != self._own_templates:
            self._own_templates, self._theme = names, _theme(self._root)

    def _read_settings(self) -> None:
        """Take over digest.toml where it is not what it was."""
        settings = _bytes_of(self._root / FILE)
        if settings == self._settings:
            return
        config = load_config(self._root)
        check_names(config, self._newsletters)
        self.close()
        self.config, self._settings = config, settings


def check_names(config: Config, newsletters: Sequence[str]) -> None:
    """Raise ConfigError where one of these is no newsletter, or there is none."""
    known = [newsletter.name for newsletter in config.newsletters]
    if not known:
        raise ConfigError(f"{FILE}: names no newsletter; add [newsletters.NAME]")
    for name in newsletters:
        if name not in known:
            fact = f"{name!r} is no newsletter of {FILE}"
            raise ConfigError(f"--newsletter: {fact}; write {' or '.join(known)}")


def _theme(root: Path) -> Theme:
    return Theme((root / TEMPLATES, packaged_templates()))


def _names_in(folder: Path) -> frozenset[Path]:
    return frozenset(folder.rglob("*"))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # who reads the settings says what is wrong
        return b""
