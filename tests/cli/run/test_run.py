"""`digest run` as its owner starts it: a process of its own, stopped by a signal."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from click.testing import CliRunner, Result
from starlette.responses import PlainTextResponse

from builders import NOW
from digest.cli import root
from digest.clock import read_clock
from digest.deliveries import Purpose
from digest.store.protocols import NewSubscriber
from digest.web.serving.server import open_door
from publications import Clock, a_press, an_article_text, write_publication
from serving import Client, free_port, own_signals, serving

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

    def set(self, key: str, value: str) -> None:
        """Write another value of a key that digest.toml has."""
        settings = self.root / "digest.toml"
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", settings.read_text())
        settings.write_text(text)

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


def until(is_true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it; fail where it does not come."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def save_until(path: Path, text: str, is_true: Callable[[], bool]) -> None:
    """Save the file again and again: the watch begins at a moment that nobody tells."""
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        path.write_text(text)
        time.sleep(0.2)


def stop(process: subprocess.Popen[str]) -> str:
    """What it said, after SIGTERM; it has ten seconds, and ends well."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    assert process.returncode == 0
    return told


def played(site: Site, scenario: Callable[[], None]) -> Result:
    """What `digest run` says in this process while a thread plays the scenario."""

    def play() -> None:
        try:
            until(lambda: "Harbour opens" in site.feed())
            scenario()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    with own_signals(), ThreadPoolExecutor(1) as pool:
        playing = pool.submit(play)
        result = CliRunner().invoke(
            root, ["--site", str(site.root), "run"], catch_exceptions=False
        )
        playing.result()
    assert result.exit_code == 0
    return result


def once(site: Site) -> subprocess.CompletedProcess[str]:
    """A run that ends by itself."""
    return subprocess.run(  # noqa: S603  our own program
        site.command, capture_output=True, text=True, timeout=60, check=False
    )


def test_as_a_process_it_holds_the_site_until_it_is_told_to_stop(site: Site) -> None:
    """A second one is refused: it names the first, and 75 tells to try later."""
    with running(site) as process:
        second = once(site)
        told = stop(process)
    assert second.returncode == 75
    assert f"process {process.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert told.endswith("Stopped; nothing is left half done.\n")


def test_it_tells_where_to_look_and_what_it_did(site: Site) -> None:
    """In plain words, from the first line to the last."""
    told = played(site, lambda: None).stdout
    first, *_ = told.splitlines()
    assert (
        first == f"North Shore Notes is served at http://127.0.0.1:{site.client.port}/"
    )
    assert "atom.xml, rss.xml, feed.json" in told
    assert f"{site.root / '.digest' / 'outbox'}" in told
    assert "07:00 UTC (in " in told
    assert "1 entry public" in told
    assert told.endswith("Stopped; nothing is left half done.\n")


def test_it_says_how_to_get_a_first_reader(site: Site) -> None:
    """By a command that works as it stands there; and no more once there is one."""
    told = played(site, lambda: None).stdout
    (line,) = [line for line in told.splitlines() if "subscribers add" in line]
    program, *words = shlex.split(line)
    assert program == "digest"
    assert CliRunner().invoke(root, words).exit_code == 0
    assert "No reader gets letters yet" in told
    assert "No reader" not in played(site, lambda: None).stdout


def test_it_says_where_the_first_issue_can_be_seen(site: Site) -> None:
    """Its page on this machine, and the folder of its letters."""
    settings = site.root / "digest.toml"
    start = (read_clock() - timedelta(days=8)).replace(tzinfo=None)
    last_weeks = f"start = {start.isoformat()}\ncatch_up_within = 400\n"
    settings.write_text(settings.read_text().replace("[mail]", last_weeks + "[mail]"))
    with a_press(site.root, Clock(NOW)) as press:
        row = NewSubscriber(address="ann@example.net")
        press.store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)
    outbox = site.root / ".digest" / "outbox" / "new"
    told = played(site, lambda: until(lambda: any(outbox.glob("*")))).stdout
    (page,) = [line for line in told.splitlines() if "its page: " in line]
    assert page.endswith(f"http://127.0.0.1:{site.client.port}/issues/weekly/1/")
    assert (site.root / "feeds/issues/weekly/1/index.html").is_file()
    assert f"look at them: each is a file in {outbox}/" in told


def test_a_saved_article_is_in_the_feed_within_seconds(site: Site) -> None:
    """And what changed is told."""

    def scenario() -> None:
        text = an_article_text("Pier falls")
        pier = site.root / "content" / "pier.md"
        save_until(pier, text, lambda: "Pier falls" in site.feed())

    told = played(site, scenario).stdout
    assert "changed: content/pier.md" in told
    assert "2 entries public" in told


def test_an_article_that_cannot_be_read_is_told_once(site: Site) -> None:
    """By its name; the others are public, and its mending is told too."""
    broken = site.root / "content" / "broken.md"
    broken.write_text("---\ndate: soon\n---\nNothing.\n")
    pier = site.root / "content" / "pier.md"

    def scenario() -> None:
        text = an_article_text("Pier falls")
        save_until(pier, text, lambda: "Pier falls" in site.feed())
        broken.write_text(an_article_text("Mended"))
        until(lambda: "Mended" in site.feed(), 5)

    told = played(site, scenario).stdout
    assert told.count("problem: broken.md") == 1
    assert "there is no problem any more" in told


