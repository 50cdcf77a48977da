"""What `digest run` says first: where to look, what comes next, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digest import paths
from digest.cli.places import command_line, local_url, near
from digest.cli.upcoming import next_slots
from digest.readers import SubscriberState
from digest.relay import OUTBOX
from digest.wiring import Press


def greeting_lines(press: Press, site: Path) -> Iterator[str]:
    """The greeting, a line each; `site` is the folder as its owner named it."""
    config = press.config
    yield f"{config.site.title} is served at {local_url(config.web.listen)}"
    yield f"  feeds     {paths.ATOM}, {paths.RSS}, {paths.JSON}"
    yield f"  letters   {_way_of_letters(press)}"
    width = max((len(newsletter.name) for newsletter in config.newsletters), default=0)
    for newsletter in config.newsletters:
        for slot in next_slots(newsletter, press.clock(), 1):
            yield f"  {newsletter.name:<{max(9, width)}} {slot.local} ({slot.distance})"
    if config.newsletters and not _has_readers(press):
        yield "No reader gets letters yet. Be the first:"
        yield f"  {command_line(site, 'subscribers add you@example.org')}"
    content = near(config.content_folder)
    yield f"Put articles into {content}/ and watch them appear; stop with Ctrl-C."


def _way_of_letters(press: Press) -> str:
    config = press.config
    if config.relays:
        return f"go to {', '.join(map(str, config.relays))}"
    outbox = near(config.state_folder / OUTBOX)
    return f"go to the folder {outbox}; set [mail] relay to send them"


def _has_readers(press: Press) -> bool:
    """Whether anybody gets any newsletter."""
    counts = press.store.count_subscribers().values()
    return any(states.get(SubscriberState.CONFIRMED) for states in counts)
