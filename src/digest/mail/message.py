"""Letter + subscriber -> the bytes of one message (RFC 5322), without I/O.

A letter is encoded once; addressing puts a few personal values between its constant
parts. The same letter for the same subscriber is the same message, on every attempt.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from hashlib import sha256

from digest.addresses import LARGEST_ADDRESS, Mailbox, parse_mailbox
from digest.deliveries import Delivery, Letter, Placeholder, Purpose
from digest.errors import AddressError
from digest.issues import Newsletter
from digest.links import Claim, LinkPurpose, link_url, make_token
from digest.mail.body import Gap, boundary_of, encode_body
from digest.mail.headers import header, mailbox_words, mailto, text_words, token, uri
from digest.mail.signing import Signer
from digest.model import Site
from digest.secret import Secret

#: characters of the sender's name in Feedback-ID that mailbox providers take
SHORTEST_SENDER, LONGEST_SENDER = 5, 15
#: an address without quoting (RFC 5322 3.4.1 dot-atom, RFC 5321 4.1.2 Domain)
_ADDRESS = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[a-z0-9.-]+", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedLetter:
    """A letter as the bytes that all readers share, with gaps between them."""

    letter: Letter
    sender: Mailbox
    #: the header fields that are the same for everybody
    headers: bytes = field(repr=False)
    #: what follows the empty line after the headers
    body: tuple[bytes | Gap, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One letter addressed to one subscriber.

    Its data are ready for the wire: CRLF at every line's end and the last one's, and no
    dot at a line's start, so nothing is left to stuff (RFC 5321 4.5.2).
    """

    #: MAIL FROM
    sender: str
    #: RCPT TO
    recipient: str
    #: with its angle brackets
    message_id: str
    data: bytes = field(repr=False)


def encode_letter(letter: Letter) -> EncodedLetter:
    """The letter in MIME.

    Raises AddressError where its sender, or who is to get answers, is no mailbox.
    """
    sender = parse_mailbox(letter.sender)
    boundary = boundary_of(letter)
    return EncodedLetter(
        letter=letter,
        sender=sender,
        headers=b"".join(_shared_headers(letter, sender, boundary)),
        body=encode_body(letter, boundary),
    )


def address(
    encoded: EncodedLetter,
    delivery: Delivery,
    *,
    site: Site,
    newsletter: Newsletter,
    key: Secret,
    unsubscribe_address: str = "",
    signer: Signer | None = None,
) -> Message:
    """The letter addressed to the delivery's subscriber, signed by the signer.

    Raises AddressError for an address that a header or an envelope cannot carry.
    """
    recipient = _checked(delivery.subscriber.address)
    urls = _personal_urls(delivery, site, newsletter, key)
    message_id = _message_id(encoded, delivery, key)
    leave_by_mail = mailto(
        unsubscribe_address or encoded.sender.address, f"unsubscribe {newsletter.name}"
    )
    gaps = {part for part in encoded.body if isinstance(part, Gap)}
    filled = {gap: gap.fill(urls[gap.placeholder]) for gap in gaps}
    fields = (
        encoded.headers,
        header("To", *mailbox_words(delivery.subscriber.name, recipient)),
        header("Message-ID", message_id),
        *_unsubscribe_headers(urls[Placeholder.UNSUBSCRIBE_URL], leave_by_mail),
    )
    headers = b"".join(fields)
    body = b"".join(
        filled[part] if isinstance(part, Gap) else part for part in encoded.body
    )
    signature = _signature(signer, encoded, headers, body)
    return Message(
        sender=encoded.sender.address,
        recipient=recipient,
        message_id=message_id,
        data=b"".join((signature, headers, b"\r\n", body)),
    )


def _signature(
    signer: Signer | None, encoded: EncodedLetter, headers: bytes, body: bytes
) -> bytes:
    """What stands before the headers; nothing where nobody signs."""
    if signer is None:
        return b""
    domain, date = encoded.sender.domain, encoded.letter.date
    return signer.sign(headers, body, sender_domain=domain, date=date)