def test_a_taken_port_is_told_in_one_line(site: Site) -> None:
    """With what to change, and exit code 1; nothing is left running."""
    with serving(PlainTextResponse("somebody else")) as other:
        site.set("listen", f'"127.0.0.1:{other.port}"')
        ended = once(site)
    assert ended.returncode == 1
    fact = "is taken by another program; change [web] listen or stop it"
    assert ended.stderr == f"digest: listen: 127.0.0.1:{other.port}: {fact}\n"


def test_a_store_of_a_newer_version_is_told_in_one_line(site: Site) -> None:
    """Like all that a person can mend, though it is met while readers are served."""
    with a_press(site.root, Clock(NOW)):
        pass
    with closing(connect(site.root / ".digest" / "digest.sqlite")) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()
    ended = once(site)
    assert ended.returncode == 1
    assert ended.stderr.startswith("digest: ")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_is_told_to_stop_before_it_began_ends_well(
    site: Site, number: signal.Signals
) -> None:
    """At once: nothing is in hand yet."""
    loading = (
        "import sys, time; from digest import __main__ as door; import digest.cli;"
        "digest.cli.main = lambda: (print('loads', flush=True), time.sleep(60));"
        "door.main()"
    )
    command = (sys.executable, "-c", loading, "--site", str(site.root), "run")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603  our own program
        assert process.stdout is not None
        assert process.stdout.readline() == b"loads\n"
        process.send_signal(number)
        assert process.wait(60) == 0


@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.2])
def test_a_stop_in_the_middle_of_the_start_is_heard(site: Site, seconds: float) -> None:
    """However far it has come; the next start finds all in order."""
    entry = (sys.executable, "-m", "digest", "--site", str(site.root), "run")
    with subprocess.Popen(entry, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  our own program
        time.sleep(seconds)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
    # before a line of ours is read, the system ends it
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in told


def test_a_silent_database_keeps_nobody_from_the_end(site: Site) -> None:
    """Whoever waits for its answer is left alone."""
    with open_door("127.0.0.1:0") as mute:
        url = f"postgresql://nobody@127.0.0.1:{mute.getsockname()[1]}/none"
        with (site.root / "digest.toml").open("a") as settings:
            settings.write(f'\n[store]\nurl = "{url}"\n')
        with subprocess.Popen(  # noqa: S603  our own program
            site.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            with mute.accept()[0]:
                began = time.monotonic()
                process.send_signal(signal.SIGTERM)
                process.communicate(timeout=60)
            # the database would have had ten
            assert time.monotonic() - began < 9
    assert process.returncode == 0


def test_a_stop_leaves_nothing_in_doubt(site: Site) -> None:
    """SIGTERM among many letters: each is in the outbox, or still waits."""
    readers = 200
    with a_press(site.root, Clock(NOW)) as press:
        for number in range(readers):
            press.store.request_subscription(
                f"r{number}@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
            )
    outbox = site.root / ".digest" / "outbox" / "new"
    played(site, lambda: until(lambda: len(list(outbox.glob("*"))) > 5))
    with a_press(site.root, Clock(NOW)) as press:
        assert press.store.release_all(now=NOW) == 0
        waiting = press.store.open_deliveries(Purpose.CONFIRMATION)
    assert len(list(outbox.iterdir())) + waiting == readers


def test_a_new_digest_toml_is_taken_over(site: Site) -> None:
    """Who reads meanwhile only waits; the address stays open."""
    settings = site.root / "digest.toml"
    text = settings.read_text().replace("North", "South")
    told = played(
        site, lambda: save_until(settings, text, lambda: "South" in site.feed())
    ).stdout
    assert "digest.toml or its folders changed; going on with them" in told
    assert "South Shore Notes is served at" in told


@pytest.mark.parametrize("fault", ["taken port", "state that is no folder"])
def test_settings_that_cannot_be_opened_are_told_and_the_old_stay(
    site: Site, fault: str
) -> None:
    """What digest.toml itself cannot show, such as a port that another program has."""
    settings = site.root / "digest.toml"
    before = settings.read_text()
    (site.root / "file").write_text("")
    with open_door("127.0.0.1:0") as other:
        if fault == "taken port":
            listen = f"127.0.0.1:{other.getsockname()[1]}"
            text = before.replace(f"127.0.0.1:{site.client.port}", listen)
        else:
            text = before + '\n[store]\nstate = "file"\n'

        def scenario() -> None:
            until(lambda: site.client.ask("/healthz").status == 200)
            settings.write_text(text)
            os.kill(os.getpid(), signal.SIGHUP)
            # the daemon that goes on sees this
            pier = site.root / "content" / "pier.md"
            article = an_article_text("Pier falls")
            save_until(pier, article, lambda: "Pier falls" in site.feed())
            mended = before.replace("North", "South")
            save_until(settings, mended, lambda: "South" in site.feed())

        result = played(site, scenario)
    assert "Going on with the settings from before." in result.stdout
    assert "file" in result.stderr or "is taken" in result.stderr
    assert result.stdout.count("North Shore Notes is served at") == 1
    assert "South Shore Notes is served at" in result.stdout
