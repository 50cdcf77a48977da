"""The letters of one run, each rendered once, and then addressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Any

from digest.deliveries import Delivery, Letter, Outcome, OutcomeKind, Purpose
from digest.errors import AddressError, DigestError, StoreError
from digest.issues import Newsletter
from digest.mail.mailroom import Mailroom
from digest.mail.messages.counted_links import led_by_us
from digest.mail.messages.message import Mailing, encode_letter
from digest.mail.outcome import not_tried
from digest.mail.parcel import Parcel

#: letters kept encoded; each is some dozens of KB
MOST = 64


class Letters:
    """Makes parcels of deliveries."""

    def __init__(self, mailroom: Mailroom) -> None:
        self._mailroom = mailroom
        self._newsletters: Mapping[str, Newsletter] = {
            newsletter.name: newsletter for newsletter in mailroom.newsletters
        }
        #: of issues
        self._mailings: dict[tuple[str, int], Mailing | Outcome] = {}
        #: to one reader alone, in a language; each has yet to get its date
        self._undated: dict[tuple[Purpose, str, str], Letter] = {}

    def parcel(self, delivery: Delivery) -> Parcel | Outcome:
        """The delivery's parcel, or why there can be none."""
        newsletter = self._newsletters.get(delivery.newsletter)
        if newsletter is None:
            section = f"[newsletters.{delivery.newsletter}]"
            return not_tried(f"digest.toml: has no {section}; put it back")
        mailing = self._mailing(delivery, newsletter)
        if isinstance(mailing, Outcome):
            return mailing
        try:
            return mailing.parcel(delivery)
        except AddressError as error:
            return Outcome(kind=OutcomeKind.REFUSED, reply=str(error))
        except Exception as error:  # noqa: BLE001  one letter stops no other
            return _fault(delivery, error)

    def _mailing(self, delivery: Delivery, newsletter: Newsletter) -> Mailing | Outcome:
        """The letter, or why it cannot be made; an issue's is found once for all."""
        if delivery.purpose is not Purpose.ISSUE:
            return self._try(delivery, newsletter)
        name = (delivery.newsletter, delivery.issue)
        if name not in self._mailings:
            if len(self._mailings) >= MOST:
                self._mailings.clear()
            self._mailings[name] = self._try(delivery, newsletter)
        return self._mailings[name]

    def _try(self, delivery: Delivery, newsletter: Newsletter) -> Mailing | Outcome:
        """Raises StoreError: that is no fault of the letter."""
        try:
            return self._open(delivery, newsletter)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  one letter stops no other
            return _fault(delivery, error)

    def _open(self, delivery: Delivery, newsletter: Newsletter) -> Mailing:
        room = self._mailroom
        return Mailing(
            encode_letter(self._letter(delivery, newsletter)),
            site=room.site,
            newsletter=newsletter,
            key=room.key,
            unsubscribe_address=room.mail.unsubscribe_address,
            bounces_address=room.bounces.address,
            signer=room.signer,
        )

    def _letter(self, delivery: Delivery, newsletter: Newsletter) -> Letter:
        room = self._mailroom
        if delivery.purpose is Purpose.ISSUE:
            letter = room.store.letter(delivery.newsletter, delivery.issue)
            place = (delivery.newsletter, delivery.issue)
            return led_by_us(letter, room.site.url, *place)
        name = (delivery.purpose, delivery.newsletter, delivery.subscriber.language)
        if name not in self._undated:
            self._undated[name] = self._render(delivery, newsletter)
        # when it was asked for, so that each attempt is the same to the octet
        return replace(self._undated[name], date=delivery.planned)

    def _render(self, delivery: Delivery, newsletter: Newsletter) -> Letter:
        """A letter for one reader alone, in their language."""
        room = self._mailroom
        # late: what fills templates is as large as the rest of a sender, and an issue
        # is frozen as it was rendered
        from digest.render import letters  # noqa: PLC0415

        language = delivery.subscriber.language
        given = (room.theme, room.site, newsletter, room.mail)
        said: dict[str, Any] = {"date": delivery.planned, "language": language}
        if delivery.purpose is Purpose.MOVE:
            return letters.render_moving(*given, **said)
        if delivery.purpose is Purpose.WELCOME:
            note = room.welcome(newsletter.name)
            return letters.render_welcome(*given, **said, note=note)
        return letters.render_confirmation(*given, **said)


def _fault(delivery: Delivery, error: Exception) -> Outcome:
    """Why the delivery has to wait, in words for the owner."""
    if isinstance(error, DigestError):
        return not_tried(str(error))
    *_, last = extract_tb(error.__traceback__)
    where = f"{Path(last.filename).name}:{last.lineno}"
    fact = f"cannot be made ({type(error).__name__}: {error}, {where})"
    remedy = "report it as a fault of digest"
    return not_tried(f"letter of {delivery.newsletter}: {fact}; {remedy}")
