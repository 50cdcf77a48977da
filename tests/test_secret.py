from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from digest.errors import ConfigError
from digest.secret import Secret, keep_key, new_token, read_secret, token_digest


def test_a_secret_hides_wherever_it_is_printed() -> None:
    """Only who asks for it by name sees it."""
    secret = Secret("tide table")
    assert "tide" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "tide table"


def test_an_empty_secret_is_false() -> None:
    """So that one can ask whether there is one."""
    assert not Secret("")
    assert Secret("x")


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """What is said last is said on purpose."""
    (tmp_path / "word").write_text("from the file")
    environ = {"WORD": "from the environment", "WORD_FILE": str(tmp_path / "word")}
    assert read_secret("WORD", environ).reveal() == "from the environment"
    del environ["WORD"]
    assert read_secret("WORD", environ).reveal() == "from the file"


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """With its folder; links in old letters go on working."""
    path = tmp_path / "state" / "secret.key"
    first = keep_key(path)
    assert len(first.reveal()) == 64
    assert keep_key(path).reveal() == first.reveal()
    assert [file.name for file in path.parent.iterdir()] == ["secret.key"]


def test_only_its_owner_may_read_the_key(tmp_path: Path) -> None:
    """Who has it can sign anybody off."""
    path = tmp_path / "secret.key"
    keep_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_those_who_start_together_agree_on_the_key(tmp_path: Path) -> None:
    """And none of them ever sees half of it."""
    start = Barrier(8)

    def keep(_number: int) -> str:
        start.wait()
        return keep_key(tmp_path / "secret.key").reveal()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(keep, range(8)))
    assert len(keys) == 1


def test_an_empty_key_signs_nothing(tmp_path: Path) -> None:
    """Anybody could sign with it; a new one would end every old link unasked."""
    path = tmp_path / "secret.key"
    path.write_text("\n")
    with pytest.raises(ConfigError, match=r"secret\.key: is empty; restore it, or del"):
        keep_key(path)


@pytest.mark.parametrize("kind", ["folder", "binary", "under a file"])
def test_a_key_that_cannot_be_kept_is_said_so(tmp_path: Path, kind: str) -> None:
    """With its path and the reason."""
    path = tmp_path / "secret.key"
    if kind == "folder":
        path.mkdir()
    elif kind == "binary":
        path.write_bytes(b"\xff\xfe")
    else:
        (tmp_path / "file").write_text("")
        path = tmp_path / "file" / "secret.key"
    fact = "Is a directory|it is no text|Not a directory|File exists"
    told = rf"secret\.key: cannot be kept or read \(({fact})\); mend the file"
    with pytest.raises(ConfigError, match=told):
        keep_key(path)


def test_of_a_token_only_a_digest_is_kept() -> None:
    """The same one for the same token, and no way back; whatever was asked for."""
    token = new_token().reveal()
    digest = token_digest(token)
    assert digest == token_digest(token)
    assert digest != token_digest(token[:-1])
    assert token not in digest
    assert len(token_digest("\ud800 no token")) == len(digest) == 64
