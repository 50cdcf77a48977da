"""`digest check` prints lines that editors understand, and an exit code for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from digest.check.feeds.rules import RULES as FEED_RULES
from digest.check.findings import Rule
from digest.check.letters.rules import RULES as LETTER_RULES
from digest.check.rules import RULES
from digest.check.themes.rules import RULES as THEME_RULES
from digest.cli.build import command as build
from digest.cli.check import command
from digest.errors import ConfigError

SETTINGS = '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'
SOUND = "The harbour is open again after nine days of storm, and ships come in.\n"
VAGUE = f"# Shut\n\n{SOUND}\nSee [here](open.md).\n"
BROKEN = f"# Gone\n\n{SOUND}\nSee [the tide](tide.md).\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one article that nothing is to be said of; we stand in it."""
    (tmp_path / "digest.toml").write_text(SETTINGS)
    (tmp_path / "content/old").mkdir(parents=True)
    (tmp_path / "content/open.md").write_text(f"# Open\n\n{SOUND}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, site: str = ".") -> Result:
    """What the command answers to these words."""
    return CliRunner().invoke(command, words, obj=Path(site), catch_exceptions=False)


def test_without_findings_all_is_well(site: Path) -> None:
    """Exit code 0, and one line that says so."""
    result = run()
    assert (result.exit_code, result.stdout) == (
        0,
        "1 article checked: nothing to mend\n",
    )


def test_a_finding_is_a_line_that_editors_jump_to(site: Path) -> None:
    """Path as seen from here, line, severity, fact, remedy and rule."""
    (site / "content/gone.md").write_text(BROKEN)
    (site / "content/old/shut.md").write_text(VAGUE.replace("open.md", "../open.md"))
    result = run()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            "content/gone.md:5: error: tide.md is not in the content folder; "
            "add the file, or mend the link [broken-link]"
        ),
        (
            "content/old/shut.md:5: warning: the link “here” does not say where it "
            "leads; link the words that name it [vague-link]"
        ),
        "3 articles checked: 1 error and 1 warning in 2 files",
    ]


def test_warnings_alone_are_no_failure_unless_asked_for(site: Path) -> None:
    """As a step of a build, --strict lets nothing pass."""
    (site / "content/shut.md").write_text(VAGUE)
    assert run().exit_code == 0
    assert run("--strict").exit_code == 1


def test_paths_choose_what_is_told(site: Path) -> None:
    """A file or a folder; the others are read all the same."""
    (site / "content/gone.md").write_text(BROKEN)
    (site / "content/old/shut.md").write_text(VAGUE.replace("open.md", "../open.md"))
    result = run("content/old")
    assert result.exit_code == 0
    assert "0 errors and 1 warning in 1 file" in result.stdout
    assert "gone.md" not in result.stdout
    assert run("content/gone.md", "content/open.md").exit_code == 1
    assert run("content").exit_code == 1
    assert run(str(site / "content/open.md")).exit_code == 0


def test_the_site_may_be_elsewhere(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then paths lead there."""
    (site / "content/shut.md").write_text(VAGUE)
    monkeypatch.chdir(site.parent)
    assert run(site=site.name).stdout.startswith(f"{site.name}/content/shut.md:5: ")


@pytest.mark.parametrize("path", ["content/none.md", "digest.toml", "content-of-mine"])
def test_a_path_that_is_no_article_is_wrong_use(site: Path, path: str) -> None:
    """With exit code 2, as a script must not take it for clean."""
    result = run(path)
    assert result.exit_code == 2
    assert path in result.stderr


def test_as_json_there_is_all_of_it(site: Path) -> None:
    """For a machine that makes comments of it."""
    (site / "content/gone.md").write_text(BROKEN)
    result = run("--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "articles": 2,
        "feeds": 0,
        "themes": 0,
        "letters": 0,
        "errors": 1,
        "warnings": 0,
        "findings": [
            {
                "path": "gone.md",
                "line": 5,
                "rule": "broken-link",
                "severity": "error",
                "fact": "tide.md is not in the content folder",
                "remedy": "add the file, or mend the link",
            }
        ],
        "feed_findings": [],
        "theme_findings": [],
        "letter_findings": [],
        "next_issues": [],
    }


def test_rules_are_silenced_in_digest_toml(site: Path) -> None:
    """By a name that is there."""
    (site / "content/gone.md").write_text(BROKEN)
    (site / "digest.toml").write_text(f'{SETTINGS}[check]\nignore = ["broken-link"]\n')
    assert run("--strict").exit_code == 0
    (site / "digest.toml").write_text(f'{SETTINGS}[check]\nignore = ["brokn-link"]\n')
    with pytest.raises(ConfigError, match="did you mean 'broken-link'"):
        run()


def test_the_rules_are_listed_with_their_reasons(tmp_path: Path) -> None:
    """Where there is no site, too."""
    result = run("--rules", site=str(tmp_path))
    assert result.exit_code == 0
    rules: list[Rule[Any]] = [*RULES, *FEED_RULES, *LETTER_RULES, *THEME_RULES]
    for rule in rules:
        assert f"{rule.name} " in result.stdout
    told = json.loads(run("--rules", "--json", site=str(tmp_path)).stdout)
    assert [each["name"] for each in told] == [rule.name for rule in rules]
    assert all(each["description"] and each["reason"] for each in told)


def test_what_an_author_writes_moves_no_cursor(site: Path) -> None:
    """Names of links and files are shown by their codes where they cannot be seen."""
    text = BROKEN.replace("tide.md", "ti%1b%5b31mde.md")
    (site / "content/gone.md").write_text(text)
    assert "\x1b" not in run().stdout


def a_published_feed(site: Path) -> Path:
    """A feed as a build of digest leaves it, but for one word."""
    assert CliRunner().invoke(build, [], obj=site).exit_code == 0
    feed = site / "feeds/feed.json"
    feed.write_text(feed.read_text().replace('"id": "tag:', '"id": "'))
    return feed


def test_published_feeds_are_checked_too(site: Path) -> None:
    """As they stand there, whoever wrote them."""
    assert CliRunner().invoke(build, [], obj=site).exit_code == 0
    assert "feeds checked: nothing to mend" in run().stdout
    a_published_feed(site)
    result = run()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(
        line.startswith("feeds/feed.json:") and line.endswith("[feed-id]")
        for line in lines
    )
    told = json.loads(run("--json").stdout)
    assert told["findings"] == []
    assert {each["path"] for each in told["feed_findings"]} == {"feed.json"}


def test_paths_choose_feeds_or_articles(site: Path) -> None:
    """Who names one folder is not told of the other."""
    a_published_feed(site)
    (site / "content/gone.md").write_text(BROKEN)
    assert "[broken-link]" not in run("feeds").stdout
    assert run("feeds/atom.xml").exit_code == 0
    assert run("feeds/feed.json").exit_code == 1
    assert "[feed-id]" not in run("content").stdout


def test_rules_for_feeds_are_silenced_in_the_same_way(site: Path) -> None:
    """Everywhere, or of some documents."""
    a_published_feed(site)
    ignored = '[check]\nignore = ["feed-id feed.json", "feed-agreement"]\n'
    (site / "digest.toml").write_text(SETTINGS + ignored)
    assert run().exit_code == 0
