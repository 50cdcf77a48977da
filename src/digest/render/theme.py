"""Finds templates and fills them: the only importer of jinja2.

An owner's own `templates/` folder, beside digest.toml, goes before the templates that
digest brings, file by file.
"""

from __future__ import annotations

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

        What ends in .html or .xml is escaped; .txt and .css are not. A fault raises
        ThemeError with the template and its line.
        """
        try:
            return self._environment.get_template(name).render(values)
        except TemplateSyntaxError as error:
            place = f"templates/{error.name or name}:{error.lineno}"
            raise ThemeError(f"{place}: {error.message}; mend the template") from error
        except TemplateError as error:
            place = f"templates/{name}{_line_in_templates(error)}"
            raise ThemeError(f"{place}: {error.message}; mend the template") from error
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            place = f"templates/{name}{_line_in_templates(error)}"
            raise ThemeError(f"{place}: {error}; mend the template") from error


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
