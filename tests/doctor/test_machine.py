from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.doctor.advice import Advice, AdviceState
from digest.doctor.machine import advise_space, advise_writing, look_at_machine

OK, WARNING, ERROR = AdviceState.OK, AdviceState.WARNING, AdviceState.ERROR


def looked_at(root: Path) -> dict[str, Advice]:
    """The advice on the state and feeds of this folder, by subject."""
    state = root / ".digest"
    advice = look_at_machine(
        state=state,
        feeds=root / "feeds",
        database=state / "digest.sqlite",
        keys=(state / "secret.key", state / "dkim" / "digest.pem"),
    )
    return {each.subject.removeprefix(f"{root}/"): each for each in advice}


@pytest.mark.parametrize(
    ("free", "state"),
    [(99_999_999, ERROR), (100_000_000, WARNING), (1_000_000_000, OK)],
)
def test_little_room_is_told_before_there_is_none(
    free: int, state: AdviceState
) -> None:
    """In words that one can compare."""
    advice = advise_space(Path("feeds"), free)
    assert advice.state is state
    assert advice.fact == f"{free // 1_000_000:,} MB are free"


def test_what_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    """Folders are made when they are needed; the disk is that of the folder above."""
    advice = looked_at(tmp_path / "new")
    assert {each.state for each in advice.values()} == {OK}
    assert "secret.key" not in str(advice)


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    """Who reads one can sign; the remedy can be typed as it stands."""
    state = tmp_path / ".digest"
    (state / "dkim").mkdir(parents=True)
    state.chmod(0o755)
    (state / "dkim").chmod(0o755)
    for name, mode in (("secret.key", 0o600), ("dkim/digest.pem", 0o644)):
        (state / name).write_text("key")
        (state / name).chmod(mode)
    advice = looked_at(tmp_path)
    assert advice[".digest/secret.key"].state is OK
    open_key = advice[".digest/dkim/digest.pem"]
    assert open_key.state is ERROR
    assert open_key.remedy == f"run `chmod 600 {state}/dkim/digest.pem`"


def test_the_addresses_of_readers_are_for_nobody_else(tmp_path: Path) -> None:
    """A folder that others cannot enter is enough."""
    state = tmp_path / ".digest"
    state.mkdir()
    database = state / "digest.sqlite"
    database.write_bytes(b"")
    database.chmod(0o644)
    state.chmod(0o755)
    advice = looked_at(tmp_path)[".digest/digest.sqlite"]
    assert (advice.state, advice.remedy) == (WARNING, f"run `chmod 700 {state}`")
    state.chmod(0o700)
    assert looked_at(tmp_path)[".digest/digest.sqlite"].state is OK


def test_a_state_folder_from_before_it_was_private_is_told(tmp_path: Path) -> None:
    """What the cache holds of articles that are not public is for nobody else."""
    state = tmp_path / ".digest"
    state.mkdir()
    for mode in (0o755, 0o701):
        state.chmod(mode)
        advice = looked_at(tmp_path)["rights of " + str(state)]
        assert (advice.state, advice.remedy) == (WARNING, f"run `chmod 700 {state}`")
    state.chmod(0o750)
    assert looked_at(tmp_path)["rights of " + str(state)].state is OK


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To whoever asks, who should be the one that runs digest."""
    monkeypatch.setattr(os, "access", lambda path, _mode: path.name != "feeds")
    (tmp_path / "feeds").mkdir()
    advice = looked_at(tmp_path)
    assert advice[".digest"].state is OK
    assert advice["feeds"].state is ERROR
    assert advise_writing(tmp_path, is_writable=True).state is OK
