"""The letters of one run, each rendered and encoded once, and then addressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from digest.deliveries import Delivery, Letter, Outcome, OutcomeKind, Purpose
from digest.errors import AddressError, ContentError, ThemeError
from digest.issues import Newsletter
from digest.mail.counted_links import led_by_us
from digest.mail.mailroom import Mailroom
from digest.mail.message import Mailing, encode_letter
from digest.mail.outcome import not_tried
from digest.mail.parcel import Parcel

#: letters kept encoded; each is some dozens of KB
MOST = 64


class Letters:
    """Makes parcels of deliveries."""

    def __init__(self, mailroom: Mailroom, clock: Callable[[], datetime]) -> None:
        self._mailroom = mailroom
        self._clock = clock
        self._newsletters: Mapping[str, Newsletter] = {
            newsletter.name: newsletter for newsletter in mailroom.newsletters
        }
        self._mailings: dict[tuple[Purpose, str, int, str], Mailing] = {}

    def parcel(self, delivery: Delivery) -> Parcel | Outcome:
        """The delivery's parcel, or why there can be none."""
        newsletter = self._newsletters.get(delivery.newsletter)
        if newsletter is None:
            section = f"[newsletters.{delivery.newsletter}]"
            return not_tried(f"digest.toml: has no {section}; put it back")
        try:
            return self._mailing(delivery, newsletter).parcel(delivery)
        except AddressError as error:
            return Outcome(kind=OutcomeKind.REFUSED, reply=str(error))
        except (ContentError, ThemeError) as error:
            return not_tried(str(error))

    def _mailing(self, delivery: Delivery, newsletter: Newsletter) -> Mailing:
        is_issue = delivery.purpose is Purpose.ISSUE
        # an issue is written in one language; what is for one reader, in theirs
        language = "" if is_issue else delivery.subscriber.language
        name = (delivery.purpose, delivery.newsletter, delivery.issue, language)
        if name not in self._mailings:
            if len(self._mailings) >= MOST:
                self._mailings.clear()
            self._mailings[name] = self._open(delivery, newsletter)
        return self._mailings[name]

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
        # late: what fills templates is as large as the rest of a sender, and an issue
        # is frozen as it was rendered
        from digest.render import letters  # noqa: PLC0415

        language = delivery.subscriber.language
        given = (room.theme, room.site, newsletter, room.mail)
        said: dict[str, Any] = {"date": self._clock(), "language": language}
        if delivery.purpose is Purpose.MOVE:
            return letters.render_moving(*given, **said)
        if delivery.purpose is Purpose.WELCOME:
            note = room.welcome(newsletter.name)
            return letters.render_welcome(*given, **said, note=note)
        return letters.render_confirmation(*given, **said)
