"""One PostgreSQL database as SQLAlchemy opens it: many machines at once.

Readers see one moment and wait for nobody. Writers come one after the other, by a lock
that ends with their transaction: what they may rely on is then the same as on SQLite,
where there is no other way. They see what was committed when they got the lock, which
is why each statement of theirs looks anew. Leases and the ledger need no such turn:
they write rows that they have, and each statement says what it expects of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import PoolProxiedConnection

from digest.secret import Secret
from digest.store.databases.connection import Database, Kind, Mode
from digest.store.databases.postgres_faults import explain

#: seconds that a writer waits for the others
PATIENCE = 30.0
#: what an unreachable server takes at the longest, and one that vanished
CONNECTING = {
    "connect_timeout": 10,
    "application_name": "digest",
    "client_encoding": "utf8",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
#: connections for all threads of a process: some kept, the others as they are needed
KEPT, MORE = 5, 20
#: the writers' turn: "digest" as a number, and one for each schema
TURN = "SELECT pg_advisory_xact_lock(1684629352, hashtext(current_schema()))"
#: the turn of what has a name, also one for each schema: a lock with one number
NAMED_TURN = "hashtextextended(%s || ' in ' || current_schema(), 1684629352)"
#: what holds in a connection where a transaction says nothing else. Who writes and says
#: nothing for a minute is cut off: its machine may be asleep, and others wait for what
#: it has. So is a machine that vanished, which has a turn perhaps
SETTINGS = """
SET lock_timeout = {};
SET synchronous_commit = on;
SET idle_in_transaction_session_timeout = 60000;
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3
"""
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
#: of who reads: nobody waits for that, and a copy may take its time
PATIENT = "SET LOCAL idle_in_transaction_session_timeout = 0"
UNHURRIED = "SET LOCAL synchronous_commit = off"
#: what begins a transaction, in one message where it is waited for
BEGINNINGS = {
    Mode.READ: (f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {PATIENT}",),
    Mode.WRITE: (f"{BEGIN}; {UNHURRIED}; {TURN}",),
    Mode.DURABLE: (f"{BEGIN}; {TURN}",),
    Mode.LEASE: (f"{BEGIN}; {UNHURRIED}",),
    # a server that dies forgets what it did not put to its disk: an intent that is
    # forgotten is a second copy that nobody named. Nor is it worth a look how many rows
    # there are: to plan takes longer than to write them
    Mode.LEDGER: (BEGIN, "SET LOCAL plan_cache_mode = force_generic_plan"),
}


class _Text(StrDumperUnknown):
    """A text as PostgreSQL can keep it: no text of its own has a NUL."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\ufffd"))


def server_database(
    url: str,
    password: Secret,
    *,
    owner: str = "",
    patience: float = PATIENCE,
    is_durable: bool = False,
) -> Database:
    """The database at this address, as it is; see `open_postgres`."""
    named = make_url(url).set(drivername="postgresql+psycopg")
    address = named.set(password=password.reveal()) if password else named
    kind = Kind(
        beginnings=BEGINNINGS,
        explain=explain,
        gather=_gather,
        turn_taking=f"SELECT pg_try_advisory_lock({NAMED_TURN})",
        turn_ending=f"SELECT pg_advisory_unlock({NAMED_TURN})",
    )
    return Database(
        _engine(address, patience),
        place_of(named),
        owner,
        kind=kind,
        is_durable=is_durable,
        url=Secret(address.render_as_string(hide_password=False)),
    )


@contextmanager
def _gather(raw: PoolProxiedConnection) -> Iterator[None]:
    """Send no statement of the ledger alone: each would be waited for by itself."""
    connection = raw.driver_connection
    assert connection is not None
    with connection.pipeline():
        yield
        # the driver's own commit does not see a transaction that travels still
        connection.execute("COMMIT")


def place_of(address: URL) -> str:
    """The database as messages name it: without options, and without a password."""
    host = address.host or "localhost"
    return f"postgresql://{host}/{address.database or ''}"


def _engine(address: URL, patience: float) -> Engine:
    engine = create_engine(
        address,
        # by place, as on SQLite: rows of the ledger go to the driver as they are
        paramstyle="format",
        # transactions begin where we say
        isolation_level="AUTOCOMMIT",
        use_native_hstore=False,
        # that of an INSERT says whether there was a conflict
        execution_options={"preserve_rowcount": True},
        connect_args={
            name: value
            for name, value in CONNECTING.items()
            if name not in address.query
        },
        pool_size=KEPT,
        max_overflow=MORE,
        # one message more, so that a server that was restarted costs no call
        pool_pre_ping=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: psycopg.Connection, _record: object) -> None:
        connection.adapters.register_dumper(str, _Text)
        connection.cursor().execute(SETTINGS.format(int(patience * 1000)))
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # what is asked outside of Database.transaction has no mode, and no transaction
        mode: Mode | None = connection.get_execution_options().get("mode")
        for statement in BEGINNINGS[mode] if mode else ():
            connection.exec_driver_sql(statement)

    return engine
