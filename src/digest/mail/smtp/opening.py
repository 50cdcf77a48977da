"""From the relay's greeting to the first message: what is said. Without I/O.

Told as generators: each gives what is to be written, and is sent the reply to it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Generator
from dataclasses import dataclass

from digest.lines import one_line
from digest.mail.outcome import not_tried
from digest.mail.smtp.errors import (
    LoginError,
    RelayError,
    closing,
    login_refused,
    not_served,
    out_of_turn,
    told,
)
from digest.mail.smtp.replies import Reply
from digest.relay import STARTTLS, Auth, Relay

#: reply codes (RFC 5321 4.2.3, RFC 4954 6)
CLOSING, READY, FINE, LET_IN, GO_ON = 421, 220, 250, 235, 334
#: in the place of octets: encrypt the line now; the answer to it is no reply of SMTP
ENCRYPT = b"\0"
#: what stands for the answer to that
ENCRYPTED = Reply(READY, b"")
#: digits of a message's largest size (RFC 1870 3)
LONGEST_SIZE = 20
#: characters of a relay's explanation that are told
LONGEST_DETAIL = 200

#: what is said next; then what the relay can do
Opening = Generator[bytes, Reply, "Abilities"]
_Talk = Generator[bytes, Reply, Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What the relay says that it can do (RFC 5321 4.1.1.1)."""

    #: RFC 2920
    has_pipelining: bool = False
    #: octets that a message may have (RFC 1870); 0: it does not say
    size: int = 0
    #: whether it wants to be told the size of each
    has_size: bool = False
    has_starttls: bool = False
    #: ways to log in (RFC 4954), in upper case
    logins: frozenset[str] = frozenset()


def open_dialogue(relay: Relay, password: str, *, name: str) -> Opening:
    """Greeting, EHLO, STARTTLS and AUTH, as far as the relay's URL asks for them.

    `name` is ours. Raises RelayError.
    """
    # the first thing is to listen
    greeting = yield b""
    _expect(relay, greeting, READY)
    abilities = yield from _hello(relay, name)
    if relay.scheme == STARTTLS:
        # never without: who cut STARTTLS out of the greeting could read all
        if not abilities.has_starttls:
            remedy = f"check scheme and port of {relay.setting}"
            fact = f"{relay}: STARTTLS extension not supported; {remedy}"
            raise RelayError(not_tried(fact))
        _expect(relay, (yield b"STARTTLS\r\n"), READY)
        yield ENCRYPT
        # what was said in the clear counts no more (RFC 3207 4.2)
        abilities = yield from _hello(relay, name)
    if relay.user:
        yield from _log_in(relay, abilities, password)
    return abilities


def read_abilities(text: bytes) -> Abilities:
    """The abilities in the text of a reply to EHLO."""
    words = [line.upper().split() for line in text.decode("latin-1").splitlines()[1:]]
    found = {line[0]: line[1:] for line in words if line}
    # "AUTH=LOGIN PLAIN" is how some said it before there was a standard
    logins = {name for key in found for name in _logins(key, found[key])}
    size = "".join(found.get("SIZE", ())[:1])
    is_size = size.isascii() and size.isdecimal() and len(size) <= LONGEST_SIZE
    return Abilities(
        has_pipelining="PIPELINING" in found,
        size=int(size) if is_size else 0,
        has_size="SIZE" in found,
        has_starttls="STARTTLS" in found,
        logins=frozenset(logins),
    )


def _logins(key: str, words: list[str]) -> list[str]:
    name, _, first = key.partition("=")
    return [*filter(None, [first]), *words] if name == "AUTH" else []


def _hello(relay: Relay, name: str) -> Opening:
    """EHLO, and HELO where the relay is too old for it (RFC 5321 4.1.4)."""
    reply = yield f"EHLO {name}\r\n".encode("ascii")
    if reply.code // 100 == 5:  # noqa: PLR2004  the class of permanent refusals
        _expect(relay, (yield f"HELO {name}\r\n".encode("ascii")), FINE)
        return Abilities()
    _expect(relay, reply, FINE)
    return read_abilities(reply.text)


def _log_in(relay: Relay, abilities: Abilities, password: str) -> _Talk:
    """AUTH, in the way that is asked for or the first that the relay offers."""
    user = relay.user.encode()
    secret = password.encode("utf-8", "surrogateescape")
    way = _way(relay, abilities)
    if way is Auth.LOGIN:
        reply = yield from _login(user, secret)
    else:
        first = _plain(user, secret) if way is Auth.PLAIN else _xoauth2(user, secret)
        reply = yield f"AUTH {way.value.upper()} ".encode() + _coded(first)
    detail = ""
    if reply.code == GO_ON and way is Auth.XOAUTH2:
        # why not, in JSON; the refusal itself comes after an empty line of ours
        detail = _decoded(reply.text)
        reply = yield b"\r\n"
    if reply.code == CLOSING:
        raise closing(reply)
    if reply.code // 100 == 4:  # noqa: PLR2004  the class of passing trouble
        fact = f"{relay}: {told(reply)}"
        raise LoginError(not_tried(f"{fact}; ask who runs it if it stays so"))
    if reply.code != LET_IN:
        raise login_refused(relay, reply, detail)
    return reply


def _login(user: bytes, secret: bytes) -> _Talk:
    """AUTH LOGIN: the relay asks for one after the other."""
    reply = yield b"AUTH LOGIN\r\n"
    for word in (user, secret):
        if reply.code != GO_ON:
            break
        reply = yield _coded(word)
    return reply


def _way(relay: Relay, abilities: Abilities) -> Auth:
    """How to log in; raises LoginError where the relay does not offer it."""
    wished = (relay.auth,) if relay.auth is not Auth.AUTO else (Auth.PLAIN, Auth.LOGIN)
    for way in wished:
        if way.value.upper() in abilities.logins:
            return way
    offered = " ".join(sorted(abilities.logins)) or "nothing"
    asked = " or ".join(way.value for way in wished)
    fact = f"{relay}: offers no login by {asked}, but {one_line(offered, longest=100)}"
    raise LoginError(not_tried(f"{fact}; check {relay.setting} and its auth"))


def _plain(user: bytes, secret: bytes) -> bytes:
    """RFC 4616: in nobody's name, as this user."""
    return b"\0%b\0%b" % (user, secret)


def _xoauth2(user: bytes, secret: bytes) -> bytes:
    """The access token, as the providers who invented it want it."""
    return b"user=%b\x01auth=Bearer %b\x01\x01" % (user, secret)


def _coded(word: bytes) -> bytes:
    return b64encode(word) + b"\r\n"


def _decoded(text: bytes) -> str:
    try:
        said = b64decode(text, validate=True)
    except ValueError:
        said = text
    return one_line(said.decode("utf-8", "replace"), longest=LONGEST_DETAIL)


def _expect(relay: Relay, reply: Reply, code: int) -> None:
    """Raises RelayError for any other answer."""
    if reply.code == CLOSING:
        raise closing(reply)
    if reply.code // 100 in {4, 5}:
        raise not_served(relay, reply)
    if reply.code != code:
        raise out_of_turn(relay, reply)
