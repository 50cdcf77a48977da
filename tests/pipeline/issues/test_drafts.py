"""Which slots bring an issue, and which are kept for a better one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.issues import IssueState, SlotState
from digest.pipeline import Publication
from digest.pipeline.issues.drafts import record_drafts
from digest.schedule.jobs import publish
from digest.wiring import Press
from publications import (
    HOUR,
    Clock,
    a_press,
    add_newsletter,
    an_article_text,
    set_newsletter,
    spoil_theme,
    tree_of,
    write_note,
)


def write(site: Path, title: str) -> None:
    """One more article."""
    (site / "content" / f"{title}.md").write_text(an_article_text(title))


def first_slot(press: Press, clock: Clock) -> Publication:
    """What the first slot brings."""
    publish(press)
    return next_slot(press, clock)


def next_slot(press: Press, clock: Clock, force: str = "") -> Publication:
    """What the slot of the next hour brings."""
    clock.now += HOUR
    publication = publish(press, force=force)
    assert publication is not None
    return publication


def titles(publication: Publication) -> list[str]:
    """Of the entries in the one issue that became public."""
    (new,) = publication.issues
    return [entry.title for entry in new.issue.entries]


def test_too_few_entries_wait_for_the_next_slot(site: Path, clock: Clock) -> None:
    """The slot says how many; no entry is lost."""
    set_newsletter(site, min_entries=3)
    with a_press(site, clock) as press:
        first = first_slot(press, clock)
        write(site, "Pier")
        second = next_slot(press, clock)
        write(site, "Quay")
        third = next_slot(press, clock)
    notes = [slot.note for found in (first, second) for slot in found.settled]
    assert notes == [
        "1 entry waits, and an issue takes 3",
        "2 entries wait, and an issue takes 3",
    ]
    assert {slot.state for slot in first.settled} == {SlotState.EMPTY}
    assert sorted(titles(third)) == ["Harbour opens", "Pier", "Quay"]


def test_a_note_stands_in_one_issue_only(site: Path, clock: Clock) -> None:
    """The next leaves it out, and says so, until it is changed; no file is touched."""
    note = write_note(site, "# Good morning\n\nDear readers.")
    before = note.stat().st_ctime_ns
    with a_press(site, clock) as press:
        first = first_slot(press, clock)
        write(site, "Pier")
        second = next_slot(press, clock)
        letters = [press.store.letter("weekly", number) for number in (1, 2)]
    (new,) = first.issues
    assert new.issue.subject == letters[0].subject == "Good morning"
    assert new.issue.note is not None
    assert ["Dear readers." in letter.html for letter in letters] == [True, False]
    assert [each.issue.note for each in second.issues] == [None]
    (remark,) = second.remarks
    assert remark.startswith("content/issues/weekly/next.md: an earlier issue brought")
    assert note.stat().st_ctime_ns == before


def test_what_a_note_says_is_no_article(site: Path, clock: Clock) -> None:
    """Only in the folder of a newsletter that there is."""
    write_note(site, "Dear readers.")
    write_note(site, "# An essay\n\nOn issues.", "essay.md")
    with a_press(site, clock) as press:
        publication = first_slot(press, clock)
    assert sorted(titles(publication)) == ["An essay", "Harbour opens"]
    assert not publication.problems


def test_a_broken_note_stops_its_own_issue_alone(site: Path, clock: Clock) -> None:
    """File and line are told; mended, the same slot gets its issue."""
    add_newsletter(site, "daily")
    note = write_note(site, "---\nsubjekt: Hello\n---\nDear readers.")
    with a_press(site, clock) as press:
        first = first_slot(press, clock)
        assert [new.issue.newsletter for new in first.issues] == ["daily"]
        assert str(first.problems[0]).startswith("issues/weekly/next.md:2: 'subjekt'")
        note.write_text("Dear readers.")
        mended = publish(press)
    assert mended is not None
    assert [new.issue.slot for new in mended.issues] == ["2026-11-16T10:00"]


def test_a_note_leads_only_to_what_is_public(site: Path, clock: Clock) -> None:
    """Articles by their pages, files where an article brings them; all else is told."""
    write_note(site, "See [the harbour](../../harbour.md) and ![it](boat.png).")
    with a_press(site, clock) as press:
        failed = first_slot(press, clock)
        assert "issues/weekly/next.md: refers to boat.png, which is not published" in (
            str(failed.problems[0])
        )
        write_note(site, "See [the harbour](../../harbour.md?a=b#c).")
        mended = publish(press)
    assert mended is not None
    (new,) = mended.issues
    assert new.issue.note is not None
    url = "https://notes.example.org/articles/harbour/?a=b#c"
    assert f'href="{url}"' in new.issue.note.html


def test_a_letter_with_errors_is_refused(site: Path, clock: Clock) -> None:
    """What is wrong and what to do is told; the slot is open, and nobody gets mail."""
    theme = spoil_theme(site)
    with a_press(site, clock) as press:
        refused = first_slot(press, clock)
        told = str(refused.problems[0])
        assert "issue 1 of weekly: its letter has errors" in told
        assert "letter-picture" in told
        assert "`digest publish --force REASON`" in told
        (slot,) = press.store.open_slots("weekly", now=clock.now)
        assert (slot.state, slot.note) == (SlotState.DUE, told)
        assert press.store.last_number("weekly") == 0
        assert not (site / "feeds/issues/weekly/1").exists()
        theme.unlink()
        mended = publish(press)
    assert mended is not None
    assert [new.issue.forced for new in mended.issues] == [""]


def test_an_owner_can_send_a_letter_in_spite_of_its_errors(
    site: Path, clock: Clock
) -> None:
    """The reason is kept with the issue; one without errors has none."""
    add_newsletter(site, "daily", theme="plain")
    spoil_theme(site)
    with a_press(site, clock) as press:
        publish(press)
        forced = next_slot(press, clock, force="the readers wait")
        (issue,) = press.store.issues("weekly")
    assert not forced.problems
    reasons = {new.issue.newsletter: new.issue.forced for new in forced.issues}
    assert reasons == {"weekly": "the readers wait", "daily": ""}
    assert issue.forced == "the readers wait"


def test_many_errors_are_told_in_part(site: Path, clock: Clock) -> None:
    """One line has no room for all."""
    theme = spoil_theme(site)
    text = theme.read_text()
    (picture,) = re.findall(r"<img [^>]*a\.png[^>]*>", text)
    pictures = [picture.replace("a.png", f"{number}.png") for number in range(6)]
    theme.write_text(text.replace(picture, "".join(pictures)))
    with a_press(site, clock) as press:
        refused = first_slot(press, clock)
    assert " more; mend them" in str(refused.problems[0])


def test_a_subject_by_a_template_is_that_of_the_issue(site: Path, clock: Clock) -> None:
    """Lists and letters name it alike."""
    set_newsletter(site, subject="{{ newsletter }} {{ number }}: {{ title }}")
    with a_press(site, clock) as press:
        (new,) = first_slot(press, clock).issues
        letter = press.store.letter("weekly", 1)
    assert new.issue.subject == "North Shore Weekly 1: Harbour opens"
    assert letter.subject == new.issue.subject


def test_a_fault_of_the_design_is_told_with_its_line(site: Path, clock: Clock) -> None:
    """The other newsletters go on."""
    add_newsletter(site, "daily")
    with (site / "digest.toml").open("a") as file:
        file.write('\n[newsletters.weekly.design]\nwidth = 600\nlogo = "gone.png"\n')
    lines = (site / "digest.toml").read_text().splitlines()
    line = lines.index('logo = "gone.png"') + 1
    with a_press(site, clock) as press:
        publication = first_slot(press, clock)
    told = [str(problem) for problem in publication.problems]
    place = f"digest.toml:{line}: [newsletters.weekly.design] logo: 'gone.png'"
    assert any(each.startswith(place) for each in told)
    assert [new.issue.newsletter for new in publication.issues] == ["daily"]


def test_an_issue_that_is_to_be_approved_is_frozen_and_waits(
    site: Path, clock: Clock
) -> None:
    """Without a page and without letters; the next slot goes on behind it."""
    set_newsletter(site, approve=True)
    with a_press(site, clock) as press:
        first = first_slot(press, clock)
        write(site, "Pier")
        second = next_slot(press, clock)
        waiting = press.store.issues("weekly", IssueState.WAITING)
        assert press.store.open_deliveries() == 0
    assert first.issues == second.issues == ()
    numbers = [issue.number for found in (first, second) for issue in found.waiting]
    assert numbers == [1, 2]
    assert [[e.title for e in issue.entries] for issue in waiting] == [
        ["Pier"],
        ["Harbour opens"],
    ]
    assert not (site / "feeds/issues/weekly/1").exists()
    told = b"".join(tree_of(site / "feeds/issues").values())
    assert b"Harbour opens" not in told


def test_an_issue_of_which_a_part_is_left_out_says_so(site: Path, clock: Clock) -> None:
    """Its owner can choose a lighter theme, or fewer entries."""
    set_newsletter(site, show="whole")
    words = "Ships have been waiting outside since Tuesday. " * 9
    body = "\n\n".join(f"{number}. {words}" for number in range(400))
    (site / "content" / "long.md").write_text(an_article_text("Long") + body)
    with a_press(site, clock) as press:
        publication = first_slot(press, clock)
        shortened = press.store.letter("weekly", 1).shortened
    assert shortened
    assert publication.remarks == (f"issue 1 of weekly: {shortened}",)


@pytest.mark.parametrize("approve", [False, True])
def test_who_lost_the_slot_meanwhile_records_nothing(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, approve: bool
) -> None:
    """Another process has it, and its issue is the one that counts."""
    set_newsletter(site, approve=approve)
    with a_press(site, clock) as press:
        publish(press)

        def take(*given: object, **named: object) -> object:
            """The slot is another's as soon as this run has made its draft."""
            (slot,) = press.store.open_slots("weekly", now=clock.now)
            later = clock.now + HOUR
            press.store.claim_slot(
                "weekly", slot.name, now=later, lease_until=later + HOUR
            )
            return record_drafts(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr("digest.pipeline.issues.due.record_drafts", take)
        publication = next_slot(press, clock)
    assert (publication.issues, publication.waiting) == ((), ())
    assert not publication.problems
