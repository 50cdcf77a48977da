"""Finds templates and fills them: the only importer of jinja2.

An owner's own `templates/` folder, beside digest.toml, goes before the templates that
digest brings, file by file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import ThemeError
from digest.words import direction

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
#: a tag that brings in another template, and the other's name where it is fixed
BRINGS_IN = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b"""
    r"""(?:\s+(["'])([^"']+)\1\s*(?=[-+]?%\}|(?:ignore|with|without|as|import)\b))?"""
)


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox of templates, which reaches the plain values of a page at once."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute; of a dict the item, which no template is denied anyway."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Theme:
    """The templates of one site; it can be pickled, and is open again elsewhere."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._loader = FileSystemLoader(folders, encoding="utf-8")
        self._environment = _Sandbox(
            loader=self._loader,
            undefined=StrictUndefined,
            autoescape=_is_markup,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
        )
        self._environment.filters |= {"day": day, "direction": direction}

    def __reduce__(self) -> tuple[type[Theme], tuple[tuple[Path, ...]]]:
        return Theme, (self._folders,)

    def digest(self, name: str) -> str:
        """What differs when the template or one that it brings in does.

        Files are read at each call: ask once for all documents of a template.
        """
        digest = sha256()
        for each in self._brought_in(name):
            digest.update(f"{each}\0{self._source(each)}\0".encode())
        return digest.hexdigest()

    def _brought_in(self, name: str) -> list[str]:
        """The template, and what it and they bring in; a name that is made up: all."""
        found = [name]
        for each in found:
            named = [match[2] for match in BRINGS_IN.finditer(self._source(each))]
            if None in named:
                return self._environment.list_templates()
            found += dict.fromkeys(other for other in named if other not in found)
        return found

    def _source(self, name: str) -> str:
        """The template's text; "" where there is none that can be read."""
        try:
            return self._loader.get_source(self._environment, name)[0]
        except (TemplateNotFound, OSError, ValueError):
            return ""

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


def day(moment: datetime) -> str:
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
