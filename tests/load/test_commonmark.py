"""Markdown means what the CommonMark specification says it does.

The examples of the specification are not ours to copy: `make commonmark` brings them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from digest.load import markdown
from digest.load.markdown import render

SPECIFICATION = Path(sys.prefix, "commonmark.json")
EXAMPLES = 652
#: links as typed, which CommonMark has not: these examples say that they are none
AS_TYPED = {
    "<https://foo.bar/baz bim>\n",
    "< https://foo.bar >\n",
    "https://example.com\n",
    "foo@bar.example.com\n",
}


@pytest.fixture
def examples() -> list[dict[str, Any]]:
    """What the specification shows: Markdown, and the HTML that it means."""
    if not SPECIFICATION.exists():
        pytest.skip("the specification's examples are not here; run `make commonmark`")
    found: list[dict[str, Any]] = json.loads(SPECIFICATION.read_bytes())
    assert len(found) == EXAMPLES
    return found


def test_every_example_means_what_the_specification_says(
    examples: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what we understand beyond it."""
    monkeypatch.setattr(markdown, "EXTENSIONS", ())
    wrong = [
        each["example"]
        for each in examples
        if render(each["markdown"], has_places=False) != each["html"]
    ]
    assert wrong == []


def test_what_we_understand_beyond_it_changes_links_as_typed_alone(
    examples: list[dict[str, Any]],
) -> None:
    """Tables, footnotes and boxes to tick take nothing from anybody."""
    others = {
        each["markdown"]
        for each in examples
        if render(each["markdown"], has_places=False) != each["html"]
    }
    assert others == AS_TYPED