def _shared_headers(letter: Letter, sender: Mailbox, boundary: str) -> Iterator[bytes]:
    yield header("Date", *format_datetime(letter.date).split())
    yield header("From", *mailbox_words(sender.name, sender.address))
    if letter.reply_to:
        answers = parse_mailbox(letter.reply_to)
        yield header("Reply-To", *mailbox_words(answers.name, answers.address))
    yield header("Subject", *text_words(letter.subject))
    yield header("MIME-Version", "1.0")
    yield header("Content-Language", token(letter.language))
    yield header("Content-Type", "multipart/alternative;", f'boundary="{boundary}"')
    yield from _list_headers(letter, sender)
    # RFC 3834 section 5: nobody's vacation answers a machine
    yield header("Auto-Submitted", "auto-generated")
    if letter.purpose is Purpose.ISSUE:
        yield header("Precedence", "bulk")
    yield header("Feedback-ID", _feedback_id(letter, sender))


def _list_headers(letter: Letter, sender: Mailbox) -> Iterator[bytes]:
    """What a mail program can tell about the list as a whole."""
    # RFC 2919 section 3: the name that readers see, then the name that never changes
    yield header("List-Id", *mailbox_words(letter.list_name, token(letter.list_id)))
    yield header("List-Help", mailto(sender.address, "help"))
    # RFC 2369 3.4: a list that only announces
    yield header("List-Post", "NO")
    if letter.archive_url:
        yield header("List-Archive", uri(letter.archive_url))
    if letter.archived_at:
        # RFC 5064 section 2.2
        yield header("Archived-At", uri(letter.archived_at))


def _unsubscribe_headers(url: str, leave_by_mail: str) -> Iterator[bytes]:
    """Both ways out; the first alone may be a button of the mail program."""
    yield header("List-Unsubscribe", f"{uri(url)},", leave_by_mail)
    if url.startswith("https:"):
        # RFC 8058 3.1: exactly this, and only beside an https URI
        yield header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _personal_urls(
    delivery: Delivery, site: Site, newsletter: Newsletter, key: Secret
) -> Mapping[Placeholder, str]:
    """Where the reader's own links lead.

    Who never asked for a confirmation gets rid of everything by one click in it.
    """
    number = delivery.subscriber.id
    this = Claim(subscriber=number, newsletter=newsletter.name)
    everything = Claim(subscriber=number)
    leave = everything if delivery.purpose is Purpose.CONFIRMATION else this
    claims = {
        Placeholder.UNSUBSCRIBE_URL: (LinkPurpose.LEAVE, leave),
        Placeholder.PREFERENCES_URL: (LinkPurpose.PREFERENCES, everything),
        Placeholder.CONFIRM_URL: (LinkPurpose.CONFIRM, this),
    }
    return {
        placeholder: link_url(
            site.url, purpose, make_token(key.reveal(), purpose, claim)
        )
        for placeholder, (purpose, claim) in claims.items()
    }


def _message_id(encoded: EncodedLetter, delivery: Delivery, key: Secret) -> str:
    """The same for every attempt (RFC 5322 3.6.4), so that a second copy can be folded.

    A confirmation asked for again is another message, so its delivery counts too.
    """
    letter = encoded.letter
    name = f"message {letter.list_id} {letter.key} {delivery.subscriber.id}"
    if delivery.purpose is Purpose.CONFIRMATION:
        name = f"{name} {delivery.id}"
    octets = name.encode("utf-8", "replace")
    digest = hmac.new(key.reveal().encode(), octets, sha256)
    return f"<{token(letter.key)}.{digest.hexdigest()[:32]}@{encoded.sender.domain}>"


def _feedback_id(letter: Letter, sender: Mailbox) -> str:
    """`issue:kind:list:sender`, four fields, the last the same for ever."""
    name = re.sub(r"[^a-z0-9]", "", sender.domain.lower())[:LONGEST_SENDER]
    fields = (token(letter.key), letter.purpose.value, token(letter.list_id))
    return ":".join((*fields, name.ljust(SHORTEST_SENDER, "0")))


def _checked(text: str) -> str:
    """The address, if it can stand in a header and an envelope without quoting."""
    if len(text) > LARGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        raise AddressError(
            f"{text[:80]!r}: cannot be written to; remove the subscriber"
        )
    return text
