"""The doors of the site."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from digest.cli.run.front import Front, Place
from digest.cli.run.premises import Premises
from digest.config import load_config
from digest.errors import AnotherDaemonError, DaemonError
from digest.loop import new_loop
from digest.schedule.lock import lock_holder
from digest.web.serving.server import open_door
from digest.web.serving.stage import Stage
from publications import write_publication
from serving import Client, free_port


def here() -> Stage:
    """What says the same to everybody."""
    return Stage(lambda _: PlainTextResponse("here"))


def played(front: Front, scenario: Callable[[], Awaitable[None]]) -> None:
    """The front serves while the scenario is played."""

    async def play() -> None:
        stopping = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(front.serve(stopping))
            await scenario()
            stopping.set()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(play())


async def says(client: Client) -> str:
    """What stands there; "" where nobody answers."""
    try:
        return (await asyncio.to_thread(client.ask, "/")).text
    except OSError:
        return ""


async def until_it_says(client: Client, text: str) -> None:
    """Wait for it."""
    async with asyncio.timeout(60):
        while await says(client) != text:  # noqa: ASYNC110  a server elsewhere
            await asyncio.sleep(0.02)


def test_it_moves_to_another_door_and_none() -> None:
    """The old one is closed once the new one is open."""
    with ExitStack() as held:
        premises = Premises(held)
        first, second = Client(free_port()), Client(free_port())
        place = premises.place(f"127.0.0.1:{first.port}")
        front = Front(here(), place)

        async def scenario() -> None:
            await until_it_says(first, "here")
            listen = f"127.0.0.1:{second.port}"
            front.move(premises.place(listen))
            premises.keep(listen)
            await until_it_says(second, "here")
            await until_it_says(first, "")
            front.move(None)
            premises.keep()
            await until_it_says(second, "")

        played(front, scenario)


def test_a_front_without_a_door_waits_for_the_end() -> None:
    """As that of metrics where nobody wants them."""

    async def scenario() -> None:
        await asyncio.sleep(0)

    played(Front(here()), scenario)


def test_a_door_that_stays_is_the_same() -> None:
    """Who comes during a change only waits."""
    with ExitStack() as held:
        premises = Premises(held)
        listen = f"127.0.0.1:{free_port()}"
        place = premises.place(listen)
        assert isinstance(place, Place)
        assert premises.place(listen) is place
        behind = premises.place(listen, is_behind_proxy=True)
        assert behind == replace(place, is_behind_proxy=True)
        assert premises.place("") is None


def test_a_taken_door_is_told_and_the_others_stay() -> None:
    """With what to change."""
    with ExitStack() as held, open_door("127.0.0.1:0") as other:
        premises = Premises(held)
        listen = f"127.0.0.1:{free_port()}"
        place = premises.place(listen)
        with pytest.raises(DaemonError, match="is taken by another program"):
            premises.place(f"127.0.0.1:{other.getsockname()[1]}")
        assert premises.place(listen) is place


def test_a_site_is_locked_once_and_to_the_end(tmp_path: Path) -> None:
    """Another process, or another site's premises, is refused."""
    config = load_config(write_publication(tmp_path), {})
    with ExitStack() as held, ExitStack() as others:
        premises = Premises(held)
        premises.lock(config)
        premises.lock(config)
        with pytest.raises(AnotherDaemonError):
            Premises(others).lock(config)
    assert lock_holder(config.state_folder) is None
