"""Whole publications in a folder, for tests that walk the line from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.fetch.public import Address, is_public
from digest.render.theme import packaged_templates
from digest.wiring import Press, open_press

#: when tests of a publication begin, and how long it is to the next issue
NINE = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)

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


def set_newsletter(root: Path, **values: object) -> None:
    """More keys of the newsletter in the digest.toml."""
    path = root / "digest.toml"
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    head = "[newsletters.weekly]"
    text = path.read_text().replace(head, "\n".join([head, *lines]), 1)
    path.write_text(text)


def add_newsletter(root: Path, name: str, **values: object) -> None:
    """One more newsletter, with an issue each hour."""
    sender = "North Shore Notes <notes@notes.example.org>"
    told = {"schedule": "0 * * * *", "from": sender, **values}
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
    with (root / "digest.toml").open("a") as file:
        file.write("\n".join(["", f"[newsletters.{name}]", *lines, ""]))


def write_note(root: Path, text: str, name: str = "weekly/next.md") -> Path:
    """What the editor says in an issue; the file."""
    path = root / "content" / "issues" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def spoil_theme(root: Path, theme: str = "digest") -> Path:
    """Give the theme a picture without words, which no letter may have; the file."""
    path = root / "templates" / "newsletter" / theme / "letter.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    block = "{% block foot %}"
    packaged = packaged_templates() / "newsletter" / theme / "letter.html"
    picture = '<img src="https://notes.example.org/a.png" width="9">'
    path.write_text(packaged.read_text().replace(block, f"{block}{picture}", 1))
    return path


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
