"""`digest subscribers form`: the form for any page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html

from digest.cli import root
from digest.errors import ConfigError
from publications import add_newsletter, write_publication


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with three newsletters, one of them for who is told of it."""
    folder = write_publication(tmp_path)
    add_newsletter(folder, "tides", title="<Tides> & more")
    add_newsletter(folder, "crew", title="Crew", listed=False)
    return folder


def printed(site: Path, *options: str) -> str:
    """What the command prints."""
    command = ["--site", str(site), "subscribers", "form", *options]
    result = CliRunner().invoke(root, command, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def form_of(text: str) -> Any:
    """The one element that is printed."""
    (form,) = lxml_html.fragments_fromstring(text)
    return form


def test_the_form_posts_to_the_site_from_anywhere(site: Path) -> None:
    """It has the fields that the site reads, and neither script nor style."""
    form = form_of(printed(site))
    assert form.get("action") == "https://notes.example.org/subscribe"
    assert form.get("method") == "post"
    names = {field.get("name") for field in form.xpath(".//input")}
    assert names == {"newsletter", "address", "website", "lang"}
    boxes = form.xpath(".//input[@type='checkbox']")
    assert [box.get("value") for box in boxes] == ["weekly", "tides"]
    assert "<Tides> & more, every hour" in form.text_content()
    assert not form.xpath(".//script | .//style | .//@style")


def test_a_form_for_one_newsletter_asks_for_nothing_but_an_address(site: Path) -> None:
    """It may be one that is not listed; in the words that are asked for."""
    form = form_of(printed(site, "--newsletter", "crew", "--lang", "de"))
    assert not form.xpath(".//input[@type='checkbox']")
    assert form.xpath(".//input[@name='newsletter']/@value") == ["crew"]
    assert form.get("lang") == "de"
    assert form.xpath(".//button")[0].text == "Abonnieren"


def test_an_unknown_newsletter_is_told(site: Path) -> None:
    """With those that there are."""
    with pytest.raises(ConfigError, match="weekly, tides, crew"):
        printed(site, "--newsletter", "nothing")


def test_a_site_that_lists_nothing_has_no_form(tmp_path: Path) -> None:
    """The remedy names the option."""
    folder = write_publication(tmp_path)
    text = (folder / "digest.toml").read_text()
    hidden = text.replace(
        "[newsletters.weekly]", "[newsletters.weekly]\nlisted = false"
    )
    (folder / "digest.toml").write_text(hidden)
    with pytest.raises(ConfigError, match="--newsletter"):
        printed(folder)
