"""Whether what comes back would be heard: its domain, its mailbox, its services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from digest.bounces.opening import open_mailbox
from digest.config import Config
from digest.doctor.advice import Advice, Area, Subject
from digest.errors import DigestError

#: proves who it is by a certificate, and needs no secret
HAS_CERTIFICATE = "ses"
#: messages that are counted
MOST = 1000


def mailbox_subject() -> Subject:
    """The mailbox of bounces."""
    return Subject(area=Area.RELAY, name="mailbox of bounces")


def advise_mailbox(config: Config) -> Advice:
    """Whether the mailbox can be read; nothing in it is changed."""
    subject = mailbox_subject()
    try:
        with closing(open_mailbox(config)) as mailbox:
            count = sum(1 for _, _ in zip(range(MOST), mailbox.waiting(), strict=False))
    except DigestError as error:
        return subject.fail(str(error), "else nobody hears of dead addresses")
    return subject.fine(f"can be read; {count} waiting")


def advise_secrets(config: Config) -> Iterator[Advice]:
    """Whether each service that reports bounces shares a secret with us."""
    for name in config.bounces.webhooks:
        subject = Subject(area=Area.RELAY, name=f"reports of {name}")
        if name == HAS_CERTIFICATE:
            yield subject.fine(f"are taken of {config.bounces.ses_topic} only")
        elif config.webhook_secrets.get(name):
            yield subject.fine("are taken with your secret")
        else:
            fact = f"DIGEST_WEBHOOK_{name.upper()} is not set, so all are refused"
            yield subject.fail(fact, "put the service's key, or your secret, there")
