"""What is asked of a mirror, whatever it speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Destination(Protocol):
    """The other side: where copies of published files stand.

    Each method raises MirrorError where the other side does not answer or refuses. One
    that is told to stop ends early, and has done a part.
    """

    def tags(self) -> Mapping[str, str]:
        """What stands there, by path, each with what that side calls its version."""
        ...

    def put(
        self,
        folder: Path,
        paths: Sequence[str],
        *,
        done: Callable[[str, str], None],
        is_stopping: Callable[[], bool],
    ) -> None:
        """Put these files of the folder there, in any order, each as a whole.

        `done` is told the path and the tag of each that is.
        """
        ...

    def remove(
        self,
        paths: Sequence[str],
        folders: Sequence[str],
        *,
        is_stopping: Callable[[], bool],
    ) -> None:
        """Take these files away, and then these folders where nothing is in them.

        What is not there is no fault.
        """
        ...
