"""Site generators that are measured in turn: each builds the same articles.

Each has a folder with a corpus of its own and writes to folders in it. What a build
costs is that of the whole process: time on the wall, processor time of it and of all
that it started, and the memory of the largest of them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SETTINGS = """\
[site]
title = "Bench"
url = "https://example.org"
author = "Bench"

[feeds]
folder = "{out}"

[store]
state = "{out}.state"
"""
#: of Linux, prctl(2)
PR_SET_CHILD_SUBREAPER = 36
#: of what digest keeps, all that is no cache
MEMORY = ("digest.sqlite", "digest.sqlite-wal", "secret.key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build took."""

    #: seconds
    wall: float
    #: seconds, of user and system
    processor: float
    #: megabytes of the largest process
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A program that builds a site in its folder."""

    name: str
    folder: Path
    #: where its articles stand in the folder
    content: str
    #: `{out}` stands for the folder that it writes to
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    #: a file that names the folder to write to, and its text
    settings: tuple[str, str] = ("", "")

    def aim(self, out: str) -> None:
        """Let the next builds write to this folder."""
        name, text = self.settings
        if name:
            (self.folder / name).write_text(text.format(out=out), encoding="utf-8")

    def build(self, out: str) -> Cost:
        """Build, and say what it took; raises where the program failed."""
        command = [part.format(out=out) for part in self.command]
        told = {name: text.format(out=out) for name, text in self.environment.items()}
        start = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, **told},
            stdout=subprocess.DEVNULL,
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        usages = (usage, *_left_behind())
        return Cost(
            wall=wall,
            processor=sum(each.ru_utime + each.ru_stime for each in usages),
            memory=max(each.ru_maxrss for each in usages) / 1024,
        )

    @property
    def newest(self) -> Path:
        """The newest article: names begin with the date, in a folder for each year."""
        return max(
            (self.folder / self.content).rglob("*.md"), key=lambda path: path.name
        )


def adopt_orphans() -> None:
    """Make processes ours whose parent ends before them, so that they are counted."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _left_behind() -> Iterator[resource.struct_rusage]:
    """What those took that are left of a program, as each of them ends."""
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return
        yield usage


def digest(program: str, folder: Path, corpus: Path) -> Generator:
    """Ours, with all that it makes besides: tags, archives, search."""
    shutil.copytree(corpus, folder / "content")
    return Generator(
        name="digest",
        folder=folder,
        content="content",
        command=[program, "build"],
        settings=("digest.toml", SETTINGS),
    )


def hugo(binary: str, folder: Path, corpus: Path, peers: Path) -> Generator:
    """Hugo, named by its version."""
    told = subprocess.run([binary, "version"], capture_output=True, check=True)
    version = told.stdout.split()[1].partition(b"-")[0].partition(b"+")[0]
    _prepare("hugo", folder, corpus, peers)
    return Generator(
        name=f"Hugo {version.decode().removeprefix('v')}",
        folder=folder,
        content="content/posts",
        command=[binary, "--quiet", "-d", "{out}"],
    )


def eleventy(modules: Path, folder: Path, corpus: Path, peers: Path) -> Generator:
    """Eleventy, from a node_modules folder."""
    _prepare("eleventy", folder, corpus, peers)
    (folder / "node_modules").symlink_to(modules.resolve())
    program = modules.resolve() / "@11ty/eleventy/cmd.cjs"
    return Generator(
        name="Eleventy",
        folder=folder,
        content="site/posts",
        command=["node", str(program), "--quiet"],
        environment={"BENCH_OUT": "{out}"},
    )


def build_without_cache(generator: Generator, out: str) -> tuple[Path, Path]:
    """The tree, and the one that digest makes of the same memory without any cache."""
    check = f"{out}.check"
    state, fresh = (generator.folder / f"{name}.state" for name in (out, check))
    fresh.mkdir()
    for name in MEMORY:
        if (state / name).exists():
            shutil.copy(state / name, fresh / name)
    generator.aim(check)
    generator.build(check)
    generator.aim(out)
    return generator.folder / out, generator.folder / check


def _prepare(peer: str, folder: Path, corpus: Path, peers: Path) -> None:
    command = [
        sys.executable,
        str(peers / "prepare.py"),
        peer,
        str(corpus),
        str(folder),
    ]
    subprocess.run(command, check=True)
