"""Whole publications in a folder, for tests that walk the line from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from digest.fetch.public import Address, is_public
from digest.wiring import Press, open_press

DIGEST_TOML = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org"

[newsletters.weekly]
title = "North Shore Weekly"
schedule = "{schedule}"
zone = "UTC"
from = "North Shore Notes <notes@notes.example.org>"

[mail]
postal_address = "1 Quay Street, 20457 Hamburg"

[web]
listen = "127.0.0.1:{port}"
"""

ARTICLE = """\
---
title: {title}
date: {date}
tags: [harbour]
---

The harbour is open again. Ships have been waiting outside since Tuesday.
"""


def write_publication(
    root: Path,
    articles: Mapping[str, str] | None = None,
    *,
    schedule: str = "0 * * * *",
    port: int = 8000,
) -> Path:
    """A folder with a digest.toml and these articles; returns the folder."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    text = DIGEST_TOML.format(schedule=schedule, port=port)
    (root / "digest.toml").write_text(text)
    for name, article in (articles or {}).items():
        (root / "content" / name).write_text(article)
    return root


def add_source(root: Path, name: str, url: str, **values: object) -> None:
    """One more [[sources]] in the digest.toml."""
    told = {"name": name, "url": url, **values}
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
    with (root / "digest.toml").open("a") as file:
        file.write("\n".join(["", "[[sources]]", *lines, ""]))


def an_article_text(title: str = "Harbour opens", date: str = "2026-11-10") -> str:
    """A Markdown file with front matter."""
    return ARTICLE.format(title=title, date=date)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time that the test has set."""
        return self.now


@contextmanager
def a_press(
    root: Path, clock: Clock, *, may_connect: Callable[[Address], bool] = is_public
) -> Iterator[Press]:
    """The open parts of the publication in this folder, at the clock's time."""
    with open_press(root, clock=clock, may_connect=may_connect) as press:
        yield press


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
