"""The door of the program: says at once that nothing changed, or opens the commands."""

from __future__ import annotations

import os
import sys

from digest.clock import read_nanoseconds
from digest.freshness import find_answer


def main() -> None:
    """Run the command line; a build that has nothing to do never loads it."""
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
