"""Who is told what the daemon does."""

from __future__ import annotations

from typing import Protocol

from digest.hub.results import Pushed
from digest.mail.deliver import Delivered
from digest.mirrors.mirrored import Mirrored
from digest.pipeline import Publication
from digest.sources.polled import Polled


class Witness(Protocol):
    """Is told what the daemon does, for those who look on; called from any thread."""

    def published(self, publication: Publication) -> None:
        """The tree was made anew, or issues became public."""
        ...

    def delivered(self, delivered: Delivered) -> None:
        """Letters were handed to the relay."""
        ...

    def polled(self, polled: Polled) -> None:
        """A source was asked for news."""
        ...

    def pushed(self, pushed: Pushed) -> None:
        """Hubs and listeners were told of feeds."""
        ...

    def mirrored(self, mirrored: Mirrored) -> None:
        """Files were put on a mirror, or taken away there."""
        ...

    def changed(self, paths: tuple[str, ...]) -> None:
        """These files changed; the tree is made anew."""
        ...
