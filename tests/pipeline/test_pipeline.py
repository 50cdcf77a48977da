"""The straight line, walked from end to end on real files and a real store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import PublishError, StoreError
from digest.issues import SlotState
from digest.publish.lock import hold_lock
from digest.schedule.jobs import deliver, publish, rebuild
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import (
    HOUR,
    Clock,
    a_press,
    add_source,
    an_article_text,
    tree_of,
    write_publication,
)


def add_readers(press: Press, *addresses: str) -> None:
    """Readers whom the owner knows."""
    rows = [NewSubscriber(address=address) for address in addresses]
    press.store.import_subscribers(rows, ["weekly"], consent="owner", now=press.clock())


def outbox(site: Path) -> list[Path]:
    """The messages that stand in the outbox."""
    return sorted((site / ".digest" / "outbox" / "new").iterdir())


def test_a_build_makes_feeds_and_pages(site: Path, clock: Clock) -> None:
    """All three formats carry the entry, and it has its page."""
    with a_press(site, clock) as press:
        publication = rebuild(press)
    assert publication.entries == 1
    assert not publication.problems
    for name in ("atom.xml", "rss.xml", "feed.json", "index.html"):
        assert b"Harbour opens" in (site / "feeds" / name).read_bytes()
    assert (site / "feeds/articles/harbour/index.html").is_file()


def test_a_second_build_touches_nothing(site: Path, clock: Clock) -> None:
    """Neither the clock nor the second run moves a byte or a time."""
    with a_press(site, clock) as press:
        rebuild(press)
        before = {p: p.stat().st_mtime_ns for p in (site / "feeds").rglob("*")}
        clock.now += timedelta(days=40)
        publication = rebuild(press)
    after = {p: p.stat().st_mtime_ns for p in (site / "feeds").rglob("*")}
    assert before == after
    assert publication.published.written == ()


def test_a_run_reads_nothing_while_another_is_at_work(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other one makes public meanwhile is never taken back."""
    other = hold_lock(site / ".digest" / "build.lock")
    other.__enter__()

    def end_the_other(_: float) -> None:
        text = an_article_text("Pier closes")
        (site / "content" / "pier.md").write_text(text)
        other.__exit__(None, None, None)

    monkeypatch.setattr("digest.publish.lock.sleep", end_the_other)
    with a_press(site, clock) as press:
        assert rebuild(press).entries == len(["harbour", "pier"])


def test_a_due_slot_brings_one_issue_to_each_reader(site: Path, clock: Clock) -> None:
    """From a folder of articles to messages in the outbox; the next slot is empty."""
    with a_press(site, clock) as press:
        add_readers(press, "ann@example.net", "bob@example.net")
        assert publish(press) is None
        clock.now += HOUR
        first = publish(press)
        delivered = deliver(press, lambda: False)
        clock.now += HOUR
        second = publish(press)
        later = deliver(press, lambda: False)
    assert first is not None
    assert [new.planned for new in first.issues] == [2]
    assert (delivered.accepted, later.accepted) == (2, 0)
    assert second is not None
    assert [slot.state for slot in second.settled] == [SlotState.EMPTY]
    assert len(outbox(site)) == 2
    page = (site / "feeds/issues/weekly/1/index.html").read_text()
    assert "Harbour opens" in page


