"""CSS into style attributes: the only importer of premailer.

Mail programs drop a style sheet as they please; what stands at the element stays. Only
the CSS of a theme comes here, never that of an article.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from digest.errors import ThemeError

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COMMENT_IN_ATTRIBUTE = re.compile(r"""style=(?:"[^"]*/\*|'[^']*/\*)""")
STYLE = re.compile(r"<style[^>]*>(?P<css>.*?)</style>", re.DOTALL)
DOCTYPE = "<!DOCTYPE html>"
#: presentational attributes that premailer would write over those of the template
ATTRIBUTES = ("width", "height", "align", "valign", "bgcolor")


def inline_css(html: str, *, place: str = "the theme") -> str:
    """The page with the rules of its style elements at the elements they are for.

    A style element with `data-premailer="ignore"` stays as it is. Nothing is fetched.
    Whatever is wrong with the CSS raises ThemeError; `place` names the theme in it.
    """
    if not html.startswith(DOCTYPE):
        message = f"{place}: does not begin with {DOCTYPE}; write just that there"
        raise ThemeError(message)
    _check_comments(html, place)
    try:
        return str(_inliner()(html).transform(pretty_print=False))
    except Exception as error:  # premailer, cssutils and lxml raise anything
        fact = f"the CSS cannot be inlined ({type(error).__name__}: {error})"
        raise ThemeError(f"{place}: {fact}; mend its style.css") from error


def _check_comments(html: str, place: str) -> None:
    """Refuse a comment without end, over which cssutils would ponder for minutes."""
    for style in STYLE.finditer(html):
        if "/*" in COMMENT.sub("", style["css"]):
            message = f"{place}: a comment of the CSS is not closed; end it with */"
            raise ThemeError(message)
    if COMMENT_IN_ATTRIBUTE.search(html):
        message = f"{place}: a style attribute holds a comment; take it out"
        raise ThemeError(message)


@cache
def _inliner() -> Any:
    """What makes a premailer that neither fetches nor rewrites."""
    # late, since they take longer to import than all the rest of digest together
    import cssutils  # noqa: PLC0415
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

        def _parse_css_string(self, css_body: str, **_options: bool) -> Any:
            # allow_network=False alone does not stop cssutils from fetching an @import
            parser = cssutils.CSSParser(
                loglevel=logging.CRITICAL,
                validate=False,
                fetcher=lambda _url: ("utf-8", b""),
            )
            return parser.parseString(COMMENT.sub("", css_body), validate=False)

    return Inliner
