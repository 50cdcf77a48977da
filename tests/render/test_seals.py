"""The seal of an archive, by which it stays as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from builders import a_feed
from digest import paths
from digest.render.feeds import render_atom, render_rss
from digest.render.jsonfeed import render_json
from digest.render.seals import is_sealed, seal

WRITTEN = {
    paths.ATOM: render_atom(a_feed()).data,
    paths.RSS: render_rss(a_feed()).data,
    paths.JSON: render_json(a_feed()).data,
}
EACH = pytest.mark.parametrize("name", list(WRITTEN))


@EACH
def test_a_sealed_document_is_known_again(name: str) -> None:
    """By what it hangs on; one without a seal is not."""
    sealed = seal(WRITTEN[name], "needs", name)
    assert is_sealed(sealed, "needs", name)
    assert not is_sealed(sealed, "other needs", name)
    assert not is_sealed(WRITTEN[name], "needs", name)
    assert not is_sealed(b"", "needs", name)


@EACH
def test_a_document_that_was_touched_is_not(name: str) -> None:
    """Whatever it says of itself."""
    sealed = seal(WRITTEN[name], "needs", name)
    assert not is_sealed(sealed.replace(b"Harbour", b"Harbor"), "needs", name)
    assert not is_sealed(sealed[: len(sealed) // 2], "needs", name)


def test_a_seal_leaves_the_document_what_it_is() -> None:
    """Well-formed, and with the version of JSON Feed first (R29)."""
    for name in (paths.ATOM, paths.RSS):
        etree.fromstring(seal(WRITTEN[name], "needs", name))
    sealed = seal(WRITTEN[paths.JSON], "needs", paths.JSON)
    told = json.loads(sealed)
    assert list(told)[:2] == ["version", "_digest"]
    schema = Path(__file__).with_name("jsonfeed-1.1.schema.json").read_text("utf-8")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(told)
    assert told["items"] == json.loads(WRITTEN[paths.JSON])["items"]
