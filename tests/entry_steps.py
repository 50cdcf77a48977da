"""Steps of the tests of `digest entry`: a raw article, and the command itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from digest.cli.entry import command

RAW = """\
Harbour opens again after the storm

Harbour opens again after the storm
<a href="">Ada Quay</a> / Pixabay

By Ben Mole | June 3, 2026

The harbour of Northhaven is open again after nine days of storm.

Boats were the first

Ships that had waited at sea came in on Monday, a pilot told the Courier.

1. Ada
2. Cleo

Advertisement

By evening the quay was full, and every crane along the basin turned again.
"""
#: a folder without a site: then plain settings hold
NO_SITE = Path("nowhere")


def run(*words: str | Path, site: Path = NO_SITE, given: bytes = b"") -> Result:
    """What the command answers to these words, and to this on its standard input."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(
        command,
        [str(word) for word in words],
        obj=site,
        input=given,
        catch_exceptions=False,
    )


def told(*words: str | Path, site: Path = NO_SITE) -> dict[str, Any]:
    """The one JSON object that it prints."""
    answer: dict[str, Any] = json.loads(run(*words, "--json", site=site).stdout)
    return answer


def put_raw(folder: Path, *, above: str = "") -> Path:
    """A file with the raw article, perhaps with front matter above it."""
    path = folder / "harbour.txt"
    path.write_text(above + RAW, encoding="utf-8")
    return path


def put_site(folder: Path, text: str = "") -> Path:
    """A site with this in its digest.toml."""
    (folder / "content").mkdir()
    toml = f'[site]\ntitle = "Notes"\nurl = "https://example.org"\n{text}'
    (folder / "digest.toml").write_text(toml, encoding="utf-8")
    return folder
