from __future__ import annotations

from pathlib import Path

from digest.config import MailSection
from digest.mail.courier import open_courier
from digest.mail.outbox import OutboxCourier
from digest.mail.smtp import SmtpCourier
from digest.secret import Secret


def test_digest_toml_chooses_the_courier(tmp_path: Path) -> None:
    """The word outbox is the Maildir, everything else a relay."""
    nothing = Secret("")
    outbox = open_courier(MailSection(relay="outbox"), tmp_path, nothing)
    assert isinstance(outbox, OutboxCourier)
    section = MailSection(relay="smtp://relay.example.org")
    assert isinstance(open_courier(section, tmp_path, nothing), SmtpCourier)
