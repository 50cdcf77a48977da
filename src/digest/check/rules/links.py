"""Links within the site, and whether what they lead to is there.

What stands on other sites is not fetched, and so not judged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from digest import paths
from digest.check.collection import Collection, Study, fault_at, pairs
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.check.references import Reference
from digest.load.filename import SUFFIXES
from digest.references import content_path

#: where browsers go without an element of that id (HTML 7.4.6.4)
_TOP = frozenset({"", "top"})
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a reference leads within the site."""

    #: in the content folder; "" of what is no file
    path: str = ""
    #: the last part of an article's address; "" of what is none
    slug: str = ""
    fragment: str = ""


def find_broken_link(collection: Collection) -> Iterator[Fault]:
    """References to articles and files that are not there."""
    for study, reference in pairs(collection):
        fact, remedy = _broken(collection, study, reference)
        if fact:
            yield fault_at(study, reference, fact, remedy)


def find_wrong_case(collection: Collection) -> Iterator[Fault]:
    """References that differ from a file's name in the case of letters alone."""
    for study, reference in pairs(collection):
        path = _target(collection, study, reference).path
        if path and path not in collection.files:
            same = collection.same_but_case(path)
            if same:
                fact = f"refers to {reference.shown_url}, but the file is {same}"
                yield fault_at(study, reference, fact, "write it letter by letter so")


def find_private_target(collection: Collection) -> Iterator[Fault]:
    """Links of public articles to drafts, and to articles of a day to come."""
    for study, reference in pairs(collection):
        target = _target(collection, study, reference)
        found = _article_at(collection, target)
        if found is None or study.article.is_draft or found is study:
            continue
        if not collection.is_public(found.article, beside=study.article):
            what = "a draft" if found.article.is_draft else "dated in the future"
            fact = f"links to {found.path}, which is {what}"
            yield fault_at(study, reference, fact, "publish that first, or unlink it")


def find_broken_fragment(collection: Collection) -> Iterator[Fault]:
    """Links to a place in an article that has no such place."""
    for study, reference in pairs(collection):
        target = _target(collection, study, reference)
        found = _article_at(collection, target)
        name = unquote(target.fragment)
        if found is None or name.lower() in _TOP or name.startswith(":~:"):
            continue
        if name not in _ids(found):
            fact = f"links to #{shown(name)}, and {found.path} has no such place"
            remedy = f'put <a id="{shown(name)}"></a> there, or mend the link'
            yield fault_at(study, reference, fact, remedy)


def _broken(
    collection: Collection, study: Study, reference: Reference
) -> tuple[str, str]:
    """What is wrong with where the reference leads, and what to do; twice "" if not."""
    target = _target(collection, study, reference)
    if target.slug and target.slug not in collection.by_slug:
        return f"{reference.shown_url} is no article", "mend the link, or unlink it"
    path = target.path
    if not path or path in collection.files or collection.same_but_case(path):
        return "", ""
    if path.startswith("../") or path == "..":
        fact = f"{reference.shown_url} leads out of the content folder"
        return fact, "copy the file into it"
    near = collection.nearest(path)
    remedy = f"did you mean {near}?" if near else "add the file, or mend the link"
    return f"{reference.shown_url} is not in the content folder", remedy


def _target(collection: Collection, study: Study, reference: Reference) -> Destination:
    """Where the reference leads; an empty destination where that is out of the site."""
    site_url = collection.site.url
    url = reference.url.strip().removeprefix(f"{site_url}/" if site_url else "\0")
    try:
        parts = urlsplit(url)
    except ValueError:
        return Destination()
    is_of_site = url != reference.url.strip() or url.startswith("/")
    if is_of_site and not parts.netloc:
        return _published(parts.path.lstrip("/"), parts.fragment)
    if url.startswith("#"):
        return Destination(path=study.path, fragment=parts.fragment)
    return Destination(
        path=content_path(study.path, url) or "", fragment=parts.fragment
    )


def _published(path: str, fragment: str) -> Destination:
    """What stands at a path of the published tree, as far as it is ours to know."""
    folder, _, rest = unquote(path).partition("/")
    if folder == paths.ARTICLES and rest:
        return Destination(slug=rest.partition("/")[0], fragment=fragment)
    if folder == paths.MEDIA and rest:
        return Destination(path=posixpath.normpath(rest))
    return Destination()


def _article_at(collection: Collection, target: Destination) -> Study | None:
    if target.slug:
        return collection.by_slug.get(target.slug)
    if target.path.lower().endswith(SUFFIXES):
        return collection.by_path.get(target.path)
    return None


def _ids(study: Study) -> frozenset[str]:
    """The places in an article that one can link to."""
    return frozenset(_ID.findall(study.article.html))


RULES = (
    Rule(
        name="broken-link",
        severity=Severity.ERROR,
        description="links and pictures whose article or file is not there",
        reason="readers get an error, or a broken frame",
        find=find_broken_link,
    ),
    Rule(
        name="wrong-case",
        severity=Severity.ERROR,
        description="file names that differ from the file's in upper and lower case",
        reason="what works on a Mac or on Windows is missing on the server",
        find=find_wrong_case,
    ),
    Rule(
        name="private-target",
        severity=Severity.ERROR,
        description="links of public articles to drafts and future articles",
        reason="the page that they lead to is not there yet",
        find=find_private_target,
    ),
    Rule(
        name="broken-fragment",
        severity=Severity.WARNING,
        description="links to a #place that the article does not have",
        reason="readers land at the top, and search for themselves",
        find=find_broken_fragment,
    ),
)
