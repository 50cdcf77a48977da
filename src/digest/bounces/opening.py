"""[bounces] -> the mailbox that it names, and what tells our own letters."""

from __future__ import annotations

from pathlib import Path

from digest.bounces.correlation import Proofs
from digest.bounces.mailbox import Mailbox
from digest.bounces.maildir import Maildir
from digest.config import Config
from digest.errors import ConfigError
from digest.secret import Secret


def open_mailbox(config: Config) -> Mailbox:
    """The mailbox of bounces; raises ConfigError where none is named."""
    url = config.bounces.mailbox
    if not url:
        fact = "is empty, so there is nothing to read"
        raise ConfigError(f"[bounces] mailbox: {fact}; name a Maildir or imaps:// URL")
    if "://" not in url:
        return Maildir(config.root / Path(url).expanduser())
    # late: what speaks IMAP takes longer to load than the rest of a start
    from digest.bounces.imap import ImapMailbox, read_imap_url  # noqa: PLC0415

    return ImapMailbox(read_imap_url(url), config.bounces_password)


def proofs_of(config: Config, key: Secret) -> Proofs:
    """What tells a letter of ours from a forged one."""
    return Proofs(address=config.bounces.address, key=key)
