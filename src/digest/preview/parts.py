"""What a message is made of, read back from its bytes as a mail program would."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP

from digest.mail.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one message."""

    data: bytes = field(repr=False)
    html: str = field(repr=False)
    text: str = field(repr=False)
    #: the fields of its header as they stand there, each with the lines it is folded in
    fields: tuple[tuple[str, str], ...]
    #: octets of the HTML as it travels
    weight: int


def parts_of(message: Message) -> Parts:
    """The message taken apart."""
    read = message_from_bytes(message.data, policy=SMTP)
    # that is what the policy makes
    assert isinstance(read, EmailMessage)
    html = read.get_body(("html",))
    text = read.get_body(("plain",))
    return Parts(
        data=message.data,
        html=_content(html),
        text=_content(text),
        fields=_fields(message.data),
        weight=0 if html is None else len(str(html.get_payload()).encode()),
    )


def _content(part: MIMEPart | None) -> str:
    return "" if part is None else str(part.get_content())


def _fields(data: bytes) -> tuple[tuple[str, str], ...]:
    """Name and value of each field; a line that begins with a blank goes on."""
    head = data.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    fields: list[tuple[str, str]] = []
    for line in head.split("\r\n"):
        if line[:1] in {" ", "\t"} and fields:
            name, value = fields.pop()
            fields.append((name, f"{value}\n{line}"))
        else:
            name, _, value = line.partition(":")
            fields.append((name, value.strip()))
    return tuple(fields)
