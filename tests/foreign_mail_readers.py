"""What other people's programs read in our messages, each in its own way."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from foreign_readers import MODULES

SCRIPT = Path(__file__).with_name("parse_messages.mjs")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessage:
    """A message as a mail program has it; blanks that fold are single blanks."""

    #: names of all fields in their order, in lower case
    fields: tuple[str, ...]
    #: name and address of each mailbox
    to: tuple[tuple[str, str], ...]
    sender: tuple[tuple[str, str], ...]
    subject: str
    message_id: str
    text: str
    html: str


def read_with_email(data: bytes) -> SeenMessage:
    """The parser of the standard library.

    Its newer half reads a blank between two encoded-words of a name, which there is not
    (RFC 2047 6.2), so mailboxes are read by its older one.
    """
    message = message_from_bytes(data, policy=policy.default)
    older = message_from_bytes(data, policy=policy.compat32)
    assert isinstance(message, EmailMessage)
    return SeenMessage(
        fields=tuple(name.lower() for name in message),
        to=_mailboxes(older.get_all("To", [])),
        sender=_mailboxes(older.get_all("From", [])),
        subject=_decoded(older["Subject"]),
        message_id=str(message["Message-ID"]),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def read_with_mailparser(messages: Iterable[bytes]) -> list[SeenMessage]:
    """The parser that most programs for Node stand on."""
    lines = b"\n".join(map(b64encode, messages))
    done = subprocess.run(  # noqa: S603
        ["node", str(SCRIPT), MODULES],  # noqa: S607
        input=lines,
        stdout=subprocess.PIPE,
        check=True,
    )
    return [_of_node(json.loads(line)) for line in done.stdout.splitlines()]


def _of_node(told: dict[str, object]) -> SeenMessage:
    return SeenMessage(
        fields=_strings(told["fields"]),
        to=_pairs(told["to"]),
        sender=_pairs(told["sender"]),
        subject=_folded(str(told["subject"])),
        message_id=str(told["message_id"]),
        text=str(told["text"]).rstrip("\n"),
        html=str(told["html"]).rstrip("\n"),
    )


def _strings(told: object) -> tuple[str, ...]:
    assert isinstance(told, list)
    return tuple(map(str, told))


def _pairs(told: object) -> tuple[tuple[str, str], ...]:
    assert isinstance(told, list)
    return tuple((_folded(name), address) for name, address in told)


def _mailboxes(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = getaddresses([value.replace("\r\n", "") for value in values])
    return tuple((_decoded(name), address) for name, address in found)


def _decoded(text: str) -> str:
    return _folded(str(make_header(decode_header(text))))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _part(message: EmailMessage, subtype: str) -> str:
    found = message.get_body((subtype,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n").rstrip("\n")
