"""How a page becomes a target: its template filled with a frame and its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from digest import paths
from digest.documents import Need, Target
from digest.model import Site
from digest.render.local import Place
from digest.render.pages.frame import PARTS, Frame
from digest.render.tools import Tools

#: octets that stand for no character of HTML or XML 1.0 (section 2.2); UTF-8 uses them
#: for nothing else
CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
HTML = "text/html; charset=utf-8"


class Content(Protocol):
    """What is one page's own; it can be pickled."""

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:
        """The values that the page's template is filled with, beside the frame's."""


class Fixed(NamedTuple):
    """Content that is known when the page is planned."""

    values: Mapping[str, Any]

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:  # noqa: ARG002
        """The values as they are."""
        return dict(self.values)


@dataclass(frozen=True, slots=True)
class Page:
    """The recipe of a page."""

    template: str
    #: of the tree, "" for its top
    folder: str
    #: of the site, as its navigation marks it; "" where the page is in none
    section: str
    frame: Frame
    content: Content

    def __call__(self, tools: Tools) -> bytes:
        """The page in UTF-8."""
        place = self.frame.place(self.folder)
        own = self.content.shown(tools, place)
        root = own.get("root", place.root)
        given = {
            "site": tools.site,
            "root": root,
            "address": place.address,
            "frame": self.frame.around(tools, root, self.section),
            "has_newsletters": self.frame.has_newsletters,
            "has_search": self.frame.has_search,
            **own,
        }
        return encode(tools.theme.fill(f"site/{self.template}.html", **given))


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """The recipe of a file that a template and these values come to."""

    template: str
    values: Mapping[str, Any]

    def __call__(self, tools: Tools) -> bytes:
        """The file in UTF-8."""
        values = {"site": tools.site, **self.values}
        return encode(tools.theme.fill(f"site/{self.template}", **values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Makes targets of one site's pages, and knows what each of them hangs on."""

    site: Site
    frame: Frame
    need: Callable[[str], Need]
    #: the site and the frame
    around: Need

    def page(
        self,
        folder: str,
        template: str,
        content: Content,
        *needs: Need,
        section: str = "",
    ) -> Target[Tools]:
        """The page of a folder of the tree."""
        return Target(
            path=folder + paths.PAGE,
            media_type=HTML,
            needs=(self.need(f"{template}.html"), self.around, *needs),
            recipe=Page(template, folder, section, self.frame, content),
        )

    def file(
        self, path: str, media_type: str, values: Mapping[str, Any], *needs: Need
    ) -> Target[Tools]:
        """A file that its template of the same name makes."""
        return Target(
            path=path,
            media_type=f"{media_type}; charset=utf-8",
            needs=(self.need(path), self.around, *needs),
            recipe=FilledTemplate(path, values),
        )


def make_plan(site: Site, frame: Frame, digest: Callable[[str], str]) -> Plan:
    """A plan that asks for the digest of each template once."""

    @cache
    def need(template: str) -> Need:
        name = f"site/{template}"
        return Need(f"templates/{name}", digest(name))

    parts = [digest(f"site/{part}.html") for part in PARTS]
    around = Need("[site]", digest_of(site, frame, parts))
    return Plan(site=site, frame=frame, need=need, around=around)


def digest_of(*values: object) -> str:
    """What differs when one of the values does: they are all plain."""
    return sha256(repr(values).encode(errors="surrogatepass")).hexdigest()


def encode(text: str) -> bytes:
    """The text in UTF-8, without what no document may hold."""
    data = text.encode(errors="ignore").translate(None, CONTROLS)
    return data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
