"""Finds templates and fills them.

An owner's own `templates/` folder, beside digest.toml, goes before the templates that
digest brings, file by file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from digest.errors import ThemeError
from digest.render.columns import underlined, wrapped
from digest.render.filling.sandbox import Sandbox
from digest.render.filling.steps import begin_steps, end_steps
from digest.words import direction, words_for

#: characters that one template may make
LARGEST_TEXT = 50_000_000
#: what a template can run into
FAULTS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError),
    *(ValueError, RuntimeError, MemoryError, OSError, SyntaxError),
)
#: a tag that brings in another template, and the other's name where it is fixed
BRINGS_IN = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b"""
    r"""(?:\s+(["'])([^"']+)\1\s*(?=[-+]?%\}|(?:ignore|with|without|as|import)\b))?"""
)


class Theme:
    """The templates of one site; it can be pickled, and is open again elsewhere."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._environment = Sandbox(folders, is_markup=is_markup, filters=OUR_FILTERS)

    def __reduce__(self) -> tuple[type[Theme], tuple[tuple[Path, ...]]]:
        return Theme, (self._folders,)

    def digest(self, name: str) -> str:
        """What differs when the template or one that it brings in does.

        Files are read at each call: ask once for all documents of a template.
        """
        digest = sha256()
        for each in self._brought_in(name):
            digest.update(f"{each}\0{self.source(each)}\0".encode())
        return digest.hexdigest()

    def _brought_in(self, name: str) -> list[str]:
        """The template, and what it and they bring in; a name that is made up: all."""
        found = [name]
        for each in found:
            named = [match[2] for match in BRINGS_IN.finditer(self.source(each))]
            if None in named:
                return self._environment.list_templates()
            found += dict.fromkeys(other for other in named if other not in found)
        return found

    def source(self, name: str) -> str:
        """The template's text; "" where there is none that can be read."""
        try:
            return self._environment.source(name)
        except (TemplateNotFound, OSError, ValueError):
            return ""

    def text(self, name: str) -> str:
        """As `source`, but one that is there and cannot be read raises ThemeError."""
        try:
            return self._environment.source(name)
        except TemplateNotFound:
            return ""
        except (OSError, ValueError) as error:
            remedy = "write it anew, as text in UTF-8"
            message = f"templates/{name}: cannot be read ({error}); {remedy}"
            raise ThemeError(message) from error

    def fill(self, name: str, **values: Any) -> str:
        """The template NAME filled with the values.

        What ends in .html or .xml is escaped; .txt and .css are not. A fault, or a
        template that finds no end, raises ThemeError with the template and its line.
        """
        allowance = begin_steps()
        try:
            return _joined(self._environment.get_template(name).generate(values))
        except TemplateSyntaxError as error:
            # where the lexer gives up, Jinja calls the path a name
            known = self._name(error.name or "") or error.name or name
            fact = f"templates/{known}:{error.lineno}: {error.message}"
            raise ThemeError(f"{fact}; mend the template") from error
        except FAULTS as error:
            place = self._place(error) or f"{name}:1"
            fact = f"templates/{place}: {_fact(error)}"
            raise ThemeError(f"{fact}; mend the template") from error
        finally:
            end_steps(allowance)

    def fill_line(self, text: str, **values: Any) -> str:
        """A template that stands in a setting, filled without any escaping.

        A fault raises ThemeError that tells only what it is, for who knows the place.
        """
        environment = self._environment.overlay(autoescape=False)
        allowance = begin_steps()
        try:
            return _joined(environment.from_string(text).generate(values))
        except FAULTS as error:
            raise ThemeError(f"{_fact(error)}; mend the template") from error
        finally:
            end_steps(allowance)

    def _place(self, error: BaseException) -> str:
        """NAME:LINE of the last template in the traceback; "" where there is none."""
        place = ""
        step = error.__traceback__
        while step is not None:
            name = self._name(step.tb_frame.f_code.co_filename)
            place = f"{name}:{step.tb_lineno}" if name else place
            step = step.tb_next
        return place

    def _name(self, path: str) -> str:
        """The name of the template that stands there; "" where none does."""
        place = Path(path)
        for folder in self._folders:
            if place.is_relative_to(folder):
                return place.relative_to(folder).as_posix()
        return ""


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


def as_markup(html: str) -> str:
    """HTML that is checked already, which no template escapes again."""
    return Markup(html)  # noqa: S704  bodies pass the sanitiser


def packaged_templates() -> Path:
    """The templates that digest brings: in the wheel, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def is_markup(name: str | None) -> bool:
    """Whether the values of a template of this name are escaped."""
    return name is None or name.endswith((".html", ".xml"))


def day(moment: datetime) -> str:
    """A date for people, the same in every locale: 22 November 2026."""
    return words_for("en").day(moment)


def _fact(error: BaseException) -> str:
    """What went wrong, in words where Python's name for it says nothing to an owner."""
    if isinstance(error, RecursionError):
        return "nests too deep, or brings in itself without end (recursion)"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    if type(error) is KeyError:
        return f"there is no value for {error}"
    return str(error) or type(error).__name__


#: what digest adds to the filters of Jinja
OUR_FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "direction": direction,
    "underlined": underlined,
    "wrap": wrapped,
}
