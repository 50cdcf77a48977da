"""Whether a build would change nothing, told before anything is loaded that builds.

The last build left a record of all that the tree depends on: the program, digest.toml,
the environment, every file of content and templates, the database, and the moment at
which something comes due by the clock alone; and of every file of the tree. Only where
each of them is as it was, nothing has to be done. What is doubtful is built.

This is on the way of each `digest build`, so it is written for speed: it imports next
to nothing, and works with paths as text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from digest.edition import edition

FORM = b"fresh 2"
FILE = "digest.toml"
TEMPLATES = "templates"
STATE = ".digest"
RECORD = ("cache", "fresh")
DATABASE = "digest.sqlite"
#: nanoseconds; a file may change again that soon and keep its time: on most systems,
#: and on those that count in whole seconds
TICK, COARSE_TICK, SECOND = 50_000_000, 2_000_000_000, 1_000_000_000
#: of the record, before the paths of the tree
FIELDS = 11


class Answer(NamedTuple):
    """What a build that has nothing to do says."""

    #: for standard output, whole lines
    told: str
    #: for standard error
    problems: str
    #: of the command
    status: int


class Inputs(NamedTuple):
    """The files of content and templates, as they looked at one moment."""

    digest: str
    #: whether one of them could change once more and look the same
    is_settled: bool


class Places(NamedTuple):
    """Where a site's files stand, counted from the folder of digest.toml."""

    content: str
    state: str


def find_answer(root: str, environ: Mapping[str, str], *, now: int) -> Answer | None:
    """What to say at once, where nothing has changed; None where one has to build.

    `now` is in nanoseconds since 1970.
    """
    settings = digest_settings(root, environ)
    record = _read_record(os.path.join(root, _state(root), *RECORD))
    if record is None or not settings:
        return None
    made_by, set_by, inputs, began, horizon, database, *rest = record[:FIELDS]
    tree, folders, *told = rest
    places = Places(*folders.split("\1"))
    is_fresh = (
        made_by == edition()
        and set_by == settings
        # a clock that was set back may make public articles those of days to come
        and int(began) <= now
        and (not horizon or now < int(horizon) * SECOND)
        and database == _look_at_database(root, places)
        and inputs == look_at_inputs(root, places, now=now).digest
        and tree == _digest_files(root, record[FIELDS:])
    )
    if not is_fresh:
        return None
    said, problems, status = told
    return Answer(told=said, problems=problems, status=int(status))


