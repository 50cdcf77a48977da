"""What PostgreSQL and its driver raise, in words: what is wrong, what mends it.

The server says it by an SQLSTATE (PostgreSQL manual, appendix A). Where there is none,
it was not reached, or went away.
"""

from __future__ import annotations

AWAY = "does not answer; start it, what waits goes on by itself then"
STOPPING = "is being stopped or started; what waits goes on when it is there again"
LOGIN = "does not let this user in; mend [store] url or DIGEST_STORE_PASSWORD"
LOCKED = "another process keeps it locked; end it or try again later"
BROKEN = "is damaged; restore a backup"
#: by SQLSTATE, or by its class: the first two characters
EXPLANATIONS = {
    "08": AWAY,
    "25006": "cannot be written; name the primary server in [store] url",
    "25P03": "the server ended what had said nothing for too long; try again",
    "28": LOGIN,
    "3D000": "does not exist; make it with createdb",
    "3F": "has no schema of this name; mend [store] url",
    "40": "two writers were in each other's way; try again",
    "42501": "may not be changed by this user; make the user the database's owner",
    "53100": "the server's disk is full; make room, the next run goes on",
    "53200": "the server has no memory left; give it more",
    "53300": "takes no more connections; raise the server's max_connections",
    "55P03": LOCKED,
    "57014": "the server broke off what took too long; raise its statement_timeout",
    "57P": STOPPING,
    "58": "the server's disk does not answer; look at the disk",
    "XX001": BROKEN,
    "XX002": BROKEN,
}
#: by what the server says to who is not let in
REFUSALS = {
    "starting up": STOPPING,
    "shutting down": STOPPING,
    "recovery mode": STOPPING,
    "password": LOGIN,
    "authentication": LOGIN,
    "pg_hba.conf": LOGIN,
    "role ": LOGIN,
    "database ": EXPLANATIONS["3D000"],
    "connection slots": EXPLANATIONS["53300"],
    "too many": EXPLANATIONS["53300"],
}


def explain(cause: BaseException | None) -> str:
    """What went wrong and what to do."""
    code = getattr(cause, "sqlstate", None)
    if code:
        for length in (5, 3, 2):
            if found := EXPLANATIONS.get(code[:length]):
                return found
        return f"{_first_line(cause)}; look at the server's log"
    if _is_of_connection(cause):
        return _explain_refusal(_first_line(cause))
    return f"{_first_line(cause)}; try again later"


def _explain_refusal(told: str) -> str:
    """Why there is no connection, by the server's words: no state comes with them."""
    _, is_answer, words = told.partition("FATAL:")
    if not is_answer:
        return f"{AWAY} ({told})"
    for part, remedy in REFUSALS.items():
        if part in words:
            return remedy
    return f"does not let us in ({words.strip()}); look at the server's log"


def _is_of_connection(cause: BaseException | None) -> bool:
    """Whether the driver lost the server, or never had it.

    Told by the name of the class: the driver is loaded by who opens a database.
    """
    return type(cause).__name__ in {"OperationalError", "ConnectionTimeout"}


def _first_line(cause: BaseException | None) -> str:
    """What the driver says, which goes on for lines about each address it tried."""
    return str(cause).strip().partition("\n")[0]
