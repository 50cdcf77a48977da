"""`digest web`: the site without the timer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from publications import an_article_text, write_publication
from serving import Client, free_port

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
