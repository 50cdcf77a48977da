"""`digest mirrors`: the list, and a push by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import root as digest
from digest.pipeline.mirrors_first import waiting_for_mirrors
from digest.schedule import jobs
from digest.store.protocols import NewSubscriber
from other_sides import needs_rsync
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    tree_of,
    write_publication,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a mirror on another disk."""
    root = write_publication(tmp_path / "site", {"pier.md": an_article_text()})
    add_mirror(root, "disk", tmp_path / "www")
    return root


def add_mirror(root: Path, name: str, www: Path) -> None:
    """One more in digest.toml."""
    with (root / "digest.toml").open("a") as file:
        file.write(f'\n[[mirrors]]\nname = "{name}"\nurl = "rsync:{www}"\n')


def call(site: Path, *words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(digest, ["--site", str(site), *words])


def build(site: Path) -> None:
    """The published tree."""
    with a_press(site, Clock(NINE)) as press:
        jobs.rebuild(press)


def test_a_site_without_mirrors_is_told_how_to_have_one(tmp_path: Path) -> None:
    """By the list and by a push."""
    root = write_publication(tmp_path)
    told = "There is no mirror; add [[mirrors]] to digest.toml for one.\n"
    assert call(root, "mirrors").output == told
    assert call(root, "mirrors", "push").output == told
    assert json.loads(call(root, "mirrors", "--json").output) == []


@needs_rsync
def test_a_push_brings_mirrors_up_to_date(site: Path, tmp_path: Path) -> None:
    """And says how much it did."""
    build(site)
    done = call(site, "mirrors", "push")
    files = tree_of(tmp_path / "www")
    assert done.exit_code == 0
    assert done.output == (
        f"mirror disk: {len(files)} files written, 0 removed, 0 unchanged\n"
    )
    again = call(site, "mirrors", "push", "disk").output
    assert again == f"mirror disk: 0 files written, 0 removed, {len(files)} unchanged\n"
    listed = call(site, "mirrors").output
    assert "disk" in listed
    assert str(len(files)) in listed
    (told,) = json.loads(call(site, "mirrors", "--json").output)
    assert told["files"] == len(files)
    assert told["pushed"]
    assert told["fault"] == ""


@needs_rsync
def test_a_push_puts_right_what_was_changed_there(site: Path, tmp_path: Path) -> None:
    """It asks the mirror, whatever it remembers."""
    build(site)
    call(site, "mirrors", "push")
    (tmp_path / "www" / "index.html").write_text("defaced")
    assert "1 file written" in call(site, "mirrors", "push").output


@needs_rsync
def test_one_mirror_that_fails_does_not_keep_the_others(
    site: Path, tmp_path: Path
) -> None:
    """It is told, also by the list, and the exit code is 1."""
    build(site)
    (tmp_path / "file").write_text("no folder")
    add_mirror(site, "broken", tmp_path / "file" / "www")
    done = call(site, "mirrors", "push")
    assert done.exit_code == 1
    assert "digest: mirror broken: rsync ended with" in done.output
    assert "mirror disk: " in done.output
    listed = call(site, "mirrors").output
    assert "broken: since " in listed
    assert "never yet" in listed


def test_a_mirror_that_is_not_there_is_told_with_those_that_are(site: Path) -> None:
    """A name that was mistyped."""
    done = call(site, "mirrors", "push", "dsik")
    assert str(done.exception) == ("dsik: there is no such mirror; use one of: disk")


@needs_rsync
def test_letters_may_go_after_a_push(site: Path) -> None:
    """For those who publish by a timer of their own."""
    clock = Clock(NINE)
    with a_press(site, clock) as press:
        rows = [NewSubscriber(address="ann@example.net")]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NINE)
        jobs.publish(press)
        clock.now += HOUR
        jobs.publish(press)
        assert len(waiting_for_mirrors(press.store)) == 1
    done = call(site, "mirrors", "push")
    told = "the letters of issue 1 of weekly may go: its page stands everywhere\n"
    assert done.output.endswith(told)
    with a_press(site, clock) as press:
        assert waiting_for_mirrors(press.store) == ()
