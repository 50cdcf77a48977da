"""`digest preview`: the next issues, before anybody gets them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import preview as command
from digest.cli import root as digest
from digest.errors import ThemeError
from digest.preview.server import open_door
from digest.preview.studio import Studio
from previews import Preview, a_failed_issue
from publications import an_article_text, tree_of, write_publication
from serving import Client, free_port, own_signals

DIGEST = (sys.executable, "-c", "from digest.cli import main; main()")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path / "site", {"harbour.md": an_article_text()})


def told(root: Path, *words: str) -> Result:
    """What the command says, where it ends by itself."""
    return CliRunner().invoke(digest, ["--site", str(root), "preview", *words])


@contextmanager
def running(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command as a process of its own; killed where a test fails."""
    with subprocess.Popen(  # noqa: S603  our own program
        [*DIGEST, "--site", str(root), "preview", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def port_of(process: subprocess.Popen[str]) -> int:
    """Where it can be reached, as it says."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.fullmatch(r".* are shown at http://127\.0\.0\.1:(\d+)/\n", line)
    assert found, line
    return int(found[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_until_it_is_told_to_stop(root: Path, number: int) -> None:
    """On a free port; it ends quietly, and has written nothing but a cache."""
    before = set(tree_of(root))
    with running(root) as process:
        preview = Preview(port_of(process))
        preview.until(lambda told: bool(told["newsletters"]))
        assert "Harbour opens" in preview.letter()
        process.send_signal(number)
        said, faults = process.communicate(timeout=20)
    assert process.returncode == 0
    assert said.endswith("Stopped; nothing was sent or kept.\n")
    assert faults == ""
    written = set(tree_of(root)) - before
    assert all(path.startswith(".digest/cache/") for path in written)


def test_it_runs_beside_a_daemon(root: Path) -> None:
    """Neither keeps the other from anything."""
    settings = root / "digest.toml"
    port = free_port()
    settings.write_text(settings.read_text().replace(":8000", f":{port}"))
    daemon = [*DIGEST, "--site", str(root), "run"]
    with subprocess.Popen(  # noqa: S603  our own program
        daemon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            with running(root) as beside:
                preview = Preview(port_of(beside))
                preview.until(lambda told: bool(told["newsletters"]))
                assert Client(port).ask("/healthz").text == "ok\n"
                beside.send_signal(signal.SIGINT)
                beside.communicate(timeout=20)
                assert beside.returncode == 0
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_it_opens_the_browser_where_it_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it can be reached, on the port that was asked for."""
    port = free_port()
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)

    def play() -> None:
        Preview(port).until(lambda told: bool(told["newsletters"]))
        os.kill(os.getpid(), signal.SIGINT)

    result = played(play, lambda: told(root, "--open", "--port", str(port)))
    assert result.exit_code == 0
    assert opened == [f"http://127.0.0.1:{port}/"]


def played(play: Callable[[], None], run: Callable[[], Result]) -> Result:
    """What is said in this process while a thread plays."""

    def patient() -> None:
        while True:
            try:
                play()
            except OSError:
                # nobody listens yet
                continue
            return

    with own_signals(), ThreadPoolExecutor(1) as pool:
        playing = pool.submit(patient)
        result = run()
        playing.result()
    return result


def test_a_port_that_is_taken_is_told(root: Path) -> None:
    """And nothing is shown."""
    with open_door(0) as door:
        port = door.getsockname()[1]
        result = told(root, "--port", str(port))
    assert f"--port: {port}: is taken" in str(result.exception)


@pytest.mark.parametrize("words", [("--newsletter", "daily"), ("--png", "x")])
def test_what_cannot_be_shown_is_told_at_once(
    root: Path, words: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsletter that is none; pictures where no browser is."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DIGEST_CHROMIUM", raising=False)
    with running(root, *words) as process:
        said, faults = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == ""
    assert faults.startswith("digest: ")
    assert "Traceback" not in faults


@pytest.mark.browser
def test_pictures_are_named_as_they_are_taken(root: Path, tmp_path: Path) -> None:
    """Four of each newsletter, and then it ends."""
    result = told(root, "--png", str(tmp_path / "shots"))
    assert result.exit_code == 0
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == sorted(names, key=lambda name: "phone" in name)
    assert {path.name for path in (tmp_path / "shots").iterdir()} == set(names)
    assert len(names) == 4


def test_a_letter_that_cannot_be_taken_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 1, whatever else was taken."""
    failed = a_failed_issue(ThemeError("letter.html:3: no; mend the template"))
    monkeypatch.setattr(Studio, "make", lambda _: (failed,))
    monkeypatch.setattr(command, "take_pictures", lambda *_, **__: ())
    result = told(root, "--png", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr == "problem: letter.html:3: no; mend the template\n"
