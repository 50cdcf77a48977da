from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import pytest

from digest.deliveries import OutcomeKind
from digest.mail.smtp.errors import ClosingError, LoginError, RelayError
from digest.mail.smtp.opening import (
    ENCRYPT,
    ENCRYPTED,
    Abilities,
    open_dialogue,
    read_abilities,
)
from digest.mail.smtp.replies import Reply
from digest.relay import Auth, Relay, read_relay

GREETING, FINE = Reply(220, b"hello"), Reply(250, b"relay")
ME = "[127.0.0.1]"


def a_relay(
    scheme: str = "smtp+plain", *, user: str = "", auth: Auth = Auth.AUTO
) -> Relay:
    """A relay of this machine."""
    name = f"{user}@" if user else ""
    return replace(read_relay(f"{scheme}://{name}127.0.0.1:25"), auth=auth)


def hello(*abilities: str) -> Reply:
    """What EHLO is answered."""
    return Reply(250, "\n".join(["relay", *abilities]).encode())


def opened(relay: Relay, *replies: Reply) -> tuple[list[bytes], Abilities]:
    """All that is said, and what the relay can do."""
    dialogue = open_dialogue(relay, "secret", name=ME)
    said = [next(dialogue)]
    for reply in replies:
        try:
            said.append(dialogue.send(reply))
        except StopIteration as done:
            abilities: Abilities = done.value
            return said, abilities
    pytest.fail(f"asks for more: {said}")


def refused(relay: Relay, *replies: Reply) -> RelayError:
    """Why there is no connection."""
    with pytest.raises(RelayError) as caught:
        opened(relay, *replies)
    assert caught.value.outcome.kind is OutcomeKind.DEFERRED
    return caught.value


def test_a_relay_says_what_it_can_do() -> None:
    """RFC 5321 4.1.1.1, in any case of letters."""
    said, abilities = opened(
        a_relay(), GREETING, hello("Pipelining", "SIZE 1000", "auth PLAIN login")
    )
    assert said == [b"", b"EHLO [127.0.0.1]\r\n"]
    assert abilities.has_pipelining
    assert abilities.size == 1000
    assert abilities.logins == {"PLAIN", "LOGIN"}


@pytest.mark.parametrize(
    ("line", "size"),
    [
        ("SIZE", 0),
        ("SIZE 0", 0),
        ("SIZE -1", 0),
        ("SIZE ²", 0),
        ("SIZE " + "9" * 5000, 0),
    ],
)
def test_a_strange_size_is_none(line: str, size: int) -> None:
    """No limit is known then; the relay will say so in time."""
    abilities = read_abilities(f"relay\n{line}\n\n".encode())
    assert (abilities.size, abilities.has_size) == (size, True)


def test_logins_of_old_relays_are_read() -> None:
    """AUTH=LOGIN is how some said it before there was a standard."""
    assert read_abilities(b"relay\nAUTH=LOGIN PLAIN").logins == {"LOGIN", "PLAIN"}


def test_a_relay_that_knows_no_ehlo_gets_helo() -> None:
    """It can do nothing else, then (RFC 5321 4.1.4)."""
    said, abilities = opened(a_relay(), GREETING, Reply(502, b"what"), FINE)
    assert said[-1] == b"HELO [127.0.0.1]\r\n"
    assert abilities == Abilities()


def test_what_was_said_in_the_clear_counts_no_more() -> None:
    """After STARTTLS a relay may say that it can do other things (RFC 3207 4.2)."""
    said, abilities = opened(
        a_relay("smtp"),
        GREETING,
        hello("STARTTLS", "PIPELINING", "AUTH LOGIN", "SIZE 9"),
        Reply(220, b"go ahead"),
        ENCRYPTED,
        hello("AUTH PLAIN"),
    )
    assert said[2:] == [b"STARTTLS\r\n", ENCRYPT, b"EHLO [127.0.0.1]\r\n"]
    assert abilities == Abilities(logins=frozenset({"PLAIN"}))


