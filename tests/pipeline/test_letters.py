"""The page of an issue shows its letter, from the run that makes it public on."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import a_letter
from digest.deliveries import Letter
from digest.pipeline import build
from digest.pipeline.letters import IssueLetters
from digest.publish import Effort
from digest.schedule.jobs import publish, rebuild
from digest.wiring import Press
from publications import HOUR, Clock, a_press, an_article_text


def page(site: Path, number: int = 1) -> str:
    """The page of an issue as it stands in the tree."""
    path = site / f"feeds/issues/weekly/{number}/index.html"
    return path.read_text(encoding="utf-8")


def publish_next(site: Path, press: Press, clock: Clock, title: str) -> None:
    """One more article, and the issue that brings it."""
    # the first run of all only learns from when on slots count
    publish(press)
    name = f"{title.lower().replace(' ', '-')}.md"
    (site / "content" / name).write_text(an_article_text(title))
    clock.now += HOUR
    assert publish(press) is not None


def refuse(newsletter: str, number: int) -> Letter:
    """A reader of a store that has no letter."""
    raise AssertionError(f"asked for {number} of {newsletter}")


def test_a_fresh_letter_is_asked_of_nobody() -> None:
    """The store has it only after the tree."""
    letters = IssueLetters(stored=refuse, fresh={("weekly", 2): a_letter()})
    assert letters("weekly", 2) == a_letter()
    with pytest.raises(AssertionError, match="asked for 1 of weekly"):
        letters("weekly", 1)


def test_only_a_fresh_letter_may_still_change() -> None:
    """So only it has a digest, which follows what the page shows of it."""
    assert IssueLetters(stored=refuse).digests() == {}

    def digest(letter: Letter) -> str:
        fresh = {("weekly", 2): letter}
        return IssueLetters(stored=refuse, fresh=fresh).digests()["weekly", 2]

    assert digest(a_letter()) == digest(a_letter(text="other"))
    assert digest(a_letter()) != digest(a_letter(html="<p>other"))


def test_the_page_is_there_with_the_issue(site: Path, clock: Clock) -> None:
    """The letter as it stands in the store; a build after it changes no byte."""
    with a_press(site, clock) as press:
        publish_next(site, press, clock, "Pier opens")
        before = page(site)
        stands = (site / "feeds/issues/weekly/1/index.html").stat().st_mtime_ns
        letter = press.store.letter("weekly", 1)
        rebuild(press)
        clock.now += HOUR
        rebuild(press)
    assert "Pier opens" in before
    assert 'class="body"' in before
    assert "placeholder.invalid" in letter.html
    assert "placeholder.invalid" not in before
    assert (site / "feeds/issues/weekly/1/index.html").stat().st_mtime_ns == stands


def test_an_issue_learns_of_the_next_one(site: Path, clock: Clock) -> None:
    """Its letter stays, and its bar leads on."""
    with a_press(site, clock) as press:
        publish_next(site, press, clock, "Pier opens")
        before = page(site)
        publish_next(site, press, clock, "Tide turns")
    assert 'rel="next"' not in before
    assert "Next issue: Tide turns" in page(site)
    assert "Previous issue: " in page(site, 2)
    letter = before.partition("<main")[2].partition("</main>")[0]
    assert letter in page(site)


def test_a_letter_outlives_its_theme(site: Path, clock: Clock) -> None:
    """It is the very letter, however the next one will look."""
    with a_press(site, clock) as press:
        publish_next(site, press, clock, "Pier opens")
        before = page(site)
        own = site / "templates" / "newsletter" / "digest"
        own.mkdir(parents=True)
        (own / "letter.html").write_text("<h1>Mended</h1>")
        build(press.config, press.store, press.theme, now=clock.now)
    assert page(site) == before


def test_pages_of_issues_are_made_by_several_processes(
    site: Path, clock: Clock
) -> None:
    """Each of them reads letters by itself; the bytes are the same."""
    with a_press(site, clock) as press:
        for title in ("Pier opens", "Tide turns", "Ferry sails"):
            publish_next(site, press, clock, title)
        alone = [page(site, number) for number in (1, 2, 3)]
        for number in (1, 2, 3):
            (site / f"feeds/issues/weekly/{number}/index.html").unlink()
        several = Effort(jobs=2, is_anew=True)
        build(press.config, press.store, press.theme, now=clock.now, effort=several)
    assert [page(site, number) for number in (1, 2, 3)] == alone


def test_an_entry_that_was_taken_back_stays_in_the_letter(
    site: Path, clock: Clock
) -> None:
    """What was mailed was mailed; the link leads to the page that says it is gone."""
    with a_press(site, clock) as press:
        publish_next(site, press, clock, "Pier opens")
        (site / "content" / "pier-opens.md").unlink()
        rebuild(press)
    assert not (site / "feeds/articles/pier-opens").exists()
    assert 'href="../../../articles/pier-opens/"' in page(site)
