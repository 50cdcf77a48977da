"""What we log in with: the password, or a token that a program of the owner prints."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE

from digest.lines import one_line
from digest.mail.outcome import not_tried
from digest.mail.smtp.errors import LoginError
from digest.relay import Relay
from digest.secret import Secret

#: seconds that the program may take
LONGEST_RUN = 30.0
#: characters of a token, and of what a program says of its trouble
LONGEST_TOKEN, LONGEST_TROUBLE = 16_384, 200


class Credentials:
    """The password of a relay; a token is kept until the relay refuses it."""

    def __init__(self, relay: Relay, password: Secret) -> None:
        self._relay = relay
        self._password = password
        self._token: Secret | None = None
        #: one program at a time, however many connections open
        self._lock = asyncio.Lock()

    async def reveal(self) -> str:
        """What goes to the relay; raises LoginError where there is nothing."""
        if not self._relay.user:
            return ""
        if not self._relay.token_command:
            if not self._password:
                # commands that send nothing do without it, so it is asked for here
                setting = self._relay.password_setting
                raise self._error(f"wants a password; set {setting}")
            return self._password.reveal()
        async with self._lock:
            if self._token is None:
                self._token = Secret(await self._run())
            return self._token.reveal()

    def is_renewable(self, refused: str) -> bool:
        """Forget the token that the relay refused; whether another one may do."""
        if self._token is not None and self._token.reveal() == refused:
            self._token = None
        return bool(self._relay.token_command)

    async def _run(self) -> str:
        """What the program prints; it runs without a shell."""
        program = self._relay.token_command[0]
        try:
            process = await asyncio.create_subprocess_exec(
                *self._relay.token_command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE
            )
        except OSError as error:
            raise self._trouble(f"{program} cannot be run: {error.strerror}") from error
        try:
            async with asyncio.timeout(LONGEST_RUN):
                printed, told = await process.communicate()
        except TimeoutError as error:
            fact = f"{program} took more than {LONGEST_RUN:g} seconds"
            raise self._trouble(fact) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            said = one_line(told.decode("utf-8", "replace"), longest=LONGEST_TROUBLE)
            raise self._trouble(f"{program} ended with {process.returncode}: {said}")
        return self._checked(program, printed)

    def _checked(self, program: str, printed: bytes) -> str:
        token = printed.decode("ascii", "replace").strip()
        if not token or len(token) > LONGEST_TOKEN or not token.isascii():
            raise self._trouble(f"{program} prints no token")
        if not token.isprintable() or " " in token:
            raise self._trouble(f"{program} prints more than a token")
        return token

    def _trouble(self, fact: str) -> LoginError:
        return self._error(f"token_command: {fact}; run it by hand and mend it")

    def _error(self, fact: str) -> LoginError:
        return LoginError(not_tried(f"{self._relay}: {fact}"))
