"""`digest web`: the site without the timer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from builders import NOW
from digest.cli import web
from digest.config import Config, load_config
from digest.errors import ConfigError, StoreError
from digest.web.app import make_waiting_app
from digest.web.serving.stage import Stage
from digest.wiring import Press
from publications import Clock, a_press, an_article_text, write_publication
from serving import Client, free_port, serving

DIGEST = (sys.executable, "-c", "from digest.cli import main; main()")


def test_it_serves_what_is_published_and_publishes_nothing(tmp_path: Path) -> None:
    """Until SIGTERM, which ends it well; a daemon may run beside it."""
    port = free_port()
    articles = {"harbour.md": an_article_text()}
    root = write_publication(tmp_path / "site", articles, port=port)
    (root / "feeds").mkdir()
    (root / "feeds" / "atom.xml").write_text("<feed/>")
    with subprocess.Popen(  # noqa: S603  our own program
        [*DIGEST, "--site", str(root), "web"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            # the socket listens before the line is written
            answer = Client(port).ask("/atom.xml")
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert first == f"North Shore Notes is served at http://127.0.0.1:{port}/\n"
    assert answer.text == "<feed/>"
    assert sorted(path.name for path in (root / "feeds").iterdir()) == ["atom.xml"]


def test_a_database_that_is_away_is_waited_for(tmp_path: Path) -> None:
    """What is published is served meanwhile, and all else told to come back."""
    port = free_port()
    root = write_publication(tmp_path / "site", port=port)
    settings = root / "digest.toml"
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    settings.write_text(f'{settings.read_text()}\n[store]\nurl = "{url}"\n')
    (root / "feeds").mkdir()
    (root / "feeds" / "atom.xml").write_text("<feed/>")
    with subprocess.Popen(  # noqa: S603  our own program
        [*DIGEST, "--site", str(root), "web"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            client = Client(port)
            feed = client.ask("/atom.xml")
            others = [client.ask("/subscribe"), client.post("/subscribe", "a=b")]
            state = client.ask("/readyz")
        finally:
            process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert feed.text == "<feed/>"
    assert {answer.status for answer in (*others, state)} == {503}
    assert others[0].headers["retry-after"] == "30"
    assert "What is published is served meanwhile." in told
    assert told.count("\n") == 2


def test_readers_pages_come_with_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the door that is open already, and without a new start."""
    root = write_publication(tmp_path / "site")
    (root / "feeds").mkdir()
    tries = iter([StoreError("store: is away"), StoreError("store: is away")])

    @contextmanager
    def press_of(config: Config) -> Iterator[Press]:
        for error in tries:
            raise error
        with a_press(config.root, Clock(NOW)) as press:
            yield press

    monkeypatch.setattr(web, "press_of", press_of)
    monkeypatch.setattr(web, "PAUSE", 0.01)
    config = load_config(root)
    config = replace(config, store=replace(config.store, url="postgresql://a@b/c"))
    stage = Stage(lambda _: make_waiting_app(config, Clock(NOW)))
    opening = web._Opening(config, stage)
    with opening.running() as told, serving(stage) as client:
        assert told.startswith("digest: store: is away")
        wait_until(lambda: client.ask("/subscribe").status == 200)
    assert "The database is there" in capsys.readouterr().out


def test_a_store_in_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with it does not mend itself."""
    root = write_publication(tmp_path / "site")

    def press_of(config: Config) -> Iterator[Press]:
        raise StoreError(str(config.root))

    monkeypatch.setattr(web, "press_of", press_of)
    config = load_config(root)
    stage = Stage(lambda _: make_waiting_app(config, Clock(NOW)))
    opening = web._Opening(config, stage)
    with pytest.raises(StoreError), opening.running():
        raise AssertionError


def wait_until(is_there: Callable[[], bool]) -> None:
    """Wait a minute at the most, and go on at once when it is there."""
    ends = time.monotonic() + 60
    while not is_there():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_another_reason_why_there_is_no_store_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that somebody has to mend; it is tried on, as the same is not told."""
    root = write_publication(tmp_path / "site")
    away, other = StoreError("store: is away"), ConfigError("key: is another's")
    tries = iter([away, away, other, other, other])

    @contextmanager
    def press_of(config: Config) -> Iterator[Press]:
        for error in tries:
            raise error
        with a_press(config.root, Clock(NOW)) as press:
            yield press

    monkeypatch.setattr(web, "press_of", press_of)
    monkeypatch.setattr(web, "PAUSE", 0.01)
    config = load_config(root)
    config = replace(config, store=replace(config.store, url="postgresql://a@b/c"))
    told = ""
    with web._Opening(
        config, Stage(lambda _: make_waiting_app(config, Clock(NOW)))
    ).running():
        while "The database is there" not in told:
            told += "".join(capsys.readouterr())
            time.sleep(0.01)
    assert told.count("digest: ") == 1
    assert "digest: key: is another's" in told
