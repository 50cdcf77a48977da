"""`digest theme` lists the looks of letters, copies one, and tells what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import root
from digest.errors import ConfigError, ThemeError

BROKEN = "\n.a > .b { color: rgba(0, 0, 0, 0.5) }\n"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one newsletter; we stand in it."""
    (tmp_path / "digest.toml").write_text(
        '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'
        '[newsletters.weekly]\ntitle = "Weekly"\nschedule = "0 7 * * MON"\n'
        'zone = "UTC"\nfrom = "Notes <notes@notes.example.org>"\n'
    )
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """What digest answers to these words."""
    return CliRunner().invoke(root, words, catch_exceptions=False)


def test_the_list_tells_what_each_theme_is_for_and_whose(site: Path) -> None:
    """And which newsletters have it; for machines, too."""
    told = run("theme", "list").output
    assert "digest" in told
    assert "weekly" in told
    listed = json.loads(run("theme", "list", "--json").output)
    assert [theme["name"] for theme in listed] == ["digest", "essay", "plain"]
    assert {theme["from"] for theme in listed} == {"digest"}
    assert listed[0]["newsletters"] == ["weekly"]
    assert all(theme["description"] for theme in listed)


def test_a_copy_is_the_owners_and_the_next_steps_are_told(site: Path) -> None:
    """It is whole, and right as it is."""
    told = run("theme", "copy", "digest", "mine").output
    assert 'theme = "mine" in [newsletters.weekly]' in told
    assert "digest theme check mine" in told
    folder = site / "templates/newsletter/mine"
    names = {path.name for path in folder.iterdir()}
    assert names >= {"frame.html", "letter.html", "style.css", "late.css", "theme.toml"}
    assert folder.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]
    whose = {each["name"]: each["from"] for each in _listed()}
    assert whose["mine"] == "yours"


def test_a_copy_of_a_theme_that_is_partly_the_owners_is_whole(site: Path) -> None:
    """The owner's file goes before ours, as it does in letters."""
    own = site / "templates/newsletter/digest"
    own.mkdir(parents=True)
    (own / "style.css").write_text(".mine { color: #000000 }")
    run("theme", "copy", "digest", "mine")
    copied = site / "templates/newsletter/mine"
    assert "mine" in (copied / "style.css").read_text()
    assert (copied / "letter.html").exists()


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("essay", "is there already"),
        *((name, "is no name") for name in ("../x", "A", "", "a/b", "a" * 41, "-a")),
    ],
)
def test_nothing_is_overwritten_and_bad_names_are_refused(
    site: Path, name: str, fact: str
) -> None:
    """And nothing is left behind."""
    with pytest.raises(ThemeError, match=fact):
        run("theme", "copy", "digest", "--", name)
    assert not (site / "templates").exists()


def test_a_theme_is_copied_only_once(site: Path) -> None:
    """What the owner changed stays."""
    run("theme", "copy", "digest", "mine")
    sheet = site / "templates/newsletter/mine/style.css"
    sheet.write_text("changed")
    with pytest.raises(ThemeError, match="is there already; choose another name"):
        run("theme", "copy", "plain", "mine")
    assert sheet.read_text() == "changed"


def test_a_folder_that_cannot_be_written_is_told(site: Path) -> None:
    """With its place, and nothing half made."""
    (site / "templates").write_text("no folder")
    with pytest.raises(ThemeError, match=r"^templates/newsletter/mine: cannot be"):
        run("theme", "copy", "digest", "mine")


def test_an_unknown_theme_is_told_with_one_that_is_near(site: Path) -> None:
    """A slip of the pen."""
    with pytest.raises(ConfigError, match=r"'dgest'.*did you mean digest\?"):
        run("theme", "check", "dgest")
    with pytest.raises(ConfigError, match="shows all"):
        run("theme", "copy", "zzz", "mine")


def test_the_themes_of_newsletters_are_checked(site: Path) -> None:
    """All of their files, and a letter made with each."""
    told = run("theme", "check")
    assert told.exit_code == 0
    assert told.output == "1 theme checked: nothing to mend\n"


def test_what_is_wrong_is_told_with_file_and_line(site: Path) -> None:
    """As editors read it; the exit code is for machines."""
    run("theme", "copy", "digest", "mine")
    sheet = Path("templates/newsletter/mine/style.css")
    lines = len(sheet.read_text().splitlines())
    with sheet.open("a") as file:
        file.write(BROKEN)
    told = run("theme", "check", "mine", "digest")
    assert told.exit_code == 1
    assert f"{sheet}:{lines + 2}: error: " in told.output
    assert "[theme-selector]" in told.output
    assert "2 themes checked: 2 errors and 0 warnings" in told.output
    as_json = json.loads(run("theme", "check", "mine", "--json").output)
    assert as_json["errors"] == 2
    assert {each["path"] for each in as_json["findings"]} == {str(sheet)}


def test_warnings_count_only_where_they_are_asked_to(site: Path) -> None:
    """With --strict."""
    run("theme", "copy", "digest", "mine")
    (site / "templates/newsletter/mine/letter.txt").unlink()
    assert run("theme", "check", "mine").exit_code == 0
    assert run("theme", "check", "mine", "--strict").exit_code == 1


def test_digest_check_looks_at_the_owners_themes(site: Path) -> None:
    """All of them, one, or one file; ours are in order."""
    assert json.loads(run("check", "--json").output)["themes"] == 0
    run("theme", "copy", "digest", "mine")
    run("theme", "copy", "plain", "other")
    with Path("templates/newsletter/mine/style.css").open("a") as file:
        file.write(BROKEN)
    told = json.loads(run("check", "--json").output)
    assert (told["themes"], len(told["theme_findings"])) == (2, 2)
    for path, count in (("mine", 2), ("mine/style.css", 2), ("mine/late.css", 0)):
        found = json.loads(
            run("check", f"templates/newsletter/{path}", "--json").output
        )
        assert (found["themes"], len(found["theme_findings"])) == (1, count)
    assert "theme-selector" in run("check", "templates/newsletter").output
    assert "theme-selector" in run("check", "--rules").output


def _listed() -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(run("theme", "list", "--json").output)
    return listed
