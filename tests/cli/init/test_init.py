"""`digest init`: a publication that runs, and a digest.toml that tells all there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.addresses import parse_mailbox
from digest.cli import root as digest
from digest.cli.init.first_files import SETTINGS, settings_text
from digest.config import (
    BouncesSection,
    CheckSection,
    Config,
    ContentSection,
    DkimSection,
    FeedsSection,
    MailSection,
    PicturesSection,
    RelaySection,
    ScheduleSection,
    SendingSection,
    Source,
    StoreSection,
    SubscribingSection,
    WebSection,
    load_config,
)
from digest.design import Design
from digest.errors import ConfigError
from digest.issues import Newsletter
from digest.model import Site

SECTIONS = {
    "site": Site,
    "content": ContentSection,
    "feeds": FeedsSection,
    "pictures": PicturesSection,
    "check": CheckSection,
    "newsletters.weekly": Newsletter,
    "newsletters.weekly.design": Design,
    "mail": MailSection,
    "sending": SendingSection,
    "dkim": DkimSection,
    "bounces": BouncesSection,
    "subscribing": SubscribingSection,
    "store": StoreSection,
    "schedule": ScheduleSection,
    "web": WebSection,
}
#: a key with its value, also one that shows a default
SETTING = re.compile(r"(?:# )?([a-z0-9_]+) = .+")


def init(*words: str) -> Result:
    """What `digest init WORDS` answers."""
    return CliRunner().invoke(digest, ["init", *words], catch_exceptions=False)


def written(text: str) -> Config:
    """The settings that this digest.toml makes."""
    with TemporaryDirectory() as folder:
        Path(folder, "digest.toml").write_text(text, encoding="utf-8")
        return load_config(Path(folder), environ={})


def keys() -> Iterator[tuple[str, str]]:
    """Section and key of each setting in the text."""
    section = ""
    for line in SETTINGS.splitlines():
        if header := re.fullmatch(r"\[(.+)\]", line):
            section = header[1]
        elif setting := SETTING.fullmatch(line):
            yield section, setting[1]


def test_it_makes_a_publication_that_runs(tmp_path: Path) -> None:
    """Its digest.toml is right as it is, and its first article is a draft."""
    site = tmp_path / "north-shore"
    told = init(str(site)).output
    assert "Made the publication “North Shore”" in told
    assert f"cd {shlex.quote(str(site))} && digest run" in told
    assert load_config(site).site.title == "North Shore"
    build = CliRunner().invoke(digest, ["--site", str(site), "build"])
    assert (build.exit_code, build.output.partition(";")[0]) == (0, "0 entries public")


@pytest.mark.parametrize(
    "title", ["Tea, Toast & Co.", "A [b] site", 'The "Quay" \\ Notes', "Käse: {0}"]
)
def test_it_takes_any_title(tmp_path: Path, title: str) -> None:
    """The next command reads the title as it was written."""
    init(str(tmp_path / "a"), "--title", title)
    config = load_config(tmp_path / "a")
    assert config.site.title == title
    (weekly,) = config.newsletters
    assert parse_mailbox(weekly.sender).name == title


def test_a_title_that_looks_like_an_encoded_word_is_no_name_in_from() -> None:
    """It could hide a line break, and mail programs would show other words."""
    config = written(settings_text("=?utf-8?b?Cg==?="))
    assert config.site.title == "=?utf-8?b?Cg==?="
    assert config.newsletters[0].sender == "notes@notes.example.org"


@given(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(
        lambda title: title.isprintable() and title.strip()
    )
)
@settings(max_examples=100, deadline=None)
def test_every_title_that_can_be_shown_survives(title: str) -> None:
    """Whatever signs are in it."""
    assert written(settings_text(title)).site.title == title


@pytest.mark.parametrize("title", ["two\nlines", "\x1b[31mred", " "])
def test_a_title_that_cannot_be_shown_is_refused(tmp_path: Path, title: str) -> None:
    """Before anything is written."""
    with pytest.raises(ConfigError, match="--title"):
        init(str(tmp_path / "a"), "--title", title)
    assert list(tmp_path.iterdir()) == []


def test_every_setting_stands_in_it() -> None:
    """What can be set is found in the file, and nowhere else."""
    words = {"sender": "from"}
    # a newsletter's name is its section's; TOML has no word for a start that is not
    unwritten = {
        ("newsletters.weekly", word) for word in ("name", "start", "once", "design")
    }
    wanted = {
        (section, words.get(field.name, field.name))
        for section, kind in SECTIONS.items()
        for field in fields(kind)
    }
    assert set(keys()) == wanted - unwritten
    assert "#   start = " in SETTINGS


def test_a_source_is_shown_with_every_setting() -> None:
    """Without its number signs the section is right as it is."""
    before, begin, rest = settings_text("Quay").partition("#   [[sources]]\n")
    section, feeds, after = rest.partition("\n[feeds]")
    bare = re.sub(r"^# {1,3}", "", begin + section, flags=re.MULTILINE)
    (source,) = written(before + bare + feeds + after).sources
    shown = re.findall(r"^([a-z]+) = ", bare, re.MULTILINE)
    assert shown == [field.name for field in fields(Source)]
    assert source == Source(name="harbour-office", url=source.url)


def test_a_relay_is_shown_with_every_setting() -> None:
    """Without its number signs the section is right as it is."""
    before, begin, rest = settings_text("Quay").partition("#   [[relays]]\n")
    section, sending, after = rest.partition("\n[sending]")
    bare = re.sub(r"^# {1,3}", "", begin + section, flags=re.MULTILINE)
    bare = bare.replace("USER@HOST", "notes@relay.example.org")
    (relay,) = written(before + bare + sending + after).relays
    shown = re.findall(r"^([a-z_]+) = ", bare, re.MULTILINE)
    assert shown == [field.name for field in fields(RelaySection)]
    assert (relay.name, relay.user, relay.connections) == ("main", "notes", 8)


def test_what_is_shown_as_a_default_is_the_default() -> None:
    """Taking every # away changes nothing."""
    text = settings_text("North Shore")
    bare = re.sub(r"^# (?=[a-z0-9_]+ = )", "", text, flags=re.MULTILINE)
    assert bare.count("\n# ") < text.count("\n# ")
    before, after = written(text), written(bare)
    for field in fields(Config):
        if field.name != "root" and not field.name.endswith("_password"):
            assert getattr(after, field.name) == getattr(before, field.name)


def test_every_setting_is_explained() -> None:
    """A line of words stands above each, but for the title."""
    lines = settings_text("North Shore").splitlines()
    bare = [
        line
        for above, line in pairwise(lines)
        if SETTING.fullmatch(line) and not above.startswith("#   ")
    ]
    assert [line.partition(" ")[0] for line in bare] == ["title", "title"]


def test_it_changes_nothing_that_is_there(tmp_path: Path) -> None:
    """A second init is refused, and files of others stay."""
    (tmp_path / ".gitignore").write_text("own\n")
    init(str(tmp_path), "--title", "First")
    with pytest.raises(ConfigError, match="is there already"):
        init(str(tmp_path), "--title", "Second")
    assert load_config(tmp_path).site.title == "First"
    assert (tmp_path / ".gitignore").read_text() == "own\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Place, fact, remedy."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"cannot be written.*choose another folder"):
        init(str(tmp_path / "file" / "site"))
