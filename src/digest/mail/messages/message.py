"""Letter + subscriber -> the bytes of one message (RFC 5322), without I/O.

A letter is encoded once; addressing puts a few personal values between its constant
parts. The same letter for the same subscriber is the same message, on every attempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from digest.addresses import LARGEST_ADDRESS, Mailbox, parse_mailbox
from digest.deliveries import Delivery, Letter, Placeholder, Purpose
from digest.errors import AddressError
from digest.issues import Newsletter
from digest.mail.messages.body import Gap, boundary_of, encode_body
from digest.mail.messages.headers import header, mailbox_words, mailto, token, uri
from digest.mail.messages.letterhead import letterhead
from digest.mail.messages.personal_links import personal_url
from digest.mail.messages.signing import Signer
from digest.mail.parcel import Parcel
from digest.model import Site
from digest.secret import Secret
from digest.signed.return_path import return_address
from digest.signed.seal import seal

#: RFC 8058 3.1: exactly this, and only beside an https URI
ONE_CLICK = header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
#: what anybody can have sent to any address: a name that a stranger wrote into a form
#: would be their words in our letter
QUESTIONS = frozenset({Purpose.CONFIRMATION, Purpose.MOVE})
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
        headers=letterhead(letter, sender, boundary),
        body=encode_body(letter, boundary),
    )


class Mailing:
    """One letter on its way to many: what is the same for all is worked out once."""

    def __init__(
        self,
        encoded: EncodedLetter,
        *,
        site: Site,
        newsletter: Newsletter,
        key: Secret,
        unsubscribe_address: str = "",
        bounces_address: str = "",
        signer: Signer | None = None,
    ) -> None:
        """Bounces go to the sender of the letter where no other address takes them."""
        letter, sender = encoded.letter, encoded.sender
        self._encoded = encoded
        self._site_url = site.url
        self._key = key
        self._octets_of_key = key.reveal().encode()
        self._bounces_address = bounces_address
        self._signer = signer
        leave_address = unsubscribe_address or sender.address
        self._leave_by_mail = mailto(leave_address, f"unsubscribe {newsletter.name}")
        # no word before it: the line cannot be folded, and is to stay short
        self._leave_with_token = mailto(leave_address, "").rstrip(">")
        name = f"message {letter.list_id} {letter.key} "
        self._name = name.encode("utf-8", "replace")
        self._id_starts = f"<{token(letter.key)}."
        self._id_ends = f"@{sender.domain}>"
        self._constants = [b"" if isinstance(one, Gap) else one for one in encoded.body]
        self._gaps = tuple(_places(encoded.body).items())
        self._placeholders = {
            *(gap.placeholder for gap, _ in self._gaps),
            Placeholder.UNSUBSCRIBE_URL,
        }

    def parcel(self, delivery: Delivery) -> Parcel:
        """The delivery's envelope, with its message.

        Raises AddressError for an address that a header or an envelope cannot carry.
        """
        recipient = _checked(delivery.recipient).encode("ascii")
        # made here: what cannot be made must not be found out within a connection
        data = self._data(delivery)
        return Parcel(
            delivery.id,
            self._sender(delivery).encode("ascii"),
            recipient,
            lambda: data,
        )

    def message(self, delivery: Delivery) -> Message:
        """The letter addressed to the delivery's subscriber; raises as `parcel`."""
        return Message(
            sender=self._sender(delivery),
            recipient=_checked(delivery.recipient),
            message_id=self._message_id(delivery),
            data=self._data(delivery),
        )

    def _sender(self, delivery: Delivery) -> str:
        """Who hears of a bounce."""
        if not self._bounces_address:
            return self._encoded.sender.address
        return return_address(self._bounces_address, self._octets_of_key, delivery.id)

    def _data(self, delivery: Delivery) -> bytes:
        """The message, with the signature before its headers."""
        key = self._key.reveal()
        urls = {
            placeholder: personal_url(
                placeholder, delivery, site_url=self._site_url, key=key
            )
            for placeholder in self._placeholders
        }
        parts = self._constants.copy()
        for gap, places in self._gaps:
            filled = gap.fill(urls[gap.placeholder])
            for place in places:
                parts[place] = filled
        shared = self._encoded.headers
        own = b"".join(self._headers(delivery, urls[Placeholder.UNSUBSCRIBE_URL]))
        if self._signer is None:
            return b"".join((shared, own, b"\r\n", *parts))
        body = b"".join(parts)
        signature = self._signer.sign(
            shared,
            own,
            body,
            sender_domain=self._encoded.sender.domain,
            date=self._encoded.letter.date,
        )
        return b"".join((signature, shared, own, b"\r\n", body))

    def _headers(self, delivery: Delivery, leave_url: str) -> Iterator[bytes]:
        is_question = delivery.purpose in QUESTIONS
        name = "" if is_question else delivery.subscriber.name
        yield header("To", *mailbox_words(name, delivery.recipient))
        yield header("Message-ID", self._message_id(delivery))
        if delivery.purpose is Purpose.MOVE:
            # a stranger may have it, who must not end what the reader gets
            yield header("List-Unsubscribe", self._leave_by_mail)
            return
        # both ways out; the first alone may be a button of the mail program
        by_mail = self._leave_by_mail
        if self._bounces_address:
            # a program may read it: by the token of the link it is proven who asks
            by_mail = f"{self._leave_with_token}{leave_url.rpartition('/')[2]}>"
        yield header("List-Unsubscribe", f"{uri(leave_url)},", by_mail)
        if leave_url.startswith("https:"):
            yield ONE_CLICK

    def _message_id(self, delivery: Delivery) -> str:
        """The same for every attempt (RFC 5322 3.6.4): a second copy can be folded.

        A personal letter asked for again is another one, so its delivery counts too.
        """
        name = b"%b%d" % (self._name, delivery.subscriber.id)
        if delivery.purpose is not Purpose.ISSUE:
            name = b"%b %d" % (name, delivery.id)
        digest = seal(self._octets_of_key, name)
        return f"{self._id_starts}{digest[:16].hex()}{self._id_ends}"


def address(
    encoded: EncodedLetter,
    delivery: Delivery,
    *,
    site: Site,
    newsletter: Newsletter,
    key: Secret,
    unsubscribe_address: str = "",
    bounces_address: str = "",
    signer: Signer | None = None,
) -> Message:
    """The one message of a letter that goes to nobody else; raises as `Mailing`."""
    mailing = Mailing(
        encoded,
        site=site,
        newsletter=newsletter,
        key=key,
        unsubscribe_address=unsubscribe_address,
        bounces_address=bounces_address,
        signer=signer,
    )
    return mailing.message(delivery)


def _places(body: tuple[bytes | Gap, ...]) -> dict[Gap, list[int]]:
    """Where each gap stands in the body."""
    places: dict[Gap, list[int]] = {}
    for place, part in enumerate(body):
        if isinstance(part, Gap):
            places.setdefault(part, []).append(place)
    return places


def _checked(text: str) -> str:
    """The address, if it can stand in a header and an envelope without quoting."""
    if len(text) > LARGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        raise AddressError(
            f"{text[:80]!r}: cannot be written to; remove the subscriber"
        )
    return text
