"""Reads a relay's answers with a limit of time and size for each as a whole.

The standard library waits anew for every octet and takes any number of lines: a relay
that drips or never stops talking would hold up all mail.
"""

from __future__ import annotations

import smtplib
import socket
from time import monotonic

#: octets of one answer with all its lines; RFC 5321 4.5.3.1.5 asks for 512 a line
LONGEST_ANSWER = 65_536
OCTETS_AT_A_TIME = 4096


class Answers:
    """What the relay says, a line at a time: the `file` of an smtplib connection."""

    def __init__(self, line: socket.socket, timeout: float) -> None:
        self._line = line
        self._timeout = timeout
        self._heard = b""
        self._end = 0.0
        self._octets = 0

    def begin(self) -> None:
        """Expect one more answer from now on."""
        self._end = monotonic() + self._timeout
        self._octets = 0

    def readline(self, longest: int) -> bytes:
        """The next line, or what was heard before the relay hung up; raises OSError."""
        while b"\n" not in self._heard and len(self._heard) < longest:
            data = self._hear()
            if not data:
                break
            self._heard += data
        line, end, self._heard = self._heard.partition(b"\n")
        self._octets += len(line)
        if self._octets > LONGEST_ANSWER:
            raise ConnectionAbortedError("the answer does not end")
        return line + end

    def close(self) -> None:
        """Nothing of its own to close: the connection closes its socket."""

    def _hear(self) -> bytes:
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError(f"no whole answer within {self._timeout:g} seconds")
        self._line.settimeout(left)
        try:
            return self._line.recv(OCTETS_AT_A_TIME)
        finally:
            self._line.settimeout(self._timeout)


class PatientSMTP(smtplib.SMTP):
    """An SMTP connection whose every answer must come whole within the timeout."""

    def getreply(self) -> tuple[int, bytes]:
        """The next answer; raises SMTPServerDisconnected where none comes in time."""
        if self.file is None:
            # a new one after STARTTLS: what was said in the clear counts no more
            assert self.sock is not None
            self.file = Answers(self.sock, self.timeout)
        self.file.begin()
        return super().getreply()


class PatientTLS(PatientSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the start."""
