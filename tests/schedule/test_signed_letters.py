"""Letters that the daemon sends are signed as digest.toml says."""

from __future__ import annotations

from pathlib import Path

import dkim
import pytest

from builders import NOW
from digest.errors import ConfigError
from digest.mail.messages.keys import open_keys
from digest.schedule import jobs
from digest.subscribers import subscribe
from digest.subscribers.terms import terms_of
from publications import Clock, a_press, write_publication


def a_site_that_signs(root: Path) -> Path:
    """A publication whose letters are signed, and stay in the outbox."""
    write_publication(root)
    with (root / "digest.toml").open("a") as file:
        file.write('[dkim]\nselector = "digest"\n')
    return root


def test_a_letter_in_the_outbox_is_signed_as_one_that_is_sent(tmp_path: Path) -> None:
    """By the key that is kept, whose public half `digest doctor` shows."""
    with a_press(a_site_that_signs(tmp_path), Clock(NOW)) as press:
        subscribe(
            press.store,
            address="ann@example.net",
            name="",
            newsletters=["weekly"],
            language="",
            terms=terms_of(press.config),
            now=NOW,
        )
        assert jobs.deliver(press, lambda: False).accepted == 1
        (key,) = open_keys(press.config.dkim, press.config.state_folder, {})
        (letter,) = (press.config.state_folder / "outbox" / "new").iterdir()
    record = key.record.encode()
    assert dkim.verify(letter.read_bytes(), dnsfunc=lambda *_args, **_words: record)


def test_a_key_that_cannot_be_used_is_told_at_the_start(tmp_path: Path) -> None:
    """Before anything is published or claimed."""
    key = tmp_path / ".digest" / "dkim" / "digest.pem"
    key.parent.mkdir(parents=True)
    key.write_text("no key")
    key.chmod(0o600)
    with (
        pytest.raises(ConfigError, match=r"digest\.pem: holds no private key"),
        a_press(a_site_that_signs(tmp_path), Clock(NOW)),
    ):
        pass
