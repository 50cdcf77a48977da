"""All connections of one run to one relay: who opens them, and when again."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable

from digest.mail.parcel import Desk, Parcel
from digest.mail.smtp.connection import Connection
from digest.mail.smtp.credentials import Credentials
from digest.mail.smtp.errors import (
    FarewellError,
    LoginError,
    RelayError,
    SenderError,
    broken,
)
from digest.mail.smtp.exchange import Exchange
from digest.mail.smtp.opening import Abilities, open_dialogue
from digest.mail.smtp.returns import Returns
from digest.mail.smtp.spell import Spell
from digest.relay import TLS, Relay

#: seconds that a connection stays open with nothing to say
REST = 30.0
#: seconds between two looks at all connections
LOOK = 0.25
#: connections that one which works brings with it
GROWTH = 2
#: failures in a row after which a relay that takes our sender counts as away, too
PATIENCE = 3


class Sitting:
    """From the first message to the last; one connection at first, and then more."""

    def __init__(
        self,
        relay: Relay,
        credentials: Credentials,
        desk: Desk,
        *,
        timeout: float,
        seed: str,
        tls: ssl.SSLContext,
    ) -> None:
        self._relay, self._credentials, self._desk = relay, credentials, desk
        self._timeout, self._tls, self._name = timeout, tls, own_name()
        self._returns, self._spell = Returns(desk), Spell(seed)
        self._loop = asyncio.get_running_loop()
        self._done: asyncio.Future[None] = self._loop.create_future()
        # a dict for its order: whom to ask first is no chance
        self._connections: dict[Connection, None] = {}
        #: the first message of each connection that is not yet there
        self._opening: dict[asyncio.Task[None], Parcel] = {}
        #: gone, while the desk has yet to say what becomes of a message of theirs
        self._leaving: list[Exchange] = []
        self._is_waking = self._is_closed = False

    async def run(self, is_stopping: Callable[[], bool]) -> None:
        """Carry until closed or stopping; raises what the desk raised."""
        looking = self._loop.create_task(self._look(is_stopping))
        try:
            self.wake()
            await self._done
        finally:
            looking.cancel()
            await self._abort()

    def wake(self) -> None:
        """Have connections at rest ask for more, and one more come.

        Soon, and once: a desk calls this in the midst of what it is told.
        """
        if not self._is_waking:
            self._is_waking = True
            self._loop.call_soon(self._ask_all)

    def _ask_all(self) -> None:
        self._is_waking = False
        for connection in tuple(self._connections):
            connection.ask()
        self._grow(1)

    def close(self) -> None:
        """Take no more, and end once all that is out was answered."""
        self._is_closed = True
        for task in tuple(self._opening):
            task.cancel()
        for connection in tuple(self._connections):
            connection.close()
        self._end_if_done()

    # what connections tell

    def proved(self) -> None:
        """The relay answers messages."""
        self._spell.end()
        self._grow(GROWTH)

    def ended(self, connection: Connection, error: RelayError) -> None:
        """Open another in its place, at once if it was of use."""
        self._connections.pop(connection, None)
        exchange = connection.exchange
        assert exchange is not None
        if exchange.is_announced:
            self._leaving.append(exchange)
        is_of_use = exchange.answered or isinstance(error, FarewellError)
        if isinstance(error, SenderError) or not is_of_use:
            self._note_failure(error, is_let_in=exchange.is_let_in)
        # later: the desk may be in the midst of something
        self._loop.call_soon(self._replace)

    def failed(self, error: Exception) -> None:
        """The desk raised, so that the run ends."""
        if not self._done.done():
            self._done.set_exception(error)

    # how they come to be

    def _grow(self, count: int) -> None:
        """Open so many more, where there is room and work for them."""
        for _ in range(count):
            parcel = self._taken() if self._may_grow else None
            if parcel is None:
                return
            task = self._loop.create_task(self._start(parcel))
            self._opening[task] = parcel
            task.add_done_callback(self._started)

    def _taken(self) -> Parcel | None:
        try:
            return self._desk.take()
        except Exception as error:  # noqa: BLE001  whatever the desk raises ends all
            self.failed(error)
            return None

    @property
    def _may_grow(self) -> bool:
        if self._is_closed or self._done.done():
            return False
        if self._spell.failures:
            # one at a time: it is to be seen whether the relay is there again
            is_time = self._loop.time() >= self._spell.not_before
            return is_time and not self._opening and not self._is_full
        return not self._is_full

    @property
    def _is_full(self) -> bool:
        count = len(self._connections) + len(self._opening)
        return count >= self._relay.connections

    async def _start(self, parcel: Parcel) -> None:
        """Open a connection and have it say this message first; raises RelayError."""
        connection, abilities = await self._connected()
        task = asyncio.current_task()
        assert task is not None
        # from here on the parcel is the connection's
        del self._opening[task]
        self._connections[connection] = None
        connection.begin(abilities, parcel, desk=self._desk, returns=self._returns)
        if not self._spell.failures:
            self._grow(GROWTH)

    def _started(self, task: asyncio.Task[None]) -> None:
        """What became of it, if nothing: its message goes another way."""
        parcel = self._opening.pop(task, None)
        error = None if task.cancelled() else task.exception()
        if parcel is not None:
            self._desk.give_back(parcel)
        if isinstance(error, RelayError):
            self._note_failure(error, is_let_in=False)
        elif isinstance(error, Exception):
            self.failed(error)
        if parcel is not None:
            self._replace()

    async def _connected(self) -> tuple[Connection, Abilities]:
        """A connection that is greeted, encrypted as asked, and logged in."""
        is_renewed = False
        while True:
            password = await self._credentials.reveal()
            connection = Connection(self._relay, self, timeout=self._timeout)
            dialogue = open_dialogue(self._relay, password, name=self._name)
            try:
                await self._dial(connection)
                return connection, await connection.open(dialogue, self._tls)
            except BaseException as error:
                connection.hang_up(FarewellError())
                is_login = isinstance(error, LoginError) and not is_renewed
                if not (is_login and self._credentials.is_renewable(password)):
                    raise
                is_renewed = True

    async def _dial(self, connection: Connection) -> None:
        host, port = self._relay.host, self._relay.port
        is_tls = self._relay.scheme == TLS
        try:
            async with asyncio.timeout(self._timeout):
                await self._loop.create_connection(
                    lambda: connection,
                    host,
                    port,
                    ssl=self._tls if is_tls else None,
                    server_hostname=host if is_tls else None,
                )
        except TimeoutError as error:
            fact = f"no connection within {self._timeout:g} seconds"
            raise broken(self._relay, TimeoutError(fact)) from error
        except (OSError, ValueError) as error:
            raise broken(self._relay, error) from error

    # how they go

    def _note_failure(self, error: RelayError, *, is_let_in: bool) -> None:
        """Wait before the next try; tell the desk where no connection is of use."""
        seconds = self._spell.note_failure(self._loop.time())
        # a moment more, so that it is time by then
        self._loop.call_later(seconds + 0.01, self._grow, 1)
        is_alone = not self._connections and not self._opening
        is_patient = is_let_in and self._spell.failures < PATIENCE
        is_away = isinstance(error, SenderError) or (is_alone and not is_patient)
        if is_away and not self._spell.is_told:
            self._spell.is_told = True
            self._desk.away(error.outcome)

    def _replace(self) -> None:
        self._grow(1)
        self._end_if_done()

    async def _look(self, is_stopping: Callable[[], bool]) -> None:
        """One timer for all deadlines of all connections."""
        while True:
            now = self._loop.time()
            for connection in tuple(self._connections):
                connection.look(now, rest=REST)
            if not self._is_closed and is_stopping():
                self.close()
            self._end_if_done()
            await asyncio.sleep(LOOK)

    def _end_if_done(self) -> None:
        self._leaving = [each for each in self._leaving if each.is_announced]
        is_left = self._connections or self._opening or self._leaving
        if self._is_closed and not is_left and not self._done.done():
            self._done.set_result(None)

    async def _abort(self) -> None:
        """Leave nothing behind, however the run came to its end."""
        self._is_closed = True
        for task in tuple(self._opening):
            task.cancel()
        await asyncio.gather(*self._opening, return_exceptions=True)
        for connection in tuple(self._connections):
            connection.hang_up(FarewellError())


def own_name() -> str:
    """What EHLO says, without asking DNS: a full name, else an address literal."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
