"""The way to one relay, as whoever sends has it."""

from __future__ import annotations

import ssl
from collections.abc import Callable

from digest.mail.parcel import Desk
from digest.mail.smtp.credentials import Credentials
from digest.mail.smtp.sitting import Sitting
from digest.relay import Relay
from digest.secret import Secret


class SmtpPool:
    """A carrier (`Carrier`): connections to a relay, as many as there is work for."""

    def __init__(
        self,
        relay: Relay,
        password: Secret,
        *,
        timeout: float,
        seed: str = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`timeout` is in seconds, for one answer; `seed` changes pauses a little."""
        self._relay, self._timeout, self._seed = relay, timeout, seed
        self._credentials = Credentials(relay, password)
        self._tls = tls
        self._sitting: Sitting | None = None
        self._is_closed = False

    async def run(self, desk: Desk, *, is_stopping: Callable[[], bool]) -> None:
        """Carry what the desk gives until closed, or stopping; raises what it raises.

        Every message that was taken is settled or given back when this returns.
        """
        self._sitting = Sitting(
            self._relay,
            self._credentials,
            desk,
            timeout=self._timeout,
            seed=self._seed,
            # checks certificate and host; SSL_CERT_FILE adds an authority
            tls=self._tls or ssl.create_default_context(),
        )
        try:
            if not self._is_closed:
                await self._sitting.run(is_stopping)
        finally:
            self._sitting = None

    def wake(self) -> None:
        """There may be more to take: connections at rest ask again."""
        if self._sitting is not None:
            self._sitting.wake()

    def close(self) -> None:
        """Take no more; `run` returns once all that is out was answered."""
        self._is_closed = True
        if self._sitting is not None:
            self._sitting.close()
