"""CSS into style attributes: the only importer of premailer.

Mail programs drop a style sheet as they please; what stands at the element stays. Only
the CSS of a theme comes here, never that of an article.
"""

from __future__ import annotations

import logging
import posixpath
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from lxml import etree

from digest.errors import ThemeError
from digest.render.letters.css.inlinable import faults_of_sheet, faults_of_style
from digest.render.letters.css.stylesheet import COMMENT, Slip, read_sheet

DOCTYPE = "<!DOCTYPE html>"
STYLE = "style.css"
#: characters of a page that is inlined: several times what a mail program shows
LARGEST_PAGE = 1_000_000
#: with which premailer would fetch style sheets
CLIENT = "requests"
#: sheets whose rules are kept: those of the newsletters of one site, mostly
SHEETS_KEPT = 8
#: presentational attributes that premailer would write over those of the template
ATTRIBUTES = ("width", "height", "align", "valign", "bgcolor")


def inline_css(html: str, *, place: str = "the theme", sheet: str = "") -> str:
    """The page with the rules of its style elements at the elements they are for.

    A style element with `data-premailer="ignore"` stays as it is. Nothing is fetched.
    Whatever is wrong with the CSS raises ThemeError; `place` names the template in it,
    and `sheet` the file of its rules, which is style.css beside it unless given. Lines
    are those of the sheet as it was filled.
    """
    if not html.startswith(DOCTYPE):
        message = f"{place}: does not begin with {DOCTYPE}; write just that there"
        raise ThemeError(message)
    if len(html) > LARGEST_PAGE:
        fact = f"makes over {LARGEST_PAGE} characters"
        raise ThemeError(f"{place}: {fact}; show less in it")
    try:
        page = etree.fromstring(html, etree.HTMLParser())
        _check(page, place, sheet or posixpath.join(posixpath.dirname(place), STYLE))
        return str(_inliner()(html).transform(pretty_print=False))
    except ThemeError:
        raise
    except Exception as error:  # premailer, cssutils and lxml raise anything
        fact = f"the CSS cannot be inlined ({type(error).__name__}: {error})"
        raise ThemeError(f"{place}: {fact}; mend its style.css") from error


def _check(page: Any, place: str, sheet: str) -> None:
    """Refuse what the inliner would get wrong, or never come to an end with."""
    for element in page.iter("style"):
        if element.get("data-premailer") != "ignore":
            css = (element.text or "").removeprefix("\n")
            for slip in _sheet_faults(css):
                raise ThemeError(f"{sheet}:{slip.line}: {slip.fact}; {slip.remedy}")
    for style in dict.fromkeys(page.xpath("//@style")):
        for slip in _style_faults(str(style)):
            fact = f'style="{style:.60}": {slip.fact}'
            raise ThemeError(f"{place}: {fact}; {slip.remedy}")


@lru_cache(maxsize=16)
def _sheet_faults(css: str) -> tuple[Slip, ...]:
    """The faults of a sheet, which is the same for many pages."""
    return tuple(faults_of_sheet(read_sheet(css)))


@lru_cache(maxsize=1024)
def _style_faults(style: str) -> tuple[Slip, ...]:
    return faults_of_style(style)


@contextmanager
def _without_network() -> Iterator[None]:
    """Premailer loads half as long without the client that it is never to use.

    What stands for it has nothing in it, and is gone at the end.
    """
    if CLIENT in sys.modules:
        yield
        return
    sys.modules[CLIENT] = ModuleType(CLIENT)
    try:
        yield
    finally:
        del sys.modules[CLIENT]


@cache
def _inliner() -> Any:
    """What makes a premailer that neither fetches nor rewrites."""
    # late, since they take longer to import than all the rest of digest together
    import cssutils  # noqa: PLC0415

    with _without_network():
        # late as well
        from premailer import Premailer  # noqa: PLC0415

    class Inliner(Premailer):  # type: ignore[misc]  # has no types
        """A premailer whose parser has nowhere to fetch from."""

        def __init__(self, html: str) -> None:
            super().__init__(
                html,
                disable_link_rewrites=True,
                strip_important=False,
                align_floating_images=False,
                disable_basic_attributes=list(ATTRIBUTES),
                disable_validation=True,
                cache_css_parsing=False,
                allow_network=False,
                allow_loading_external_files=False,
                cssutils_logging_level=logging.CRITICAL,
            )

        def _parse_style_rules(self, css_body: str, ruleset_index: int) -> Any:
            rules, leftover = rules_of(css_body, ruleset_index)
            return [*rules], [*leftover]

        def _parse_css_string(self, css_body: str, **_options: bool) -> Any:
            # allow_network=False alone does not stop cssutils from fetching an @import
            parser = cssutils.CSSParser(
                loglevel=logging.CRITICAL,
                validate=False,
                fetcher=lambda _url: ("utf-8", b""),
            )
            return parser.parseString(COMMENT.sub("", css_body), validate=False)

    @lru_cache(maxsize=SHEETS_KEPT)
    def rules_of(css: str, index: int) -> Any:
        # most of the time of a page, and the same for all pages of a newsletter
        return Premailer._parse_style_rules(Inliner(""), css, index)  # noqa: SLF001

    return Inliner
