"""The floors of the house, held as data and read from every import with `ast`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "digest"

#: rooms by floor, lowest first; rooms of one floor do not know each other
FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "private_folder", "reasons", "rates", "images"),
    (
        *(
            *(
                "model",
                "readers",
                "addresses",
                "signed",
                "cadence",
                "paths",
                "secret",
            ),
            *("lines", "relay", "urls", "references", "replacing"),
        ),
        *(
            *("media_types", "design", "words", "contrast", "vague_words", "domains"),
            "documents",
            "loop",
            "html_tags",
            "workers",
            "edition",
            "clock",
            "codings",
            "metrics",
        ),
    ),
    ("issues", "feeds", "commonmark", "deliveries", "frequency", "content_types"),
    ("records", "timetable", "clock_changes"),
    ("config",),
    ("load", "compose", "render", "store", "fetch", "pictures", "memo"),
    (
        "publish",
        "slots",
        "subscribers",
        "mail",
        "imports",
        "check",
        "hub",
        "visits",
        "bounces",
        "engine",
        "mirrors",
        "backups",
    ),
    ("pipeline", "wiring", "sources", "freshness", "doctor"),
    ("schedule",),
    ("web", "preview"),
    ("cli",),
    ("__main__",),
)

#: rooms that may see only a part of a lower floor, as prefixes of what they import
NARROWED: dict[str, dict[str, tuple[str, ...]]] = {
    "publish": {"store": ("store.protocols",), "load": (), "compose": (), "render": ()},
    "slots": {"store": ("store.protocols",), "load": (), "compose": (), "render": ()},
    "subscribers": {
        "store": ("store.protocols",),
        "load": (),
        "compose": (),
        "render": (),
    },
    "mail": {
        "store": ("store.protocols",),
        "load": (),
        "compose": (),
        "render": ("render.letters", "render.theme"),
    },
    "bounces": {
        "store": ("store.protocols",),
        "load": (),
        "compose": (),
        "render": (),
        "pictures": (),
        "memo": (),
    },
    "engine": {
        "store": (),
        "load": (),
        "compose": (),
        "render": (),
        "pictures": (),
        "memo": (),
    },
    "mirrors": {
        "store": (),
        "load": (),
        "compose": (),
        "render": (),
        "pictures": (),
        "memo": (),
    },
    "backups": {"load": (), "compose": (), "render": (), "pictures": (), "memo": ()},
    "imports": {"store": (), "compose": (), "render": ()},
    "check": {"store": ()},
    "hub": {
        "store": ("store.protocols.hub",),
        "load": (),
        "compose": (),
        "render": (),
        "pictures": (),
    },
    "visits": {"store": (), "load": (), "compose": (), "render": (), "fetch": ()},
    "sources": {
        "hub": (),
        "store": ("store.protocols",),
        "load": ("load.encoding",),
        "compose": (),
        "render": (),
        "mail": (),
        "publish": (),
        "slots": (),
        "subscribers": (),
        "check": (),
    },
    "pipeline": {"store": ("store.protocols",)},
    "doctor": {"store": (), "load": (), "compose": (), "render": (), "hub": ()},
    "preview": {"store": ("store.protocols",), "load": (), "compose": ()},
    "web": {
        "store": ("store.protocols",),
        "schedule": ("schedule.jobs", "schedule.health.readiness"),
        "mail": (),
        "load": (),
        "compose": (),
        "pipeline": (),
    },
}

#: who opens the door to each library; a room's name stands for all its modules
DOORS: dict[str, tuple[str, ...]] = {
    "alembic": ("store",),
    "apscheduler": ("schedule.alarms",),
    "babel": ("words",),
    "brotli": ("codings",),
    "bs4": ("commonmark",),
    "click": ("cli",),
    "comrak": ("load.markdown",),
    "cron_descriptor": ("frequency",),
    "cronsim": ("cadence",),
    "cryptography": ("mail.messages.keys", "bounces.webhooks.signatures"),
    "cssutils": ("render.letters.css.inline",),
    "dateparser": ("load.facts",),
    "dns": ("doctor.dns.nameservers",),
    "email_validator": ("addresses",),
    "feedgen": ("render.feeds",),
    "flufl": ("bounces.unstructured",),
    "feedparser": ("imports.feed.xmlfeed",),
    "imapclient": ("bounces.imap",),
    "htmldate": ("load.webpage.dates",),
    "h11": ("fetch.caller",),
    "httpx": ("fetch.fetcher",),
    "idna": ("urls",),
    "jinja2": (
        *("render.theme", "render.filling.outline"),
        *("render.filling.sandbox", "render.filling.marks"),
    ),
    "listparser": ("imports.feed.opml",),
    "mammoth": ("load.worddoc",),
    "markdownify": ("commonmark.converter",),
    "markupsafe": ("render.theme",),
    "obstore": ("mirrors.storage",),
    "procrastinate": ("engine",),
    "prometheus_client": ("metrics",),
    "psycopg": ("store", "engine"),
    "msgspec": (
        *("backups.manifest", "config", "store", "memo.packing", "publish.ledger"),
        *("mirrors.ledger", "engine.jobs"),
    ),
    "PIL": ("pictures",),
    "nh3": ("load.sanitise",),
    "playwright": ("preview.pictures",),
    "premailer": ("render.letters.css.inline",),
    "protego": ("fetch.robots",),
    "py3langid": ("load.facts",),
    "pysqlite3": ("store.databases.sqlite_engine", "memo.cache_file"),
    "readability": ("load.webpage.votes",),
    "rich": ("cli",),
    "sqlalchemy": ("store",),
    "starlette": ("web", "preview"),
    "structlog": ("schedule",),
    "tinycss2": ("render.letters.css.stylesheet", "check.letters.styles"),
    "trafilatura": ("load.webpage.votes",),
    "uvicorn": ("web", "preview"),
    "uvloop": ("loop",),
    "watchfiles": ("schedule.watch",),
    "yaml": ("load.whole_yaml", "load.frontmatter_writing"),
}

MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The module's name within the package: `load.clean`, or `load` for its init."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def text_of(path: Path) -> str:
    """The module as it is written, for all rules."""
    return path.read_text(encoding="utf-8")


@cache
def imports_of(path: Path) -> tuple[tuple[str, int], ...]:
    """Every module that this one imports, late and typing-only imports included."""
    return tuple(_imports_in(text_of(path)))


def _imports_in(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            if node.module == "digest" or node.module.startswith("digest."):
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno


def room_of(name: str) -> str:
    """The first word of a module's name."""
    return name.partition(".")[0]