def digest_settings(root: str, environ: Mapping[str, str]) -> str:
    """Differs when digest.toml does, or the environment; "" where there is no file."""
    try:
        with open(os.path.join(root, FILE), "rb") as file:
            seen = sha256(file.read())
    except OSError:
        return ""
    for name in sorted(environ):
        if name.startswith("DIGEST_"):
            seen.update(f"\0{name}={environ[name]}".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def look_at_inputs(root: str, places: Places, *, now: int) -> Inputs:
    """The files of content and templates as they look now."""
    lines: list[str] = []
    newest = 0
    for folder in (places.content, TEMPLATES):
        for line, changed in _looks(os.path.join(root, folder)):
            lines.append(line)
            newest = max(newest, changed)
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    tick = TICK if newest % SECOND else COARSE_TICK
    return Inputs(digest=sha256(text).hexdigest(), is_settled=newest + tick < now)


def keep_record(
    root: str,
    places: Places,
    *,
    settings: str,
    inputs: Inputs,
    began: int,
    horizon: int | None,
    looks: Mapping[str, tuple[int, int, int]],
    answer: Answer,
) -> None:
    """Remember that a build has nothing to do as long as all of this stays so.

    `looks` are size, time and inode of each published file by its path, as it was
    written; `began` is when the build did, in nanoseconds since 1970, `horizon` in
    seconds.
    """
    path = os.path.join(root, places.state, *RECORD)
    paths = sorted(looks)
    top = os.path.join(root, "")
    fields = [
        *(edition(), settings, inputs.digest, str(began)),
        "" if horizon is None else str(horizon),
        _look_at_database(root, places),
        _digest_looks([looks[path] for path in paths]),
        "\1".join(places),
        *(answer.told, answer.problems, str(answer.status)),
        *(each.removeprefix(top) for each in paths),
    ]
    is_sound = not any("\0" in field for field in fields)
    if not (inputs.is_settled and settings and is_sound):
        _forget(path)
        return
    text = "\0".join(fields).encode("utf-8", "surrogateescape")
    _write(path, b"\0".join((FORM, sha256(text).hexdigest().encode(), text)))


def _read_record(path: str) -> list[str] | None:
    """The fields of the record; None where there is none that is whole."""
    try:
        with open(path, "rb") as file:
            form, _, rest = file.read().partition(b"\0")
    except OSError:
        return None
    seal, _, text = rest.partition(b"\0")
    if form != FORM or seal.decode("latin-1") != sha256(text).hexdigest():
        return None
    fields = text.decode("utf-8", "surrogateescape").split("\0")
    return fields if len(fields) >= FIELDS else None


def _write(path: str, data: bytes) -> None:
    """Put the record there, if the disk takes it; half of one is never believed."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
    except OSError:
        _forget(path)


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _state(root: str) -> str:
    """The state folder, as digest.toml names it."""
    try:
        with open(os.path.join(root, FILE), "rb") as file:
            text = file.read()
    except OSError:
        return STATE
    if b"state" not in text:
        return STATE
    # most files do without, and need not wait for its parser
    import tomllib  # noqa: PLC0415

    try:
        store = tomllib.loads(text.decode("utf-8-sig")).get("store", {})
        return str(store.get("state", STATE))
    except (ValueError, AttributeError):
        return STATE


def _looks(
    folder: str, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, int]]:
    """Each file in the folder as text, and the moment of its last change.

    The system sets this time itself, and nobody can set it back. What is hidden is
    never read; where a link leads is what counts. `above` are the folders that links
    led to on the way here: one that leads in a circle is not followed for ever.
    """
    try:
        entries = os.scandir(folder)
    except OSError as error:
        yield f"{folder} {error.errno}", 0
        return
    with entries:
        for entry in entries:
            if entry.name[0] == ".":
                continue
            try:
                if entry.is_dir():
                    real = os.path.realpath(entry.path) if entry.is_symlink() else ""
                    if real not in above:
                        yield f"{entry.path} {real}", 0
                        yield from _looks(entry.path, above | {real} - {""})
                    continue
                s = entry.stat()
            except OSError as error:
                yield f"{entry.path} {error.errno}", 0
                continue
            moment = s.st_ctime_ns
            look = f"{s.st_size} {s.st_mtime_ns} {moment} {s.st_ino} {s.st_mode}"
            yield f"{entry.path} {look}", moment


def _look_at_database(root: str, places: Places) -> str:
    path = os.path.join(root, places.state, DATABASE)
    looks = []
    for ending in ("", "-wal"):
        try:
            s = os.stat(path + ending)
        except OSError:
            looks.append("none")
            continue
        # an empty one holds nothing, and comes and goes with each reader
        looks.append(f"{s.st_size} {s.st_mtime_ns} {s.st_ino}" if s.st_size else "none")
    return " ".join(looks)


def _digest_files(root: str, paths: Sequence[str]) -> str:
    """As `_digest_looks` of the files as they stand now; "" where one is gone."""
    look, join = os.lstat, os.path.join
    try:
        seen = [look(join(root, path)) for path in paths]
    except (OSError, ValueError):
        return ""
    return _digest_looks([(s.st_size, s.st_mtime_ns, s.st_ino) for s in seen])


def _digest_looks(looks: Sequence[tuple[int, int, int]]) -> str:
    return sha256(repr(looks).encode()).hexdigest()
