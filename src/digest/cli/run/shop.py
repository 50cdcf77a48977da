"""All that is open for one digest.toml."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from digest.cli.run.front import Front
from digest.cli.run.greeting import greeting_lines
from digest.cli.run.premises import Premises
from digest.cli.run.reporter import Reporter
from digest.config import Config
from digest.metrics import Traffic
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.progress import Progress
from digest.schedule.health.vitals import Vitals
from digest.schedule.sender.process import SenderProcess
from digest.schedule.shift import Parts
from digest.web.app import make_app
from digest.web.metrics import metrics_app
from digest.web.serving.stage import Stage
from digest.wiring import press_of


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What outlives every digest.toml, in one process."""

    site: Path
    premises: Premises
    #: what readers see, and where they come in
    stage: Stage
    front: Front
    #: the same for programs that watch over this one
    gauges: Stage
    side_door: Front
    progress: Progress
    traffic: Traffic


def open_shop(house: House, config: Config, guard: ClockGuard) -> Parts:
    """The parts of this digest.toml, which let go of everything when they are closed.

    Raises DigestError where anything of it cannot be had; then all is as before.
    """
    web, premises = config.web, house.premises
    premises.lock(config)
    with ExitStack() as opening:
        press = opening.enter_context(press_of(config))
        sender = opening.enter_context(SenderProcess(config))
        place = premises.place(web.listen, is_behind_proxy=bool(web.proxies))
        side = premises.place(web.metrics)
        app = make_app(press, house.traffic)
        vitals = Vitals(
            press,
            progress=house.progress,
            guard=guard,
            traffic=house.traffic,
            answers=sender.answers,
        )
        gauges = metrics_app(vitals.exposition)
        greeting = tuple(greeting_lines(press, house.site))
        held = opening.pop_all()

    def let_in() -> None:
        house.stage.show(app)
        house.gauges.show(gauges)
        house.front.move(place)
        house.side_door.move(side)
        premises.keep(web.listen, web.metrics)
        for line in greeting:
            click.echo(line)

    return Parts(
        press=press,
        witness=Reporter(config),
        deliver=sender.deliver,
        open=let_in,
        is_left=lambda: house.stage.is_left_by(app),
        close=held.close,
    )
