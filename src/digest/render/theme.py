"""Finds templates and fills them: the only importer of jinja2.

An owner's own `templates/` folder, beside digest.toml, goes before the templates that
digest brings, file by file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import ThemeError
from digest.render.words import direction

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


#: characters that one template may make, and steps that its range() may take
LARGEST_TEXT = 50_000_000
LARGEST_COUNT = 100_000
#: what a template can run into
FAULTS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError),
    *(ValueError, RuntimeError, MemoryError, OSError),
)


class Theme:
    """The templates of one site."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folders, encoding="utf-8"),
            undefined=StrictUndefined,
            autoescape=_is_markup,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
        )
        self._environment.filters |= {"day": _day, "direction": direction}

    def fill(self, name: str, **values: Any) -> str:
        """The template NAME filled with the values.

        What ends in .html or .xml is escaped; .txt and .css are not. A fault, or a
        template that finds no end, raises ThemeError with the template and its line.
        """
        given = {**values, "range": _Steps(LARGEST_COUNT)}
        try:
            return _joined(self._environment.get_template(name).generate(given))
        except TemplateSyntaxError as error:
            place = f"templates/{error.name or name}:{error.lineno}"
            raise ThemeError(f"{place}: {error.message}; mend the template") from error
        except FAULTS as error:
            place = f"templates/{name}{_line_in_templates(error)}"
            fact = str(error) or type(error).__name__
            raise ThemeError(f"{place}: {fact}; mend the template") from error


class _Steps:
    """`range` for one filling of a template, which takes so many steps at the most."""

    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self, *bounds: int) -> range:
        steps = range(*bounds)
        self._left -= len(steps)
        if self._left < 0:
            message = f"range() counts over {LARGEST_COUNT} steps"
            raise OverflowError(message)
        return steps


def _joined(pieces: Iterator[str]) -> str:
    """The pieces as one text; raises OverflowError where they find no end."""
    text: list[str] = []
    size = 0
    for piece in pieces:
        text.append(piece)
        size += len(piece)
        if size > LARGEST_TEXT:
            message = f"makes over {LARGEST_TEXT} characters"
            raise OverflowError(message)
    return "".join(text)


def packaged_templates() -> Path:
    """The templates that digest brings: in the wheel, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def _is_markup(name: str | None) -> bool:
    return name is None or name.endswith((".html", ".xml"))


def _day(moment: datetime) -> str:
    """A date for people, the same in every locale: 22 November 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _line_in_templates(error: Exception) -> str:
    """`:LINE` of the last template in the traceback, or nothing."""
    line = ""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith((".html", ".xml", ".txt", ".css")):
            line = f":{step.tb_lineno}"
        step = step.tb_next
    return line
