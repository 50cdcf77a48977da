"""Whether what comes back would be heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import load_config
from digest.doctor.advice import AdviceState
from digest.doctor.bounces import advise_mailbox, advise_secrets
from publications import write_publication


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with a Maildir and three services."""
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    section = (
        '\n[bounces]\naddress = "bounces@notes.example.org"\nmailbox = "back"\n'
        'webhooks = ["ses", "postmark", "mailgun"]\nses_topic = "arn:topic"\n'
    )
    settings.write_text(settings.read_text() + section)
    return root


def test_a_mailbox_that_can_be_read_is_fine(root: Path) -> None:
    """What waits is counted, and stays."""
    for name in ("tmp", "new", "cur"):
        (root / "back" / name).mkdir(parents=True)
    (root / "back" / "new" / "1").write_bytes(b"")
    advice = advise_mailbox(load_config(root))
    assert (advice.state, advice.fact) == (AdviceState.OK, "can be read; 1 waiting")
    assert (root / "back" / "new" / "1").exists()


def test_a_mailbox_that_cannot_be_read_is_told(root: Path) -> None:
    """With what to do."""
    advice = advise_mailbox(load_config(root))
    assert advice.state is AdviceState.ERROR
    assert "make it a Maildir" in advice.fact


def test_a_service_without_a_secret_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of the variable; Amazon needs none."""
    monkeypatch.setenv("DIGEST_WEBHOOK_POSTMARK", "hush")
    advice = tuple(advise_secrets(load_config(root)))
    states = [each.state for each in advice]
    assert states == [AdviceState.OK, AdviceState.OK, AdviceState.ERROR]
    assert "DIGEST_WEBHOOK_MAILGUN" in advice[2].fact
