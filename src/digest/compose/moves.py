"""Former addresses of entries -> where they lead now. Pure.

An author names them as `aliases`; that an entry had another slug is remembered. They
lead to the entry itself, never to another former address: there are no chains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from digest import paths
from digest.errors import ContentError
from digest.model import EntryFacts

#: folders at the top that are digest's own, where no old address can be
OWN_FOLDERS = frozenset(
    {paths.ISSUES, paths.TAGS, paths.AUTHORS, paths.YEARS, paths.SEARCH, paths.MEDIA}
    | {paths.PRIVATE, paths.HUB, "rsscloud", "confirm", "leave", "preferences"}
    | {"subscribe", "bounces", "complaints", "admin", paths.LANGUAGES, paths.ARCHIVE}
)
OWN_FILES = frozenset(
    {*paths.FEEDS, paths.SITE_MAP, paths.FEED_LIST, paths.STYLE, paths.FEED_STYLE}
    | {paths.ICON, paths.SEARCH_SCRIPT, paths.ROBOTS, paths.MISSING, paths.REDIRECTS}
    | {"favicon.ico", "favicon.svg", paths.PAGE}
)


class Former(NamedTuple):
    """An entry with the addresses that it had."""

    entry: EntryFacts
    #: in this site, as the author wrote them
    aliases: tuple[str, ...]
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Where former addresses lead."""

    #: by path in the published tree, a page or the folder of one: the entry's id
    ids: Mapping[str, str]
    #: aliases that cannot be, each with its article; that stays public all the same
    problems: tuple[ContentError, ...]


def find_moves(site_url: str, formers: Iterable[Former]) -> Moves:
    """What leads to public entries; an alias goes before a slug that two have had.

    Of two articles with one alias the first by path has it, our own before those of
    other sites; the other is a problem.
    """
    ordered = sorted(formers, key=lambda f: (f.entry.origin is not None, f.entry.path))
    pages = {paths.entry_path(former.entry.slug): former.entry for former in ordered}
    register = _Register(pages)
    problems: list[ContentError] = []
    for former, alias in _aliases(ordered):
        path = _tree_path(site_url, alias)
        if fact := _fault(path) or register.take(path, former.entry):
            said = f"the alias {alias} {fact}"
            remedy = "change it, or take it out of its front matter"
            problems.append(ContentError(former.entry.path, said, remedy=remedy))
    for former in ordered:
        for slug in reversed(former.slugs):
            register.take(paths.entry_path(slug), former.entry)
    ids = {path: register.found[path].id for path in sorted(register.found)}
    return Moves(ids=ids, problems=tuple(problems))


class _Register:
    """Who has which path of the tree, as far as it was asked for."""

    def __init__(self, pages: Mapping[str, EntryFacts]) -> None:
        self.found: dict[str, EntryFacts] = {}
        self._pages = pages
        #: without a slash at the end
        self._folders: set[str] = set()

    def take(self, path: str, entry: EntryFacts) -> str:
        """Give the path to the entry; what stands in the way, "" where nothing does."""
        other = self._pages.get(path) or self.found.get(path)
        if other is not None:
            return "" if other is entry else f"is the address of {other.path}, too"
        name = path.rstrip("/")
        folders = [*accumulate(name.split("/"), "{}/{}".format)]
        if path == name:
            folders.pop()
            if name in self._folders:
                return "is a page, but another alias has it as a folder"
        if not self.found.keys().isdisjoint(folders):
            return "is below another alias, which is a page"
        self.found[path] = entry
        self._folders.update(folders)
        return ""


def _aliases(formers: Sequence[Former]) -> Iterator[tuple[Former, str]]:
    return ((former, alias) for former in formers for alias in former.aliases)


def _tree_path(site_url: str, alias: str) -> str:
    """The page in the tree that the alias means, or its folder with a slash."""
    prefix = urlsplit(site_url).path.rstrip("/") + "/"
    path = unquote(alias.removeprefix(prefix)).lstrip("/")
    if path.rpartition("/")[2] == paths.PAGE:
        path = path.removesuffix(paths.PAGE)
    is_whole = not path or path.endswith(("/", *paths.PAGE_ENDINGS))
    return path if is_whole else f"{path}/"


def _fault(path: str) -> str:
    """Why nothing of ours can stand at the path; "" where it can."""
    parts = path.rstrip("/").split("/")
    if any(part[:1] in {"", "."} or not part.isprintable() for part in parts) and path:
        return "leads out of the site or into a hidden folder"
    if any(len(part.encode(errors="replace")) > paths.LARGEST_NAME for part in parts):
        return "has a part that is too long for a file's name"
    is_own_list = parts[0] == paths.ARTICLES and parts[1:2] in ([], ["page"])
    if not path or is_own_list or parts[0] in OWN_FOLDERS or parts[0] in OWN_FILES:
        return "is a page, a file or a folder of digest's own"
    return ""
