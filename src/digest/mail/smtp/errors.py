"""What ends a connection, in words for the owner, with a remedy where there is one."""

from __future__ import annotations

import os
import ssl

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.outcome import not_tried, read_reply
from digest.mail.smtp.replies import Reply, ReplyError
from digest.relay import Relay


class RelayError(Exception):
    """The connection is of no more use. Never leaves this room.

    `outcome` is what a message comes to that has not been tried because of it.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reply)
        self.outcome = outcome


class ClosingError(RelayError):
    """The relay said that it closes the connection: 421 (RFC 5321 3.8)."""


class SenderError(RelayError):
    """The relay refuses our sender, so that no other connection is of use either."""


class LoginError(RelayError):
    """The relay does not let us in."""


class FarewellError(RelayError):
    """We hung up, as nothing more was to be said: nobody's fault."""

    def __init__(self) -> None:
        super().__init__(not_tried("we hung up"))


def closing(reply: Reply) -> ClosingError:
    """The relay's 421, in its own words."""
    return ClosingError(read_reply(reply.code, reply.text))


def out_of_turn(relay: Relay, reply: Reply) -> RelayError:
    """An answer that fits no question of ours."""
    fact = f"{relay}: answers out of turn: {told(reply)}"
    return RelayError(not_tried(f'{fact}; try pipelining = "plain" in [sending]'))


def sender_refused(relay: Relay, reply: Reply) -> SenderError:
    """5yz to MAIL FROM: the same for every message, and no reader's fault."""
    fact = f"{relay}: refuses our sender: {told(reply)}"
    remedy = "let it send for [bounces] address, or else for the newsletter's from"
    return SenderError(not_tried(f"{fact}; {remedy}"))


def not_served(relay: Relay, reply: Reply) -> RelayError:
    """The relay says no before there is a message."""
    remedy = f"ask who runs it, or check {relay.setting}"
    return RelayError(not_tried(f"{relay}: {told(reply)}; {remedy}"))


def login_refused(relay: Relay, reply: Reply, detail: str = "") -> LoginError:
    """What we log in with is not taken; `detail` is what the relay said before."""
    said = " ".join(filter(None, (told(reply), detail)))
    secret = "token_command" if relay.token_command else relay.password_setting
    remedy = f"check {relay.setting} and {secret}"
    fact = f"{relay}: refuses user or password ({said}); {remedy}"
    return LoginError(not_tried(fact))


def too_large(relay: Relay, octets: int, limit: int) -> Outcome:
    """What a message comes to that is longer than the relay takes (RFC 1870)."""
    fact = f"{relay}: takes messages of {limit} octets, and this one has {octets}"
    return Outcome(
        kind=OutcomeKind.REFUSED, status="5.3.4", reply=f"{fact}; send less in one"
    )


def broken(relay: Relay, error: Exception) -> RelayError:
    """A connection that could not be made, or did not last."""
    return RelayError(not_tried(f"{relay}: {_fact_of(error, relay.setting)}"))


def _fact_of(error: Exception, setting: str) -> str:
    """What went wrong, as it is told behind the relay's name."""
    match error:
        case ssl.SSLCertVerificationError():
            fact = "shows a certificate that we cannot trust"
            remedy = f"check the host of {setting}, or name its authority's file"
            return f"{fact}: {error.verify_message}; {remedy} in SSL_CERT_FILE"
        case ssl.SSLError():
            fact = f"cannot agree on encryption: {error.reason or error}"
            return f"{fact}; check scheme and port of {setting}"
        case ReplyError():
            return f"{error}; is {setting} right?"
        case TimeoutError():
            return f"{str(error) or 'no answer in time'}; is {setting} right?"
        case OSError():
            fact = _system_words(error)
            return f"{fact}; is the relay there, and {setting} right?"
        case _:
            return str(error) or type(error).__name__


def told(reply: Reply) -> str:
    """The reply in one line."""
    return f"{reply.code} {read_reply(reply.code, reply.text).reply}"


def _system_words(error: OSError) -> str:
    """What the system says, without the loop's own words about it."""
    if error.errno is not None and error.errno > 0:
        return os.strerror(error.errno)
    return error.strerror or str(error) or "the relay hung up"
