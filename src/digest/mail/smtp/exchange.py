"""The messages of one connection, once it is open (RFC 5321 3.3). Without I/O.

In chain mode the body of one message and the envelope of the next go out together (RFC
2920 3.1), and the next body waits for the reply to the one before: of one connection,
one message at most is ever in doubt.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.outcome import in_doubt, read_reply
from digest.mail.parcel import Desk, Parcel
from digest.mail.smtp.errors import (
    FarewellError,
    RelayError,
    broken,
    closing,
    out_of_turn,
    sender_refused,
    too_large,
)
from digest.mail.smtp.opening import CLOSING, Abilities
from digest.mail.smtp.replies import Reply, ReplyError, ReplyReader
from digest.mail.smtp.returns import Returns
from digest.relay import Pipelining, Relay

#: reply codes (RFC 5321 4.2.3): go on with the body; the message is too large
GO_ON, TOO_LARGE = 354, 552
#: first digits of a reply (RFC 5321 4.2.1)
TAKEN, LATER, NEVER = 2, 4, 5


class Line(Protocol):
    """What an exchange writes to."""

    @property
    def is_all_written(self) -> bool:
        """Whether the last octet that was given may have left."""
        ...

    def write(self, pieces: Sequence[bytes]) -> None:
        """Send these octets; where the first piece is long, as they are taken.

        The pieces behind the first leave together with its end.
        """
        ...

    def hang_up(self, error: RelayError) -> None:
        """Send nothing more, read nothing, and end the exchange."""
        ...


class Exchange:
    """Takes parcels from the desk and says them, as the relay's replies allow.

    It is at rest when the desk had none; `ask` has it look again.
    """

    def __init__(
        self,
        relay: Relay,
        abilities: Abilities,
        *,
        desk: Desk,
        returns: Returns,
        line: Line,
    ) -> None:
        self._relay, self._desk, self._returns = relay, desk, returns
        self._line, self._reader = line, ReplyReader()
        self._abilities = abilities
        mode = relay.pipelining if abilities.has_pipelining else Pipelining.PLAIN
        self._is_chain = mode is Pipelining.CHAIN
        self._is_plain = mode is Pipelining.PLAIN
        #: what is done with the replies that are due, oldest first
        self._due: deque[Callable[[Reply], None]] = deque()
        # bound once: they are put there for every message
        self._on_envelope = (
            self._mail_answered,
            self._rcpt_answered,
            self._data_answered,
        )
        self._on_body = self._body_answered
        #: whose envelope is out, with its body in hand
        self._envelope: Parcel | None = None
        self._data = b""
        #: what the relay has against it
        self._refusal: Outcome | None = None
        self._is_mail_taken = self._is_rcpt_taken = False
        #: whose body is out, or on its way
        self._body: Parcel | None = None
        self._is_closing = False
        self._end: RelayError | None = None
        #: whether the desk has yet to say if the body may go
        self.is_announced = False
        #: whether it has said QUIT
        self.is_leaving = False
        #: replies that came, and messages that were answered
        self.heard = self.answered = 0
        #: whether a sender of ours was ever taken
        self.is_let_in = False

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is on its way."""
        return not self._due and self._envelope is None

    @property
    def is_waiting(self) -> bool:
        """Whether it is the relay's turn."""
        return bool(self._due)

    def begin(self, parcel: Parcel) -> None:
        """Say the first message, which was taken already."""
        self._say(self._opened(parcel) or self._next())

    def ask(self) -> None:
        """See whether there is more, where nothing is on its way."""
        if self.is_at_rest and self._end is None:
            self._say(self._next())

    def close(self) -> None:
        """Take no more; QUIT once all that is out was answered."""
        self._is_closing = True
        self.ask()

    def receive(self, octets: bytes) -> None:
        """Go on with what the relay said."""
        try:
            replies = self._reader.feed(octets)
            self.heard += len(replies)
            for reply in replies:
                if not self._due:
                    raise self._misplaced(reply)
                self._due.popleft()(reply)
        except RelayError as error:
            self._line.hang_up(error)
        except ReplyError as error:
            self._line.hang_up(broken(self._relay, error))

    def end(self, error: RelayError) -> None:
        """The connection is gone: say so of each message that was on its way."""
        if self._end is not None:
            return
        self._end = error
        self._due.clear()
        if (parcel := self._body) is not None:
            self._body = None
            if self._line.is_all_written:
                self._desk.settle(parcel, self._doubt(error))
            else:
                # without its last dot the relay has nothing (RFC 5321 4.1.1.4)
                self._returns.give_back(parcel, error.outcome)
        if self._envelope is not None and not self.is_announced:
            self._give_back(self._envelope, error)

    # what is said

    def _say(self, words: bytes) -> None:
        if words:
            self._line.write((words,))

    def _next(self) -> bytes:
        """The beginning of the next message, or QUIT; nothing where there is none."""
        while not self._is_closing and (parcel := self._desk.take()) is not None:
            if words := self._opened(parcel):
                return words
        if self._is_closing and self.is_at_rest:
            self.is_leaving = True
            self._due.append(self._quit_answered)
            return b"QUIT\r\n"
        return b""

    def _opened(self, parcel: Parcel) -> bytes:
        """The envelope, as much as may be said of it; nothing for what is too large."""
        data, limit = parcel.make(), self._abilities.size
        if 0 < limit < len(data):
            self._desk.settle(parcel, too_large(self._relay, len(data), limit))
            return b""
        self._envelope, self._data, self._refusal = parcel, data, None
        self._is_mail_taken = self._is_rcpt_taken = False
        # RFC 1870: a relay that has no room for it says so before the body goes
        size = b" SIZE=%d" % len(data) if self._abilities.has_size else b""
        mail = b"MAIL FROM:<%b>%b\r\n" % (parcel.sender, size)
        if self._is_plain:
            self._due.append(self._mail_answered)
            return mail
        self._due.extend(self._on_envelope)
        return b"%bRCPT TO:<%b>\r\nDATA\r\n" % (mail, parcel.recipient)

    def _go(self, is_granted: bool) -> None:  # noqa: FBT001  as a desk calls it
        """The desk's word on the body that the relay waits for."""
        self.is_announced = False
        parcel, self._envelope = self._envelope, None
        assert parcel is not None
        if self._end is not None:
            if is_granted:
                self._give_back(parcel, self._end)
        elif not is_granted:
            # a dot alone would be an empty message, and its reader would get it
            self._line.hang_up(FarewellError())
        else:
            self._body, data = parcel, self._data
            self._due.append(self._on_body)
            following = self._next() if self._is_chain else b""
            # nothing is left to stuff in it (RFC 5321 4.5.2)
            self._line.write((data, b".\r\n" + following))

    # what is answered

    def _mail_answered(self, reply: Reply) -> None:
        if reply.code // 100 == TAKEN:
            self._is_mail_taken = self.is_let_in = True
        elif reply.code // 100 == NEVER and reply.code != TOO_LARGE:
            raise sender_refused(self._relay, reply)
        else:
            self._refuse(reply)
        if self._is_plain:
            assert self._envelope is not None
            rcpt = b"RCPT TO:<%b>\r\n" % self._envelope.recipient
            self._say_next(rcpt, self._rcpt_answered)

    def _rcpt_answered(self, reply: Reply) -> None:
        # 250, and 251 or 252 for mailboxes elsewhere
        if reply.code // 100 == TAKEN:
            self._is_rcpt_taken = True
        else:
            self._refuse(reply)
        if self._is_plain:
            self._say_next(b"DATA\r\n", self._data_answered)

    def _data_answered(self, reply: Reply) -> None:
        if reply.code != GO_ON:
            self._refuse(reply)
            self._settle_refusal()
            self._start_over()
        elif self._refusal is None:
            assert self._envelope is not None
            self.is_announced = True
            self._desk.announce(self._envelope, self._go)
        elif self._is_rcpt_taken:
            # whoever takes a reader without a sender would send on an empty body
            self._settle_refusal()
            raise FarewellError
        else:
            # waits for a body, but nobody is to get it (RFC 2920 3.1)
            self._due.append(self._empty_answered)
            self._say(b".\r\n")

    def _body_answered(self, reply: Reply) -> None:
        parcel, outcome = self._body, read_reply(reply.code, reply.text)
        assert parcel is not None
        is_whole = self._line.is_all_written
        if not is_whole and outcome.kind is OutcomeKind.ACCEPTED:
            raise out_of_turn(self._relay, reply)
        self._body = None
        self.answered += 1
        self._desk.settle(parcel, outcome)
        if reply.code == CLOSING or outcome.kind is OutcomeKind.UNKNOWN or not is_whole:
            raise self._misplaced(reply)
        self.ask()

    def _empty_answered(self, reply: Reply) -> None:
        self._settle_refusal()
        if reply.code == CLOSING:
            raise closing(reply)
        self._start_over()

    def _reset_answered(self, reply: Reply) -> None:
        if reply.code // 100 != TAKEN:
            raise self._misplaced(reply)
        self.ask()

    def _quit_answered(self, _: Reply) -> None:
        raise FarewellError

    # what comes of it

    def _refuse(self, reply: Reply) -> None:
        """Keep the relay's no; the first one counts, others follow from it."""
        if reply.code == CLOSING or reply.code // 100 not in {LATER, NEVER}:
            raise self._misplaced(reply)
        if self._refusal is None:
            self._refusal = read_reply(reply.code, reply.text)

    def _say_next(self, words: bytes, answered: Callable[[Reply], None]) -> None:
        """In plain mode: the next step of the envelope, unless the last one failed."""
        if self._refusal is None:
            self._due.append(answered)
            self._say(words)
        else:
            self._settle_refusal()
            self._start_over()

    def _settle_refusal(self) -> None:
        parcel, self._envelope = self._envelope, None
        assert parcel is not None
        assert self._refusal is not None
        self.answered += 1
        self._desk.settle(parcel, self._refusal)

    def _start_over(self) -> None:
        """RSET, as the relay may still hold a sender, and the next message."""
        self._due.append(self._reset_answered)
        self._say(b"RSET\r\n" + (b"" if self._is_plain else self._next()))

    def _misplaced(self, reply: Reply) -> RelayError:
        """What to make of a reply that nobody waited for."""
        is_closing = reply.code == CLOSING
        return closing(reply) if is_closing else out_of_turn(self._relay, reply)

    def _doubt(self, error: RelayError) -> Outcome:
        fact = error.outcome.reply.removeprefix(f"{self._relay}: ")
        return in_doubt(f"{self._relay}: no answer to the message: {fact}")

    def _give_back(self, parcel: Parcel, error: RelayError) -> None:
        self._envelope = None
        # a relay may close a connection between two messages (RFC 5321 3.8)
        if self.answered and not self._is_mail_taken:
            self._returns.give_back_blameless(parcel)
        else:
            self._returns.give_back(parcel, error.outcome)
