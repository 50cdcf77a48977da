"""How the daemon's log looks: words on a terminal, JSON lines for a journal."""

from __future__ import annotations

import sys

import structlog
from structlog.typing import EventDict, WrappedLogger
from structlog.typing import FilteringBoundLogger as Log

from digest.addresses import mask_addresses

__all__ = ["Log", "open_log"]


def open_log() -> Log:
    """A logger that writes to standard error.

    On a terminal it keeps to what went wrong: the command line itself tells the rest.
    """
    is_terminal = sys.stderr.isatty()
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer()
        if is_terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    before: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if not is_terminal:
        before.append(structlog.processors.format_exc_info)
    log: Log = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[*before, _mask, last],
        wrapper_class=structlog.make_filtering_bound_logger(
            "warning" if is_terminal else "info"
        ),
    )
    return log


def _mask(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """The line without addresses of readers, which errors and relays may name."""
    return {
        key: mask_addresses(value) if isinstance(value, str) else value
        for key, value in event.items()
    }
