"""`digest import` tells what became of each, and one failure stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from builders import NOW
from digest.cli import root as digest
from digest.config import load_config
from digest.fetch.fetcher import Fetcher
from digest.imports.arrival import arrived_from_web
from digest.imports.importer import Importer
from digest.imports.results import Brought
from digest.imports.shelf import ContentShelf
from digest.imports.wishes import Wishes
from publications import write_publication
from serving import serving

PROSE = (
    "The nets came back heavier than anybody along the coast could remember, and the "
    "boats had to wait outside until the quay was free again on Monday morning."
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication without articles; we stand in it."""
    monkeypatch.chdir(write_publication(tmp_path))
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    """What the command answers to these words."""
    return CliRunner().invoke(digest, ["import", *words], input=stdin)


def test_an_import_is_told_with_what_was_left_out(site: Path) -> None:
    """Path, title, the reasons, and how to see more."""
    text = f"Heavy nets\n\n{PROSE}\n\n{PROSE.upper()}\n\nSubscribe to our newsletter\n"
    (site / "a.txt").write_text(text)
    result = run("a.txt")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first == "content/heavy-nets.md: Heavy nets"
    assert second.startswith("  left out: 1 ")
    assert "digest entry content/.originals/heavy-nets.txt --explain" in second


def test_one_failure_stops_no_other(site: Path) -> None:
    """Each is told, and the exit code says that there was one."""
    (site / "a.md").write_text(f"# Nets\n\n{PROSE}\n")
    (site / "b.pdf").write_bytes(b"%PDF-1.7")
    (site / "folder").mkdir()
    result = run("gone.txt", "b.pdf", "folder", "a.md", "http://127.0.0.1/", "a\0b")
    assert result.exit_code == 1
    assert result.stdout == "content/nets.md: Nets\n"
    told = result.stderr.splitlines()
    assert len(told) == 5
    assert all(line.startswith("not imported: ") for line in told)
    assert "a web address begins with https://" in told[0]
    assert "is a PDF" in told[1]
    assert "is a folder; name the files in it, such as folder/*" in told[2]
    assert "not on the public web" in told[3]


def test_a_fault_of_ours_stops_no_other(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked to be reported."""

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(Importer, "bring", fail)
    (site / "a.md").write_text("words")
    result = run("a.md", "a.md")
    assert result.exit_code == 1
    assert result.stderr.count("please report it") == 2


def test_a_dry_run_shows_the_file(site: Path) -> None:
    """And each cut, and writes nothing."""
    (site / "a.txt").write_text(f"Heavy nets\n\n{PROSE}\n\n{PROSE.upper()}\n")
    result = run("a.txt", "--dry-run", "--tag", "sea", "--draft", "--into", "./news/")
    assert result.stdout.startswith("content/news/heavy-nets.md would be:\n\n---\n")
    assert "tags: [sea]\ndraft: true\n" in result.stdout
    assert "left out (title): Heavy nets\n" in result.stdout
    assert [*(site / "content").iterdir()] == []


def test_standard_input_is_a_file_without_a_name(site: Path) -> None:
    """`-` names it."""
    result = run("-", "--no-original", stdin=f"---\ntitle: Nets\n---\n\n{PROSE}\n")
    assert (result.exit_code, result.stdout) == (0, "content/nets.md: Nets\n")
    assert not (site / "content/.originals").exists()


def test_a_list_of_feeds_is_shown_to_be_pasted(site: Path) -> None:
    """digest.toml is its owner's, and stays as it is."""
    before = (site / "digest.toml").read_text()
    (site / "a.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" text="Bay" '
        'xmlUrl="https://bay.example.org/rss"/></body></opml>'
    )
    result = run("a.opml")
    assert result.stdout.startswith('[[sources]]\nname = "bay"\n')
    assert "paste those that you want" in result.stderr
    assert (site / "digest.toml").read_text() == before


@pytest.mark.parametrize("folder", ["../x", "/tmp", ".hidden", "a/../../x", "a\nb"])  # noqa: S108  it is refused
def test_a_folder_elsewhere_is_refused(site: Path, folder: str) -> None:
    """Articles stand in the content folder."""
    result = run("a.md", "--into", folder)
    assert result.exit_code == 2
    assert "no folder in the content folder" in result.stderr


PAGE = f"""<html><head><title>Nets</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Nets</h1><p>{PROSE}</p><p>{PROSE.upper()}</p></article></body></html>"""


def test_a_page_of_the_web_is_fetched_and_known_again(site: Path) -> None:
    """Over a real connection; its address is the one after redirects."""
    app = Starlette(
        routes=[
            Route("/old", lambda _: RedirectResponse("/nets")),
            Route("/nets", lambda _: HTMLResponse(PAGE)),
        ]
    )
    with serving(app) as client, Fetcher(may_connect=lambda _: True) as fetcher:
        base = f"http://127.0.0.1:{client.port}"
        config = load_config(site, {})
        shelf = ContentShelf(config.content_folder, lambda url: fetcher.fetch(url).data)
        importer = Importer(config, Wishes(), shelf)
        fetched = fetcher.fetch(f"{base}/old")
        arrival = arrived_from_web(f"{base}/old", fetched, NOW)
        (outcome,) = importer.bring(arrival)
    assert isinstance(outcome, Brought)
    assert f"canonical_url: {base}/nets" in outcome.text
    result = run(f"{base}/nets")
    assert result.exit_code == 0
    assert "is here already: content/nets.md; --again brings it anew" in result.stdout


def test_the_command_is_listed(site: Path) -> None:
    """Though its name is a word of Python's."""
    assert "  import " in CliRunner().invoke(digest, ["--help"]).stdout
    assert "URL|FILE..." in run("--help").stdout
