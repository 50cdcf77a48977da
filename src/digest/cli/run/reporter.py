"""What `digest run` says while it runs."""

from __future__ import annotations

from collections.abc import Iterator

import click

from digest.cli.places import near
from digest.cli.telling import (
    tell_delivered,
    tell_mirrored,
    tell_polled,
    tell_problems,
    tell_publication,
    tell_pushed,
    tell_warnings,
)
from digest.config import Config
from digest.hub.results import Pushed
from digest.lines import escape_invisible
from digest.mail.deliver import Delivered
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication
from digest.relay import OUTBOX
from digest.schedule.lanes.refusals import settled_newsletters
from digest.sources.polled import Polled


class Reporter:
    """Says on standard output what the daemon does, and nothing twice."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._problems: tuple[str, ...] | None = None
        #: by newsletter, why its issue was refused last, if none came out since
        self._refusals: dict[str, str] = {}
        #: by source, what was told of its last poll
        self._polls: dict[str, tuple[str, ...]] = {}
        self._has_shown_outbox = False

    def changed(self, paths: tuple[str, ...]) -> None:
        """Name the files."""
        click.echo(f"changed: {escape_invisible(', '.join(paths))}")

    def published(self, publication: Publication) -> None:
        """Tell what became public and what is wrong, if either is news."""
        problems = (*tell_problems(publication), *self._still_refused(publication))
        is_first = self._problems is None
        done = publication.published
        is_news = done.written or done.removed or publication.settled
        if is_first or is_news or publication.waiting:
            for line in tell_publication(publication, listen=self._config.web.listen):
                click.echo(line)
        if frozenset(problems) != frozenset(self._problems or ()):
            for line in problems or ("there is no problem any more",):
                click.echo(line)
        self._problems = problems

    def _still_refused(self, publication: Publication) -> Iterator[str]:
        """What stands in the way of issues that this run did not try."""
        refused = {slot.newsletter: slot.note for slot in publication.given_back}
        for name in settled_newsletters(publication):
            self._refusals.pop(name, None)
        for name, note in self._refusals.items():
            if name not in refused:
                yield f"problem: {escape_invisible(note)}"
        self._refusals |= refused

    def polled(self, polled: Polled) -> None:
        """Tell what came of it, and what is wrong if that is news."""
        lines = tuple(tell_polled(polled))
        if polled.taken or polled.renewed or lines != self._polls.get(polled.source):
            for line in lines:
                click.echo(line)
        self._polls[polled.source] = lines

    def pushed(self, pushed: Pushed) -> None:
        """Tell how many heard of the feeds, and which hubs did not."""
        for line in tell_pushed(pushed):
            click.echo(line)

    def mirrored(self, mirrored: Mirrored) -> None:
        """Tell how many files went there."""
        click.echo(tell_mirrored(mirrored))

    def delivered(self, delivered: Delivered) -> None:
        """Tell what the relay answered, and once where letters can be seen."""
        click.echo(tell_delivered(delivered))
        for line in tell_warnings(delivered):
            click.echo(line)
        if delivered.trouble:
            told = escape_invisible(delivered.trouble)
            click.echo(f"no letter goes now; it is tried again: {told}")
        is_kept = delivered.accepted and not self._config.relays
        if is_kept and not self._has_shown_outbox:
            self._has_shown_outbox = True
            outbox = near(self._config.state_folder / OUTBOX)
            click.echo(f"  look at them: each is a file in {outbox / 'new'}/")