def floor_of(room: str) -> int:
    """The number of the floor, from 0."""
    return next(n for n, rooms in enumerate(FLOORS) if room in rooms)


def is_within(name: str, prefixes: tuple[str, ...]) -> bool:
    """Whether the module is one of these or inside one of them."""
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_an_arrow_goes_down(path: Path) -> None:
    """A module imports only its own room and rooms of lower floors."""
    name = name_of(path)
    if not name:
        return
    room = room_of(name)
    known = {room for rooms in FLOORS for room in rooms}
    wrong = []
    for imported, line in imports_of(path):
        target = imported.removeprefix("digest.")
        other = room_of(target)
        if target == imported or other not in known or other == room:
            continue
        narrowed = NARROWED.get(room, {}).get(other)
        is_down = floor_of(other) < floor_of(room)
        is_seen = narrowed is None or is_within(target, narrowed)
        # `from digest.store import protocols` names the room and then the module
        is_prefix = narrowed and any(p.startswith(f"{target}.") for p in narrowed)
        if not is_down or not (is_seen or is_prefix):
            wrong.append(f"{name}:{line} imports {target}")
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_one_library_has_one_door(path: Path) -> None:
    """A library is imported only by the module that is its door."""
    name = name_of(path)
    wrong = [
        f"{name}:{line} imports {imported}"
        for imported, line in imports_of(path)
        if room_of(imported) in DOORS
        and not is_within(name, DOORS[room_of(imported)])
        and not is_within(name, ("store.migrations",))
    ]
    assert not wrong


def test_every_room_has_a_floor() -> None:
    """A new room says on which floor it stands."""
    known = {room for rooms in FLOORS for room in rooms}
    rooms = {room_of(name_of(path)) for path in MODULES} - {""}
    assert rooms == known


def test_no_module_bears_a_vague_or_a_standard_name() -> None:
    """A name tells the noun of the room, and hides no module of Python's."""
    vague = {"util", "utils", "helper", "helpers", "common", "core", "base", "manager"}
    last_words = {name_of(path).rpartition(".")[2] for path in MODULES}
    assert not last_words & vague


CLOCK_READERS = ("now", "today", "utcnow")
#: what a reading of the clock is never written without
CLOCK = re.compile(r"\b(?:now|today|utcnow|time|time_ns)\b\s*\(")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_clock_is_read_in_one_place_only(path: Path) -> None:
    """Times come in as arguments; who is given one has it from the clock."""
    name, text = name_of(path), text_of(path)
    # to parse them all once more takes its time, and few modules name a clock
    if name == "clock" or not CLOCK.search(text):
        return
    calls = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    wrong = [
        f"{name}:{call.lineno}"
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (
            (
                call.func.value.id in {"datetime", "date"}
                and call.func.attr in CLOCK_READERS
            )
            or (call.func.value.id == "time" and call.func.attr in {"time", "time_ns"})
        )
    ]
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_print_stands_in_cli_only(path: Path) -> None:
    """What a run did is returned as a value; only commands speak."""
    name, text = name_of(path), text_of(path)
    if room_of(name) == "cli" or "print" not in text:
        return
    wrong = [
        f"{name}:{node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not wrong


#: an import that stands inside of something, or behind something in its line
LATE_IMPORT = re.compile(r"^[^\S\n]+(?:import|from)\b|[:;].*\bimport\b", re.MULTILINE)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_late_import_says_why(path: Path) -> None:
    """An import inside a function has its reason in a comment beside or above it."""
    text = text_of(path)
    lines = text.splitlines()
    wrong: list[str] = []
    if not LATE_IMPORT.search(text):
        return
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                nearby = lines[max(0, node.lineno - 4) : node.lineno]
                if not any("#" in line for line in nearby):
                    wrong.append(f"{name_of(path)}:{node.lineno}")
    assert not wrong
