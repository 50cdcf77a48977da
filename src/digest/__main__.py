"""The door of the program: says at once that nothing changed, or opens the commands."""

from __future__ import annotations

import os
import sys

from digest.clock import read_nanoseconds
from digest.freshness import find_answer

#: commands that run until they are told to stop
LASTING = frozenset(("run", "web", "worker"))


def main() -> None:
    """Run the command line; a build that has nothing to do never loads it."""
    if not LASTING.isdisjoint(sys.argv):
        _end_when_told()
    root = _root_of_build(sys.argv[1:])
    answer = find_answer(root, os.environ, now=read_nanoseconds()) if root else None
    if answer is None:
        # with its libraries it takes as long as looking at ten thousand articles
        from digest.cli import main as run  # noqa: PLC0415

        run()
        return
    sys.stdout.write(answer.told)
    sys.stderr.write(answer.problems)
    sys.exit(answer.status)


def _end_when_told() -> None:
    """End well at a signal, until the command listens itself: nothing is begun yet."""
    # late: a build that has nothing to do needs no signals
    import signal  # noqa: PLC0415

    for number in (signal.SIGTERM, signal.SIGHUP):
        # at once: what is loaded just now must not be asked to agree
        signal.signal(number, lambda *_: os._exit(0))


def _root_of_build(words: list[str]) -> str:
    """The folder of the site where the words ask for a plain build; "" if not."""
    match words:
        case ["build"]:
            return os.environ.get("DIGEST_SITE") or "."
        case ["--site", root, "build"]:
            return root
        case [option, "build"] if option.startswith("--site="):
            return option.removeprefix("--site=")
        case _:
            return ""


if __name__ == "__main__":
    main()
