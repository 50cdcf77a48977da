"""Hands messages to a relay by SMTP (RFC 5321): one connection, many messages.

What goes wrong is an outcome: before the body is out the message was not tried, after
it the message is in doubt.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.answers import PatientSMTP, PatientTLS
from digest.mail.message import Message
from digest.mail.outcome import in_doubt, not_tried, read_reply
from digest.relay import STARTTLS, TLS, Relay
from digest.secret import Secret

#: reply codes (RFC 5321 4.2.3): go on with the body; the relay closes the connection
GO_ON, CLOSING = 354, 421
#: what smtplib and the network raise; ValueError for a password beyond ASCII
FAILURES = (smtplib.SMTPException, OSError, ValueError)


class SmtpCourier:
    """A relay that asks for a connection each time there is mail."""

    def __init__(self, relay: Relay, password: Secret, *, timeout: int) -> None:
        self._relay = relay
        self._password = password
        self._timeout = timeout

    @contextmanager
    def session(self) -> Iterator[SmtpSession]:
        """A sitting that connects for its first message, and says QUIT at its end."""
        session = SmtpSession(self._relay, self._password, timeout=self._timeout)
        try:
            yield session
        finally:
            session.close()


class SmtpSession:
    """One connection at a time; opened again where the relay closed it."""

    def __init__(self, relay: Relay, password: Secret, *, timeout: int) -> None:
        self._relay = relay
        self._password = password
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None
        self._trouble: Outcome | None = None

    def trouble(self) -> Outcome | None:
        """Why the relay takes nothing from us in this sitting, or None."""
        if self._trouble is None and self._connection is None:
            try:
                self._connection = self._connect()
            except FAILURES as error:
                self._trouble = not_tried(f"{self._relay}: {_fact(error)}")
        return self._trouble

    def send(self, message: Message) -> Outcome:
        """One transaction; connects where that is due.

        A relay may close a connection between messages (RFC 5321 3.8): a message that
        met this before its body was out goes over a new one, once.
        """
        is_used = self._connection is not None
        if trouble := self.trouble():
            return trouble
        outcome = self._transact(message)
        is_closed = self._connection is None
        is_untouched = outcome.kind is OutcomeKind.DEFERRED and outcome.code in {
            0,
            CLOSING,
        }
        return self.send(message) if is_used and is_closed and is_untouched else outcome

    def close(self) -> None:
        """Say QUIT, and hang up whatever the answer."""
        if self._connection is not None:
            with suppress(*FAILURES):
                self._connection.quit()
            self._hang_up()

    def _transact(self, message: Message) -> Outcome:
        """MAIL, RCPT, DATA, body (RFC 5321 3.3), and what each answer means."""
        connection = self._connection
        assert connection is not None
        try:
            refusal = self._announce(connection, message)
            if refusal is not None:
                return refusal
            # the message says itself that nothing is left to stuff (RFC 5321 4.5.2)
            connection.send(message.data + b".\r\n")
        except FAILURES as error:
            self._hang_up()
            return not_tried(f"{self._relay}: {_fact(error)}")
        try:
            outcome = read_reply(*connection.getreply())
        except FAILURES as error:
            self._hang_up()
            return in_doubt(f"{self._relay}: no answer to the message: {_fact(error)}")
        if outcome.kind is OutcomeKind.UNKNOWN or outcome.code == CLOSING:
            self._hang_up()
        return outcome

    def _announce(self, connection: smtplib.SMTP, message: Message) -> Outcome | None:
        """Everything before the body; None where the relay waits for it."""
        code, text = connection.mail(message.sender)
        if code // 100 == 5:  # noqa: PLR2004  the class of permanent refusals
            # refused is our sender, not this reader: the same for every message
            reply = read_reply(code, text).reply
            fact = f"{self._relay}: refuses our sender: {code} {reply}"
            self._trouble = not_tried(fact)
            return self._trouble
        if code // 100 == 2:  # noqa: PLR2004  250, and 251 or 252 to RCPT
            code, text = connection.rcpt(message.recipient)
        if code // 100 == 2:  # noqa: PLR2004
            code, text = connection.docmd("DATA")
            # only here: said to MAIL or RCPT, the body would be read as commands
            if code == GO_ON:
                return None
        return self._refusal(connection, code, text)

    def _refusal(self, connection: smtplib.SMTP, code: int, text: bytes) -> Outcome:
        """The relay's no before the body; the connection is left ready for the next."""
        outcome = read_reply(code, text)
        if outcome.kind not in {OutcomeKind.DEFERRED, OutcomeKind.REFUSED}:
            self._hang_up()
            return not_tried(
                f"{self._relay}: answers out of turn: {code} {outcome.reply}"
            )
        if code == CLOSING or connection.rset()[0] // 100 != 2:  # noqa: PLR2004
            self._hang_up()
        return outcome

    def _connect(self) -> smtplib.SMTP:
        """A connection that is greeted, encrypted as asked, and logged in."""
        if self._relay.user and not self._password:
            # commands that send nothing do without it, so it is asked for here
            message = "wants a password; set DIGEST_SMTP_PASSWORD"
            raise ValueError(message)
        # checks the certificate and the host's name; SSL_CERT_FILE adds an authority
        context = ssl.create_default_context()
        place = (self._relay.host, self._relay.port, _own_name())
        connection: smtplib.SMTP
        if self._relay.scheme == TLS:
            connection = PatientTLS(*place, timeout=self._timeout, context=context)
        else:
            connection = PatientSMTP(*place, timeout=self._timeout)
        try:
            self._open(connection, context)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo_or_helo_if_needed()
        if self._relay.scheme == STARTTLS:
            # never without: who cut STARTTLS out of the greeting could read all
            connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
        if self._relay.user:
            connection.login(self._relay.user, self._password.reveal())

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _own_name() -> str:
    """What EHLO says, without asking DNS: a full name, else an address literal."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _fact(error: Exception) -> str:
    """What went wrong in words for the owner, with the remedy where there is one."""
    match error:
        case smtplib.SMTPAuthenticationError():
            fact = "refuses user or password"
            remedy = "; check [mail] relay and DIGEST_SMTP_PASSWORD"
            return f"{fact} ({_answer(error)}){remedy}"
        case smtplib.SMTPResponseException():
            return _answer(error)
        case smtplib.SMTPNotSupportedError():
            return f"{error} Check scheme, port and user of [mail] relay"
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that we cannot trust: {error.verify_message}"
        case OSError() if error.strerror:
            return f"{error.strerror}; is the relay there, and [mail] relay right?"
        case _:
            return str(error)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {read_reply(error.smtp_code, error.smtp_error).reply}"