def test_a_login_needs_what_the_encrypted_relay_offers() -> None:
    """Not what somebody in between may have added before."""
    error = refused(
        a_relay("smtp", user="ann"),
        GREETING,
        hello("STARTTLS", "AUTH PLAIN"),
        Reply(220, b"go ahead"),
        ENCRYPTED,
        hello("AUTH CRAM-MD5"),
    )
    assert isinstance(error, LoginError)
    assert "offers no login by plain or login, but CRAM-MD5" in str(error)


@pytest.mark.parametrize(
    ("offer", "auth", "words"),
    [
        ("AUTH LOGIN PLAIN", Auth.AUTO, [b"AUTH PLAIN " + b64encode(b"\0ann\0secret")]),
        (
            "AUTH LOGIN",
            Auth.AUTO,
            [b"AUTH LOGIN", b64encode(b"ann"), b64encode(b"secret")],
        ),
        (
            "AUTH PLAIN LOGIN",
            Auth.LOGIN,
            [b"AUTH LOGIN", b64encode(b"ann"), b64encode(b"secret")],
        ),
        (
            "AUTH PLAIN XOAUTH2",
            Auth.XOAUTH2,
            [b"AUTH XOAUTH2 " + b64encode(b"user=ann\1auth=Bearer secret\1\1")],
        ),
    ],
)
def test_the_login_is_as_it_is_asked_for(
    offer: str, auth: Auth, words: list[bytes]
) -> None:
    """RFC 4954, and the way of those who ask for an access token."""
    answers = [Reply(334, b"")] * (len(words) - 1) + [Reply(235, b"welcome")]
    said, _ = opened(a_relay(user="ann", auth=auth), GREETING, hello(offer), *answers)
    assert said[2:] == [word + b"\r\n" for word in words]


def test_a_token_is_refused_in_two_steps() -> None:
    """The reason comes first, and the refusal after an empty line of ours."""
    dialogue = open_dialogue(a_relay(user="ann", auth=Auth.XOAUTH2), "t", name=ME)
    next(dialogue)
    dialogue.send(GREETING)
    dialogue.send(hello("AUTH XOAUTH2"))
    reason = b64encode(b'{"status":"401"}')
    assert dialogue.send(Reply(334, reason)) == b"\r\n"
    with pytest.raises(LoginError, match="refuses user or password") as caught:
        dialogue.send(Reply(535, b"5.7.8 no"))
    assert '535 5.7.8 no {"status":"401"}' in str(caught.value)


@pytest.mark.parametrize(
    ("reply", "fact"),
    [
        (Reply(535, b"5.7.8 no"), "check [mail] relay and DIGEST_SMTP_PASSWORD"),
        (Reply(454, b"4.7.0 later"), "454 4.7.0 later"),
        (Reply(421, b"4.7.0 too often"), "4.7.0 too often"),
        (Reply(250, b"what"), "refuses user or password (250 what)"),
    ],
)
def test_a_login_that_fails_is_told(reply: Reply, fact: str) -> None:
    """Whatever the relay says, the mail waits."""
    error = refused(a_relay(user="ann"), GREETING, hello("AUTH PLAIN"), reply)
    assert fact in str(error)
    assert "secret" not in str(error)


def test_a_token_refused_with_nonsense_is_told_as_well() -> None:
    """What is no base64 is shown as it is."""
    error = refused(
        a_relay(user="ann", auth=Auth.XOAUTH2),
        GREETING,
        hello("AUTH XOAUTH2"),
        Reply(334, b"%%%"),
        Reply(535, b"no"),
    )
    assert "(535 no %%%)" in str(error)


@pytest.mark.parametrize("steps", [0, 1])
def test_a_relay_may_close_at_any_point(steps: int) -> None:
    """421 is its own kind of no (RFC 5321 3.8)."""
    replies = [*[GREETING][:steps], Reply(421, b"4.3.2 shutting down")]
    error = refused(a_relay(), *replies)
    assert isinstance(error, ClosingError)
    assert error.outcome.code == 421
