"""A mirror that rsync keeps: a folder on another machine, or on another disk.

rsync itself puts each file in the place of the old one in one step.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from digest.errors import MirrorError
from digest.mirrors.listing import read_listing, tag_of

PROGRAM = "rsync"
#: how what the environment holds for us alone begins
OURS = "DIGEST_"
#: nobody is there to type a password
SSH = ("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10")
#: seconds without a word after which the other side is given up, and between two looks
#: whether to stop
PATIENCE, NAP = 60, 0.05
#: seconds in which rsync ends once it is told to
LONGEST_END = 2.0
#: some files could not be taken, or are not there; what it ends with where ssh fails
PARTIAL, VANISHED, NO_SHELL = 23, 24, 255
#: a folder that no push has made yet
NOT_THERE = "No such file or directory"
#: characters of its words that are told
LONGEST_WORDS = 300

STAY = (
    *("--dirs", "--times", "--omit-dir-times", "--perms"),
    # the web server on the other side runs as somebody else
    "--chmod=D0755,F0644",
)
GO = ("--dirs", "--delete-missing-args", "--no-implied-dirs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How rsync ended."""

    status: int
    output: bytes
    words: str


class Rsync:
    """A folder that rsync can write to."""

    def __init__(
        self, name: str, target: str, *, shell: Sequence[str], password: str
    ) -> None:
        self._name = name
        self._target = target if target.endswith("/") else f"{target}/"
        self._shell = tuple(shell) or SSH
        self._environment = {
            # it and its shell need none of our own secrets, and may send theirs along
            **{k: v for k, v in os.environ.items() if not k.startswith(OURS)},
            # its words and its times are read
            "LC_ALL": "C",
            "TZ": "UTC",
            **({"RSYNC_PASSWORD": password} if password else {}),
        }

    def tags(self) -> Mapping[str, str]:
        """See Destination."""
        ended = self._call("--recursive", "--list-only", "--no-h", "--", self._target)
        if ended.status == PARTIAL and NOT_THERE in ended.words:
            return {}
        self._check(ended, ())
        return read_listing(ended.output)

    def put(
        self,
        folder: Path,
        paths: Sequence[str],
        *,
        done: Callable[[str, str], None],
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""
        if self._send(STAY, folder, paths, (), is_stopping):
            for path in paths:
                done(path, tag_of((folder / path).stat()))

    def remove(
        self,
        paths: Sequence[str],
        folders: Sequence[str],
        *,
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""
        # what is not here is taken away there: so from an empty folder, all of it. What
        # lies in a folder that is to go has to be gone by then
        deep = (tuple(same) for _, same in groupby(folders, key=lambda f: f.count("/")))
        with TemporaryDirectory(prefix="digest-") as empty:
            for each in (paths, *deep):
                self._send(GO, Path(empty), each, (VANISHED,), is_stopping)

    def _send(
        self,
        options: Sequence[str],
        folder: Path,
        paths: Sequence[str],
        expected: Collection[int],
        is_stopping: Callable[[], bool],
    ) -> bool:
        """Whether rsync came to its end with these paths of the folder."""
        with TemporaryFile() as names:
            names.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
            names.seek(0)
            ended = self._call(
                *options,
                *("--from0", "--files-from=-", "--", f"{folder}/", self._target),
                names=names.fileno(),
                is_stopping=is_stopping,
            )
        if is_stopping():
            return False
        self._check(ended, expected)
        return True

    def _call(
        self,
        *arguments: str,
        names: int = subprocess.DEVNULL,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> Ended:
        """Run it to its end, or to ours."""
        command = (
            *(PROGRAM, "--protect-args", f"--timeout={PATIENCE}"),
            *("--rsh", shlex.join(self._shell)),
            *arguments,
        )
        with TemporaryFile() as output, TemporaryFile() as words:
            try:
                process = subprocess.Popen(  # noqa: S603  the owner names the target
                    command,
                    stdin=names,
                    stdout=output,
                    stderr=words,
                    env=self._environment,
                )
            except OSError as error:
                fact = f"{PROGRAM} cannot be run ({error.strerror})"
                message = f"mirror {self._name}: {fact}; install it on this machine"
                raise MirrorError(message) from error
            status = _wait(process, is_stopping)
            output.seek(0)
            words.seek(0)
            told = words.read().decode(errors="replace")
            return Ended(status=status, output=output.read(), words=told)

    def _check(self, ended: Ended, expected: Collection[int]) -> None:
        """Raises MirrorError where it did not end as it should."""
        if ended.status == 0 or ended.status in expected:
            return
        # what follows the first line only says that something went wrong
        told = ended.words.strip().partition("\n")[0].strip()[:LONGEST_WORDS]
        is_away = ended.status == NO_SHELL or ended.status not in {PARTIAL, VANISHED}
        remedy = "see that it can be reached" if is_away else "mend the folder there"
        fact = f"rsync ended with {ended.status} ({told or 'without a word'})"
        raise MirrorError(f"mirror {self._name}: {fact}; {remedy}")


def _wait(process: subprocess.Popen[bytes], is_stopping: Callable[[], bool]) -> int:
    """How the process ended, which is told to where we are."""
    while True:
        try:
            return process.wait(NAP)
        except subprocess.TimeoutExpired:
            if is_stopping():
                break
    process.terminate()
    try:
        return process.wait(LONGEST_END)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
