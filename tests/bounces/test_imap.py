"""A mailbox of bounces on a server."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builders import NOW
from certificates import Certificate, a_certificate
from digest.bounces.acting import Fate
from digest.bounces.imap import PAGE, ImapAddress, ImapMailbox, read_imap_url
from digest.bounces.mailbox import Fetched, empty
from digest.bounces.message import LARGEST_MESSAGE
from digest.errors import BounceError
from digest.secret import Secret
from digest.store.databases.sqlite import open_memory
from digest.store.sql import SqlStore
from imap_servers import ImapServer, imap_server
from returned_mail import PROOFS, a_dsn, return_path, send_issue
from store_steps import add_readers

PASSWORD = "secret"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of this machine."""
    return a_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificate: Certificate) -> Iterator[ImapServer]:
    """It has no message yet."""
    with imap_server(certificate.server) as found:
        yield found


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """One reader, who got an issue."""
    with closing(open_memory()) as opened:
        add_readers(opened, "ann@example.org")
        send_issue(opened, 1)
        yield opened


def mailbox(
    server: ImapServer, tls: ssl.SSLContext, password: str = PASSWORD
) -> ImapMailbox:
    """Our side of it."""
    address = read_imap_url(
        f"imaps://bounces%40example.org@localhost:{server.port}/Back"
    )
    return ImapMailbox(address, Secret(password), tls=tls, patience=5)


def fetch(store: SqlStore, box: ImapMailbox) -> Fetched:
    """One round."""
    with closing(box):
        return empty(box, store, PROOFS, clock=lambda: NOW, is_stopping=lambda: False)


def test_a_url_says_where_it_is() -> None:
    """The inbox and the usual port, where it says no other."""
    assert read_imap_url("imaps://ann@imap.example.org") == ImapAddress(
        user="ann", host="imap.example.org", port=993, folder="INBOX"
    )
    started = read_imap_url("imap://ann@imap.example.org/A%20b")
    assert (started.port, started.folder) == (143, "A b")
    assert not started.has_tls_from_start


def test_what_is_a_report_is_seen_and_what_is_none_is_flagged(
    server: ImapServer, certificate: Certificate, store: SqlStore
) -> None:
    """Nothing else is done to them, and the next round finds nothing."""
    server.messages = {3: a_dsn(return_path(1)), 5: b"Subject: hello\r\n\r\n"}
    fetched = fetch(store, mailbox(server, certificate.client))
    assert fetched.fates == {Fate.RECORDED: 1, Fate.STRANGE: 1}
    assert fetched.left == ("Back 5 is no report",)
    assert server.flags == {3: {"\\Seen"}, 5: {"\\Flagged"}}
    assert server.folder == "Back"
    assert fetch(store, mailbox(server, certificate.client)).count == 0


def test_a_large_mailbox_is_read_in_pages(
    server: ImapServer, certificate: Certificate, store: SqlStore
) -> None:
    """In one session."""
    server.messages = dict.fromkeys(range(1, 2 * PAGE + 2), a_dsn(return_path(1)))
    fetched = fetch(store, mailbox(server, certificate.client))
    assert fetched.fates == {Fate.RECORDED: 1, Fate.KNOWN: 2 * PAGE}
    assert server.logins == 1


def test_a_huge_message_is_not_fetched(
    server: ImapServer, certificate: Certificate, store: SqlStore
) -> None:
    """Its size says enough."""
    server.messages = {1: b"a" * (LARGEST_MESSAGE + 1)}
    fetched = fetch(store, mailbox(server, certificate.client))
    assert fetched.left == ("Back 1 is too large",)


@pytest.mark.parametrize("at", ["UID FETCH", "UID STORE"])
def test_a_connection_that_breaks_is_made_anew(
    server: ImapServer, certificate: Certificate, store: SqlStore, at: str
) -> None:
    """Once for each question; what was acted on counts once."""
    server.messages = {1: a_dsn(return_path(1))}
    server.hang_up_at = [at]
    fetched = fetch(store, mailbox(server, certificate.client))
    assert fetched.fates == {Fate.RECORDED: 1}
    assert (server.logins, server.flags) == (2, {1: {"\\Seen"}})


def test_a_server_that_goes_on_hanging_up_is_told(
    server: ImapServer, certificate: Certificate, store: SqlStore
) -> None:
    """The next round goes on."""
    server.messages = {1: a_dsn(return_path(1))}
    server.hang_up_at = ["UID SEARCH"] * 2
    with pytest.raises(BounceError, match="the next look may succeed"):
        fetch(store, mailbox(server, certificate.client))


def test_a_wrong_password_is_told_without_it(
    server: ImapServer, certificate: Certificate, store: SqlStore
) -> None:
    """With the name of the variable to mend."""
    with pytest.raises(BounceError, match="DIGEST_BOUNCES_PASSWORD") as caught:
        fetch(store, mailbox(server, certificate.client, "wrong-password"))
    assert "wrong-password" not in str(caught.value)


def test_a_strange_certificate_is_not_believed(
    server: ImapServer, store: SqlStore
) -> None:
    """Nobody hears the password."""
    with pytest.raises(BounceError, match="certificate"):
        fetch(store, mailbox(server, ssl.create_default_context()))
    assert server.heard == []


def test_a_message_that_is_gone_meanwhile_is_read_as_nothing(
    server: ImapServer, certificate: Certificate, tmp_path: Path
) -> None:
    """Another program took it away."""
    del tmp_path
    server.messages = {1: b"x"}
    with closing(mailbox(server, certificate.client)) as box:
        (message,) = box.waiting()
        server.messages = {}
        assert message.read() == b""


def test_a_number_in_the_place_of_a_message_is_read_as_nothing(
    server: ImapServer, certificate: Certificate
) -> None:
    """It would have been taken for so many octets."""
    server.messages = {1: b"x"}
    server.in_place_of_text = b"%d" % 10**12
    with closing(mailbox(server, certificate.client)) as box:
        (message,) = box.waiting()
        assert message.read() == b""


@pytest.mark.parametrize(
    "said",
    [
        b"{99999999999999999999}",
        b"(" * 5000 + b")" * 5000,
        b"{1}\r\nx ENVELOPE NIL",
        b"{-5}",
    ],
    ids=range(4),
)
def test_an_answer_of_no_grammar_is_told(
    server: ImapServer, certificate: Certificate, said: bytes
) -> None:
    """As a fault of the server, whatever our client makes of it; and it can close."""
    server.messages = {1: b"x"}
    server.in_place_of_text = said
    with closing(mailbox(server, certificate.client)) as box:
        (message,) = box.waiting()
        with pytest.raises(BounceError, match="cannot be read"):
            message.read()
