"""`digest worker`: sends issues, on any machine."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.places import near
from digest.config import load_config
from digest.errors import ConfigError
from digest.schedule.worker.process import work_for


@click.command("worker")
@click.pass_obj
def command(site: Path) -> None:
    """Send letters of issues, beside other workers, until Ctrl-C or SIGTERM.

    Run as many as you like, on any machines that have the same digest.toml, secret key
    and passwords: what one does, the others leave alone, and all keep to the rates
    together. `digest run` plans the issues; set `workers = true` in [sending] for both.
    A worker waits for a database that is away. What it does is told on standard error.

    \b
      digest worker
    """
    config = load_config(site)
    if not config.sending.workers:
        fact = "does not leave issues to workers"
        remedy = "set `workers = true` in [sending], and [store] url"
        place = near(config.root / "digest.toml")
        raise ConfigError(f"{place}: {fact}; {remedy}")
    work_for(config)
