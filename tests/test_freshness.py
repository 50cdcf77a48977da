"""Whether a build would change nothing: at once where so, and never wrongly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from digest import pipeline
from digest.cli import root as digest
from digest.clock import read_nanoseconds
from digest.freshness import RECORD, Answer, find_answer
from publications import an_article_text, write_publication

#: what no build needs that has nothing to do
LIBRARIES = (
    *("click", "jinja2", "lxml", "sqlalchemy", "feedgen", "msgspec", "yaml", "comrak"),
    *("nh3", "PIL", "numpy", "rich", "sqlite3", "pysqlite3", "tomllib"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication that has been built, and has rested since."""
    site = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    write("content/sub/pier.md", an_article_text("Pier"))(site)
    (site / "templates/site").mkdir(parents=True)
    (site / "templates/site/mine.css").write_text("p {}")
    settle(site)
    build(site)
    return site


def settle(site: Path) -> None:
    """Wait until no file could change once more and keep its time."""
    newest = max(path.stat().st_ctime_ns for path in site.rglob("*"))
    while read_nanoseconds() < newest + 60_000_000:
        time.sleep(0.01)


def build(site: Path, *words: str) -> str:
    """What a build that looks at everything says."""
    done = CliRunner().invoke(digest, ["--site", str(site), "build", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stdout


def answer(site: Path, *, after: timedelta = timedelta()) -> Answer | None:
    """What is said at once, this long after now."""
    now = read_nanoseconds() + int(after.total_seconds()) * 1_000_000_000
    return find_answer(str(site), os.environ, now=now)


def test_where_nothing_changed_the_answer_is_that_of_a_build(site: Path) -> None:
    """Word by word, and with the exit code."""
    told = answer(site)
    assert told is not None
    assert told == Answer(told=build(site), problems="", status=0)
    assert told.told.startswith("2 entries public; 0 files written, 0 removed, ")


def edit_with_the_same_time_and_size(site: Path) -> None:
    """As a tool may that keeps times: the system's own time tells."""
    path = site / "content/harbour.md"
    before = path.stat()
    text = path.read_text()
    path.write_text(text.replace("open", "shut"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def replace_the_database(site: Path) -> None:
    """With an older copy of itself."""
    path = site / ".digest/digest.sqlite"
    shutil.copy2(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def write(name: str, text: str) -> Callable[[Path], object]:
    """A file of this text, in the place of another or new."""

    def change(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)

    return change


def remove(name: str) -> Callable[[Path], object]:
    """One file less."""
    return lambda site: (site / name).unlink()


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article is edited": write("content/harbour.md", "# Other\n\nWords.\n"),
    "an article keeps size and time": edit_with_the_same_time_and_size,
    "an article comes": write("content/new/one.md", "# New\n\nWords.\n"),
    "an article goes": remove("content/sub/pier.md"),
    "an article moves": lambda site: (site / "content/harbour.md").rename(
        site / "content/moved.md"
    ),
    "an article may be read by fewer": lambda site: (site / "content/harbour.md").chmod(
        0o600
    ),
    "a picture comes": write("content/pier.png", "no picture"),
    "an editor's note comes": write("content/issues/weekly/next.md", "Dear readers."),
    "the folder of articles goes": lambda site: (site / "content").rename(
        site / "elsewhere"
    ),
    "a template comes": write("templates/site/entry.html", "{{ entry.title }}"),
    "a template is edited": write("templates/site/mine.css", "b {}"),
    "a template goes": remove("templates/site/mine.css"),
    "a page is deleted": remove("feeds/index.html"),
    "a page is edited": write("feeds/index.html", "mine"),
    "a feed is touched": lambda site: os.utime(site / "feeds/atom.xml", (1, 1)),
    "a page of an article is deleted": remove("feeds/articles/pier/index.html"),
    "the tree is deleted": lambda site: shutil.rmtree(site / "feeds"),
    "the settings are edited": lambda site: (site / "digest.toml").write_text(
        (site / "digest.toml").read_text() + "\n[web]\nmax_age = 1\n"
    ),
    "the settings go": remove("digest.toml"),
    "the database is replaced": replace_the_database,
    "the database goes": remove(".digest/digest.sqlite"),
    "the state is deleted": lambda site: shutil.rmtree(site / ".digest"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_fresh_any_more_once(site: Path, name: str) -> None:
    """Whatever a document may depend on, and every document."""
    assert answer(site)
    CHANGES[name](site)
    assert answer(site) is None


@pytest.mark.parametrize("name", ["DIGEST_SECRET_KEY", "DIGEST_SMTP_PASSWORD"])
def test_the_environment_counts(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What digest reads of it."""
    monkeypatch.setenv(name, "x" * 40)
    assert answer(site) is None


def test_another_digest_builds(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its version, its files or its libraries."""
    monkeypatch.setattr("digest.freshness.edition", lambda: "another")
    assert answer(site) is None


def test_an_article_of_tomorrow_is_not_forgotten(site: Path) -> None:
    """The clock alone makes it public."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    text = an_article_text("Tomorrow", tomorrow.isoformat())
    (site / "content/tomorrow.md").write_text(text)
    settle(site)
    build(site)
    assert answer(site)
    assert answer(site, after=timedelta(hours=23))
    assert answer(site, after=timedelta(hours=25)) is None


def test_a_clock_that_was_set_back_is_not_trusted(site: Path) -> None:
    """What was public by the wrong clock may have to go."""
    assert answer(site) is not None
    assert answer(site, after=timedelta(days=-1)) is None


def test_templates_in_a_folder_that_a_link_leads_to_count(site: Path) -> None:
    """They may be shared by several sites; a link in a circle does no harm."""
    folder = (site / "templates/site").rename(site.parent / "shared")
    (site / "templates/site").symlink_to(folder)
    (folder / "again").symlink_to(site / "templates")
    settle(site)
    build(site)
    assert answer(site) is not None
    (folder / "mine.css").write_text("p { color: red }")
    assert answer(site) is None


def test_a_file_that_was_just_written_is_not_trusted(site: Path) -> None:
    """It could be written to once more within one tick of the clock, and look so."""
    (site / "content/new.md").write_text("# New\n\nWords.\n")
    future = time.time() + 60
    path = site / "content/new.md"
    os.utime(path, (future, future))
    build(site)
    record = site.joinpath(".digest", *RECORD)
    changed = path.stat().st_ctime_ns
    assert not record.exists() or read_nanoseconds() > changed


def test_what_changes_during_a_build_is_found(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is of what was looked at before anything was read."""
    real = pipeline.build

    def edit_and_build(*given: Any, **named: Any) -> pipeline.Publication:
        done = real(*given, **named)
        (site / "content/harbour.md").write_text("# Later\n\nWords.\n")
        return done

    write("content/sub/pier.md", "# Pier\n\nWords.\n")(site)
    settle(site)
    monkeypatch.setattr("digest.cli.build.build", edit_and_build)
    build(site)
    assert answer(site) is None


def test_problems_are_told_again(site: Path) -> None:
    """With the exit code of a build that left something out."""
    (site / "content/bad.md").write_text("---\ntitle: [\n---\n\n")
    settle(site)
    build(site)
    told = answer(site)
    assert told is not None
    assert told.status == 1
    assert told.problems.startswith("problem: bad.md")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[:100],
        lambda data: b"fresh 0" + data[7:],
        lambda data: data + b"\0more",
        lambda data: data.replace(b"0 files", b"9 files"),
        lambda _: os.urandom(500),
    ],
)
def test_a_record_that_is_not_whole_is_no_record(
    site: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Truncated, of another version, or written by somebody else."""
    record = site.joinpath(".digest", *RECORD)
    record.write_bytes(damage(record.read_bytes()))
    assert answer(site) is None
    build(site)
    assert answer(site)


def test_a_state_folder_elsewhere_is_found(tmp_path: Path) -> None:
    """By the settings, read without their library."""
    site = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    toml = site / "digest.toml"
    toml.write_text(toml.read_text() + '\n[store]\nstate = "var/memory"\n')
    settle(site)
    build(site)
    assert (site / "var/memory").is_dir()
    assert answer(site)


def test_a_build_that_has_nothing_to_do_imports_nothing(site: Path) -> None:
    """No template, XML, HTML or database library; not even the command line's."""
    code = (
        "import sys; sys.argv = ['digest', '--site', sys.argv[1], 'build']\n"
        "from digest.__main__ import main\n"
        "try: main()\n"
        "finally: print(sorted({n.partition('.')[0] for n in sys.modules}))\n"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", code, str(site)],
        capture_output=True,
        text=True,
        check=True,
    )
    first, modules = done.stdout.splitlines()
    assert first.startswith("2 entries public; 0 files written")
    assert [name for name in LIBRARIES if f"'{name}'" in modules] == []


@pytest.mark.parametrize(
    "words",
    [
        *(["build"], ["--site", "{}", "build"], ["--site={}", "build"]),
        *(["build", "--explain"], ["build", "--json"], ["build", "--force"]),
    ],
)
def test_every_way_to_call_it_says_the_same(site: Path, words: list[str]) -> None:
    """At once or not; in the folder of the site or from afar."""
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-m", "digest", *(word.format(site) for word in words)],
        cwd=site,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "entries" in done.stdout
    assert done.stderr == ""
