"""The HTML of a theme: what mail programs, screen readers and the inliner need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.markup import Tag
from digest.check.themes.study import FRAME, ThemeStudy
from digest.render.letters.css.inline import DOCTYPE

#: what no mail program runs, sends or shows in the body of a letter
FORBIDDEN = frozenset(
    (
        *("script", "form", "input", "button", "select", "textarea", "link", "style"),
        *("iframe", "object", "embed", "applet", "video", "audio", "svg", "canvas"),
        *("base", "frame", "frameset", "math", "picture", "source"),
    )
)
URLS = ("href", "src", "background", "action")
#: in an address, but for what Jinja fills in
BRACES = re.compile(r"[{}]|%7[BbDd]")
PLAIN_HTTP = re.compile(r"http://", re.IGNORECASE)
UNDRAWN = re.compile(r"^data:|\.(?:svgz?|webp|avif|heic|jxl)(?:[?#]|$)", re.IGNORECASE)
JINJA_IN_BRACES = re.compile(r"\{%-?\s*raw\b|\{\{\s*(['\"])\{\{")


def find_doctype(study: ThemeStudy) -> Iterator[Fault]:
    """A frame that does not begin as the inliner keeps it."""
    if FRAME in study.markups and not study.plain(FRAME).lstrip().startswith(DOCTYPE):
        doctype = study.markups[FRAME].doctype
        fact = f"has <!{doctype:.30}>" if doctype else "has no doctype"
        yield study.at(FRAME, 1, fact, f"begin it with {DOCTYPE}")


def find_language(study: ThemeStudy) -> Iterator[Fault]:
    """A frame that does not say in what language and direction it is."""
    if FRAME not in study.markups:
        return
    tags = study.markups[FRAME].tags
    pages = [tag for tag in tags if tag.name == "html"]
    articles = [tag for tag in tags if tag.attributes.get("role") == "article"]
    for kind, found in (("<html>", pages), ('role="article"', articles)):
        if not found:
            yield study.at(FRAME, 1, f"has no {kind}", "add it, with lang and dir")
        for tag in found[:1]:
            for name in ("lang", "dir"):
                if name not in tag.attributes:
                    told = "language" if name == "lang" else "direction"
                    remedy = f'add {name}="{{{{ {told} }}}}"'
                    yield study.at(FRAME, tag.line, f"{kind} has no {name}", remedy)


def find_table(study: ThemeStudy) -> Iterator[Fault]:
    """Tables that a screen reader would read as such."""
    for name, tag in _tags(study):
        if tag.name == "table" and tag.attributes.get("role") not in ROLES:
            remedy = 'add role="presentation"'
            yield study.at(name, tag.line, "a table has no role", remedy)


def find_picture(study: ThemeStudy) -> Iterator[Fault]:
    """Pictures without words, or without a width."""
    for name, tag in _tags(study):
        if tag.name != "img":
            continue
        for wanted in ("alt", "width"):
            if wanted not in tag.attributes:
                fact = f"a picture has no {wanted}"
                yield study.at(name, tag.line, fact, f"add {wanted}")
        if UNDRAWN.search(tag.attributes.get("src", "")):
            fact = f"{tag.attributes['src']:.60} is not drawn everywhere"
            yield study.at(name, tag.line, fact, "use a PNG, JPEG or GIF")


def find_element(study: ThemeStudy) -> Iterator[Fault]:
    """Elements and attributes that a mail program takes away, or distrusts."""
    for name, tag in _tags(study):
        is_linked = tag.name == "link" and not tag.is_in_body
        if is_linked or (tag.is_in_body and tag.name in FORBIDDEN):
            yield study.at(name, tag.line, f"has <{tag.name}>", "take it out")
        if tag.name == "script" and not tag.is_in_body:
            yield study.at(name, tag.line, "has <script>", "take it out")
        for attribute in tag.attributes:
            if attribute.startswith("on"):
                fact = f"<{tag.name}> has {attribute}"
                yield study.at(name, tag.line, fact, "take it out: no letter runs code")


def find_condition(study: ThemeStudy) -> Iterator[Fault]:
    """Comments for the Word engine that do not begin and end in pairs."""
    for name, markup in study.markups.items():
        for comment in markup.comments:
            text = comment.text.strip()
            if text.startswith(("![if", "![endif")):
                remedy = "write <!--[if !mso]><!--> and <!--<![endif]-->"
                fact = "a condition stands in no comment, and the inliner breaks it"
                yield study.at(name, comment.line, fact, remedy)
        yield from _unbalanced(study, name)


def find_address(study: ThemeStudy) -> Iterator[Fault]:
    """Addresses with braces that no template fills in."""
    for name, text in study.texts.items():
        if name in study.markups:
            for number, line in enumerate(text.splitlines(), 1):
                if JINJA_IN_BRACES.search(line) and "href" in line:
                    fact = "an address has braces that stay in it"
                    remedy = 'let a value fill it: href="{{ web_url }}"'
                    yield study.at(name, number, fact, remedy)
    for name, tag in _tags(study):
        for attribute in URLS:
            if BRACES.search(tag.attributes.get(attribute, "")):
                fact = f"{attribute} of <{tag.name}> has a lone brace"
                yield study.at(name, tag.line, fact, "close what Jinja fills in")
        if tag.name == "a" and tag.attributes.get("href") == "":
            yield study.at(name, tag.line, "a link leads nowhere", "give it an href")


def find_plain_http(study: ThemeStudy) -> Iterator[Fault]:
    """Addresses without encryption."""
    for name, tag in _tags(study):
        for attribute in URLS:
            url = tag.attributes.get(attribute, "")
            if PLAIN_HTTP.match(url):
                fact = f"{url:.60} is not encrypted"
                yield study.at(name, tag.line, fact, "write https://")


def _tags(study: ThemeStudy) -> Iterator[tuple[str, Tag]]:
    for name, markup in study.markups.items():
        for tag in markup.tags:
            yield name, tag


def _unbalanced(study: ThemeStudy, name: str) -> Iterator[Fault]:
    """The first mark of a condition without its other one."""
    text = study.plain(name)
    opened = 0
    line = 1
    for mark in MARKS.finditer(text):
        line = text.count("\n", 0, mark.start()) + 1
        opened += -1 if "endif" in mark[0] else 1
        if opened not in (0, 1):
            break
    if opened:
        told = "is not closed" if opened > 0 else "was not opened"
        remedy = "write <!--[if mso]> … <![endif]-->"
        yield study.at(name, line, f"a condition {told}", remedy)


#: of a table that only places things
ROLES = ("presentation", "none")
MARKS = re.compile(r"<!(?:--)?\[if [^\]]{0,80}\]|<!\[endif\]")

RULES = (
    Rule(
        name="theme-doctype",
        severity=Severity.ERROR,
        description=f"a frame.html that does not begin with {DOCTYPE}",
        reason="the inliner loses another one, and letters are drawn as in 1998",
        find=find_doctype,
    ),
    Rule(
        name="theme-language",
        severity=Severity.ERROR,
        description='html or role="article" without lang and dir',
        reason="screen readers guess the language, and Gmail keeps only the second",
        find=find_language,
    ),
    Rule(
        name="theme-table",
        severity=Severity.ERROR,
        description="tables without a role",
        reason="a screen reader counts rows and columns before each word",
        find=find_table,
    ),
    Rule(
        name="theme-picture",
        severity=Severity.ERROR,
        description="pictures without alt and width, or of a kind that not all draw",
        reason="half of the readers have pictures off, and Outlook takes its own width",
        find=find_picture,
    ),
    Rule(
        name="theme-element",
        severity=Severity.ERROR,
        description="scripts, forms, style elements and such in the body",
        reason="mail programs take them away, and filters take the letter for spam",
        find=find_element,
    ),
    Rule(
        name="theme-condition",
        severity=Severity.ERROR,
        description="comments for the Word engine that are not in pairs",
        reason="Outlook would show nothing of what follows",
        find=find_condition,
    ),
    Rule(
        name="theme-address",
        severity=Severity.ERROR,
        description="links with braces in them, or without an address",
        reason="the inliner rewrites braces, so that nothing fills them any more",
        find=find_address,
    ),
    Rule(
        name="theme-http",
        severity=Severity.ERROR,
        description="addresses of http: in a theme",
        reason="mail programs do not load them, or warn",
        find=find_plain_http,
    ),
)
