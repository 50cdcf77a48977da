"""How the daemon's log looks: words on a terminal, JSON lines for a journal."""

from __future__ import annotations

import sys

import structlog
from structlog.typing import EventDict, WrappedLogger
from structlog.typing import FilteringBoundLogger as Log

from digest.addresses import mask_addresses
from digest.lines import escape_lines

__all__ = ["Log", "open_log"]


def open_log() -> Log:
    """A logger that writes to standard error.

    On a terminal it keeps to what went wrong: the command line itself tells the rest.
    """
    is_terminal = sys.stderr.isatty()
    last: structlog.typing.Processor = (
        _in_words
        if is_terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    before: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    log: Log = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[*before, _mask, last],
        wrapper_class=structlog.make_filtering_bound_logger(
            "warning" if is_terminal else "info"
        ),
    )
    return log


def _in_words(_logger: WrappedLogger, _name: str, event: EventDict) -> str:
    """The line for a person: when, how bad, of what, and first of all why."""
    told = {key: escape_lines(str(value)) for key, value in event.items()}
    traceback = str(event.get("exception", ""))
    level, name, at = told.pop("level"), told.pop("event"), told.pop("timestamp")
    told.pop("exception", None)
    words = [told.pop("fault")] if told.get("fault") else []
    words += [f"{key} {value}" for key, value in told.items()]
    line = f"{at[11:19]} UTC {level}, {name}: {'; '.join(words)}".removesuffix(": ")
    return f"{line}\n{traceback}" if traceback else line


def _mask(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """The line without addresses of readers, which errors and relays may name."""
    return {
        key: mask_addresses(value) if isinstance(value, str) else value
        for key, value in event.items()
    }
