"""`digest run` as its owner starts it: a process of its own, stopped by a signal."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from builders import NOW
from digest.readers import (
    Purpose,
)
from publications import Clock, a_press, an_article_text, write_publication
from serving import Client, free_port, serving

DIGEST = (sys.executable, "-c", "from digest.cli import main; main()")


class Site:
    """A publication, and the port that its daemon listens on."""

    def __init__(self, root: Path) -> None:
        self.client = Client(free_port())
        self.root = write_publication(
            root,
            {"harbour.md": an_article_text()},
            schedule="0 7 * * MON",
            port=self.client.port,
        )

    @property
    def command(self) -> list[str]:
        """`digest run` for this site."""
        return [*DIGEST, "--site", str(self.root), "run"]

    def feed(self) -> str:
        """The feed as readers get it; "" before anybody answers."""
        try:
            return self.client.ask("/atom.xml").text
        except OSError:
            return ""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one article."""
    return Site(tmp_path / "site")


@contextmanager
def running(site: Site) -> Iterator[subprocess.Popen[str]]:
    """The site's daemon, once its feed is there; killed where a test fails."""
    with subprocess.Popen(  # noqa: S603  our own program
        site.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            until(lambda: "Harbour opens" in site.feed())
            yield process
        finally:
            process.kill()


def until(is_true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for it; fail where it does not come."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def stop(process: subprocess.Popen[str]) -> str:
    """What it said, after SIGTERM; it has ten seconds, and ends well."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    assert process.returncode == 0
    return told


def once(command: list[str]) -> subprocess.CompletedProcess[str]:
    """A run that ends by itself."""
    return subprocess.run(  # noqa: S603  our own program
        command, capture_output=True, text=True, timeout=60, check=False
    )


def test_it_tells_where_to_look_and_what_it_did(site: Site) -> None:
    """In plain words, from the first line to the last."""
    with running(site) as process:
        told = stop(process)
    first, *_ = told.splitlines()
    assert (
        first == f"North Shore Notes is served at http://127.0.0.1:{site.client.port}/"
    )
    assert "atom.xml, rss.xml, feed.json" in told
    assert f"{site.root / '.digest' / 'outbox'}" in told
    assert "07:00 UTC (in " in told
    assert "1 entry public" in told
    assert told.endswith("Stopped; nothing is left half done.\n")


def test_a_saved_article_is_in_the_feed_within_seconds(site: Site) -> None:
    """And what changed is told."""
    with running(site) as process:
        time.sleep(0.5)
        (site.root / "content" / "pier.md").write_text(an_article_text("Pier falls"))
        until(lambda: "Pier falls" in site.feed(), 5)
        told = stop(process)
    assert "changed: content/pier.md" in told
    assert "2 entries public" in told


def test_an_article_that_cannot_be_read_is_told_once(site: Site) -> None:
    """By its name; the others are public, and its mending is told too."""
    broken = site.root / "content" / "broken.md"
    broken.write_text("---\ndate: soon\n---\nNothing.\n")
    with running(site) as process:
        time.sleep(0.5)
        (site.root / "content" / "pier.md").write_text(an_article_text("Pier falls"))
        until(lambda: "Pier falls" in site.feed(), 5)
        broken.write_text(an_article_text("Mended"))
        until(lambda: "Mended" in site.feed(), 5)
        told = stop(process)
    assert told.count("left out: broken.md") == 1
    assert "nothing is left out any more" in told


def test_a_second_daemon_is_refused(site: Site) -> None:
    """It names the first, and the exit code tells a supervisor to try later."""
    with running(site) as process:
        second = once(site.command)
        assert second.returncode == 75
        assert f"process {process.pid}" in second.stderr
        assert "Traceback" not in second.stderr
        assert "Harbour opens" in site.feed()
        stop(process)


def test_a_taken_port_is_told_in_one_line(site: Site) -> None:
    """With what to change, and exit code 1; nothing is left running."""
    with serving(PlainTextResponse("somebody else")) as other:
        settings = site.root / "digest.toml"
        text = settings.read_text().replace(str(site.client.port), str(other.port))
        settings.write_text(text)
        ended = once(site.command)
    assert ended.returncode == 1
    fact = "is taken by another program; change [web] listen or stop it"
    assert ended.stderr == f"digest: listen: 127.0.0.1:{other.port}: {fact}\n"


def test_a_stop_leaves_nothing_in_doubt(site: Site) -> None:
    """SIGTERM among a thousand letters: each is in the outbox, or still waits."""
    readers = 1000
    with a_press(site.root, Clock(NOW)) as press:
        for number in range(readers):
            press.store.request_subscription(
                f"r{number}@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
            )
    outbox = site.root / ".digest" / "outbox" / "new"
    with running(site) as process:
        until(lambda: outbox.is_dir() and len(list(outbox.iterdir())) > 5)
        stop(process)
    with a_press(site.root, Clock(NOW)) as press:
        assert press.store.release_all(now=NOW) == 0
        waiting = press.store.open_deliveries(Purpose.CONFIRMATION)
    assert len(list(outbox.iterdir())) + waiting == readers


def test_a_new_digest_toml_is_taken_over(site: Site) -> None:
    """Who reads meanwhile only waits; the address stays open."""
    with running(site) as process:
        time.sleep(0.5)
        settings = site.root / "digest.toml"
        settings.write_text(settings.read_text().replace("North", "South"))
        until(lambda: "South Shore Notes" in site.feed())
        told = stop(process)
    assert "digest.toml changed; going on with it" in told
    assert "South Shore Notes is served at" in told