def test_a_run_that_dies_before_its_record_is_done_again(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages stand, the issue is not recorded: the next run makes it the same."""
    with a_press(site, clock) as press:
        add_readers(press, "ann@example.net")
        publish(press)
        clock.now += HOUR
        with monkeypatch.context() as patched:
            patched.setattr(type(press.store), "publish_issue", _die)
            with pytest.raises(KeyboardInterrupt):
                publish(press)
        page = (site / "feeds/issues/weekly/1/index.html").read_bytes()
        assert publish(press) is None, "the dead run's claim still holds"
        clock.now += timedelta(minutes=6)
        again = publish(press)
        assert again is not None
        assert [new.issue.number for new in again.issues] == [1]
        assert deliver(press, lambda: False).accepted == 1
        assert deliver(press, lambda: False).accepted == 0
    assert (site / "feeds/issues/weekly/1/index.html").read_bytes() == page


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_store_that_refuses_an_issue_is_told(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run goes on, and the slot is tried again when the claim runs out."""
    with a_press(site, clock) as press:
        publish(press)
        clock.now += HOUR
        with monkeypatch.context() as patched:
            patched.setattr(type(press.store), "publish_issue", _refuse)
            failed = publish(press)
        assert failed is not None
        assert "disk is full" in str(failed.problems[0])
        assert not failed.issues
        clock.now += timedelta(minutes=6)
        again = publish(press)
    assert again is not None
    assert len(again.issues) == 1


def _refuse(*_: object, **__: object) -> None:
    message = "digest.sqlite: the disk is full; make room"
    raise StoreError(message)


def test_no_mail_goes_out_before_its_page_is_public(site: Path, clock: Clock) -> None:
    """Where the tree cannot be written, the run fails and nothing is planned."""
    with a_press(site, clock) as press:
        add_readers(press, "ann@example.net")
        publish(press)
        clock.now += HOUR
        (site / "feeds").write_text("in the way")
        with pytest.raises(PublishError):
            publish(press)
        assert press.store.open_deliveries() == 0
        (site / "feeds").unlink()
        assert publish(press) is not None
        assert press.store.open_deliveries() == 1


def test_a_broken_article_is_named_and_the_others_go_on(
    site: Path, clock: Clock
) -> None:
    """One bad file costs one entry, not the site."""
    (site / "content/broken.md").write_text("---\ntitle: Never closed\n\nText.\n")
    (site / "content/wrong.md").write_text(
        "---\ndate: someday\n---\n# Wrong\n\nText.\n"
    )
    (site / "content/noise.md").write_bytes(bytes(range(256)) * 8)
    with a_press(site, clock) as press:
        publication = rebuild(press)
    assert publication.entries == 1
    told = "\n".join(str(problem) for problem in publication.problems)
    assert len(publication.problems) == 3
    for name in ("broken.md", "wrong.md:2", "noise.md"):
        assert name in told


def test_an_empty_folder_is_a_publication_too(tmp_path: Path, clock: Clock) -> None:
    """A site before its first article has valid feeds and a page."""
    site = write_publication(tmp_path)
    with a_press(site, clock) as press:
        publication = rebuild(press)
    assert publication.entries == 0
    assert not publication.problems
    assert json.loads((site / "feeds/feed.json").read_text())["items"] == []


def test_a_deleted_article_leaves_no_page(site: Path, clock: Clock) -> None:
    """Its page goes, and so does its entry in the feeds."""
    with a_press(site, clock) as press:
        rebuild(press)
        (site / "content/harbour.md").unlink()
        rebuild(press)
    assert not (site / "feeds/articles/harbour").exists()
    assert b"Harbour opens" not in (site / "feeds/atom.xml").read_bytes()


def test_a_broken_theme_stops_its_letter_and_keeps_the_slot(
    site: Path, clock: Clock
) -> None:
    """Template and line are told; mended, the same slot gets its issue."""
    broken = site / "templates/newsletter/digest/letter.html"
    broken.parent.mkdir(parents=True)
    broken.write_text("<p>\n{{ nothing.here }}\n")
    with a_press(site, clock) as press:
        add_readers(press, "ann@example.net")
        publish(press)
        clock.now += HOUR
        failed = publish(press)
        assert failed is not None
        assert "newsletter/digest/letter.html:2" in str(failed.problems[0])
        assert press.store.open_deliveries() == 0
        broken.unlink()
        mended = publish(press)
    assert mended is not None
    assert [new.issue.slot for new in mended.issues] == ["2026-11-16T10:00"]


def test_a_moved_and_retitled_article_is_told_to_nobody_twice(
    site: Path, clock: Clock
) -> None:
    """The entry keeps its id, so no later issue carries it again."""
    with a_press(site, clock) as press:
        add_readers(press, "ann@example.net")
        publish(press)
        clock.now += HOUR
        publish(press)
        (site / "content/harbour.md").rename(site / "content/moved.md")
        rebuild(press)
        (site / "content/moved.md").write_text(an_article_text("Harbour open"))
        clock.now += HOUR
        second = publish(press)
    assert second is not None
    assert not second.issues


BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from digest.schedule.jobs import rebuild
from digest.wiring import open_press
when = datetime.fromtimestamp(int(sys.argv[2]), UTC)
with open_press(Path(sys.argv[1]), clock=lambda: when) as press:
    rebuild(press)
"""


@pytest.mark.parametrize(
    ("machine", "moment"),
    [
        (
            {
                "PYTHONHASHSEED": "1",
                "TZ": "Pacific/Kiritimati",
                "LC_ALL": "de_DE.UTF-8",
            },
            1_800_000_000,
        ),
        (
            {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C"},
            1_900_000_000,
        ),
    ],
)
def test_the_same_content_gives_the_same_bytes(
    tmp_path: Path, clock: Clock, machine: dict[str, str], moment: int
) -> None:
    """No hash seed, zone, locale or clock shows in the tree."""
    articles = {
        f"{n}.md": an_article_text(f"Article {n}", f"2026-11-{n:02}")
        for n in range(1, 6)
    }
    here = write_publication(tmp_path / "here", articles)
    there = write_publication(tmp_path / "there", articles)
    with a_press(here, clock) as press:
        rebuild(press)
    subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", BUILD, str(there), str(moment)],
        env={**os.environ, **machine},
        check=True,
    )
    assert tree_of(here / "feeds") == tree_of(there / "feeds")


def test_rules_of_site_and_sources_hold_in_what_is_published(
    site: Path, clock: Clock
) -> None:
    """A source's own hold in its folder only."""
    toml = (site / "digest.toml").read_text()
    rule = '\n[content]\ndrop = ["Call us *"]\n'
    (site / "digest.toml").write_text(toml + rule)
    add_source(site, "courier", "https://courier.example/feed", drop=["Follow *"])
    text = an_article_text() + "\nCall us now.\n\nFollow the Courier.\n"
    folder = site / "content" / "sources" / "courier"
    folder.mkdir(parents=True)
    (folder / "news.md").write_text(text)
    (site / "content" / "own.md").write_text(text)
    with a_press(site, clock) as press:
        rebuild(press)
    pages = [site / "feeds/articles" / slug / "index.html" for slug in ("news", "own")]
    news, own = (page.read_text() for page in pages)
    assert "Call us" not in news + own
    assert "Follow the Courier" in own
    assert "Follow the Courier" not in news
