from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from digest.mail.smtp import credentials
from digest.mail.smtp.credentials import Credentials
from digest.mail.smtp.errors import LoginError
from digest.relay import Auth, Relay, read_relay
from digest.secret import Secret

RELAY = read_relay("smtps://ann@relay.example.net")


def a_program(folder: Path, code: str) -> Relay:
    """A relay whose tokens a program prints; each run leaves a line in `runs`."""
    script = folder / "token.py"
    note = f"open({str(folder / 'runs')!r}, 'a').write('x')"
    script.write_text(f"import sys, time\n{note}\n{code}\n")
    command = (sys.executable, str(script), "$HOME; rm *")
    return replace(RELAY, auth=Auth.XOAUTH2, token_command=command)


def revealed(relay: Relay, password: str = "") -> str:
    """What would be said."""
    return asyncio.run(Credentials(relay, Secret(password)).reveal())


def test_a_password_is_the_credential() -> None:
    """And where no user is named, none is needed."""
    assert revealed(RELAY, "right") == "right"
    assert revealed(replace(RELAY, user="")) == ""
    with pytest.raises(LoginError, match="wants a password; set DIGEST_SMTP_PASSWORD"):
        revealed(RELAY)


def test_a_token_is_kept_until_it_is_refused(tmp_path: Path) -> None:
    """One program for many connections; no shell reads its arguments."""
    relay = a_program(tmp_path, "print(' token-' + sys.argv[1][:5].lower())")
    command = (*relay.token_command[:-1], "first")

    async def use() -> None:
        kept = Credentials(replace(relay, token_command=command), Secret(""))
        tokens = await asyncio.gather(*(kept.reveal() for _ in range(5)))
        assert set(tokens) == {"token-first"}
        assert (tmp_path / "runs").read_text() == "x"
        # one of an earlier time says nothing against this one
        assert kept.is_renewable("token-older")
        await kept.reveal()
        assert (tmp_path / "runs").read_text() == "x"
        assert kept.is_renewable("token-first")
        await kept.reveal()
        assert (tmp_path / "runs").read_text() == "xx"

    asyncio.run(use())


def test_a_password_cannot_be_renewed() -> None:
    """To try it again would lock the account."""
    assert not Credentials(RELAY, Secret("wrong")).is_renewable("wrong")


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("sys.exit('no network')", "ended with 1: no network; run it by hand"),
        ("pass", "prints no token"),
        ("print('a b')", "prints more than a token"),
        ("print('a\\nb')", "prints more than a token"),
        ("print('x' * 20000)", "prints no token"),
        ("sys.stdout.buffer.write(bytes([255]))", "prints no token"),
    ],
)
def test_a_program_that_fails_is_told(tmp_path: Path, code: str, fact: str) -> None:
    """The owner knows what to mend, and nothing goes to the relay."""
    with pytest.raises(LoginError) as caught:
        revealed(a_program(tmp_path, code))
    assert fact in str(caught.value)
    assert str(caught.value).startswith("relay.example.net:465: token_command: ")


def test_a_program_that_is_not_there_is_told() -> None:
    """By its name."""
    relay = replace(RELAY, token_command=("/nowhere/token",))
    with pytest.raises(LoginError, match="/nowhere/token cannot be run: No such file"):
        revealed(relay)


def test_a_program_may_take_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ended then."""
    monkeypatch.setattr(credentials, "LONGEST_RUN", 0.5)
    with pytest.raises(LoginError, match=r"took more than 0\.5 seconds"):
        revealed(a_program(tmp_path, "time.sleep(60)"))
