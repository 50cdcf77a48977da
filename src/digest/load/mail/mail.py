"""The bytes of a mail -> a Reading: what its sender wrote, and the rest as cuts.

Offsets count in the text that was read: of the part that was chosen, decoded, and with
flowed lines joined again. A file that hangs on the mail has no place in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from digest.load.blocks import Reading, check_tags, join_blocks
from digest.load.cruft.clean import clean
from digest.load.embedded import Place, leave_out, tell_left_out
from digest.load.facts import summarise
from digest.load.mail.flowed import unflow
from digest.load.mail.headers import authors_of, date_of, subject_of
from digest.load.mail.parts import Mail, open_mail
from digest.load.mail.quoted_html import take_out
from digest.load.mail.quotes import Span, find_quotes
from digest.load.markup import parse_html
from digest.load.overrides import NO_OVERRIDES, Overrides, apply_drops
from digest.load.richtext import blocks_of
from digest.load.sanitise import sanitise
from digest.load.sights import squeezed
from digest.load.text.plaintext import read_plaintext
from digest.load.webpage.places import PagePlaces
from digest.load.webpage.settled import settle
from digest.model import Block, BlockKind, Cut, DateOrigin

#: how HTML refers to a file that hangs on the mail (RFC 2392)
CONTENT_ID = "cid:"
_NO_LINE_END = re.compile(r"[^\n]")
#: `Dear all,`: a few words, and no sentence among them
_GREETING = re.compile(r"(?!.{61})[^\s.?!:;,]+(?: [^\s?!:;]+){0,6}[,!，！]")
#: in code and tables lines look like cruft and are not
UNJUDGED = frozenset({BlockKind.CODE, BlockKind.IMAGE, BlockKind.TABLE})


def read_mail(
    data: bytes,
    path: str,
    *,
    overrides: Overrides = NO_OVERRIDES,
    place: Place = leave_out,
) -> Reading:
    """The article in a mail; raises ContentError where it has no text.

    `place` says where a picture of the mail will stand; without a place it is cut.
    """
    mail = open_mail(data, path)
    if mail.part.is_html:
        reading = _read_html(mail, overrides, place)
    else:
        reading = _read_text(mail, overrides)
    date = date_of(mail.headers)
    if reading.blocks and _is_greeting(reading.blocks[0]):
        summary = reading.summary or summarise(reading.blocks[1:])
        reading = replace(reading, summary=summary)
    return replace(
        reading,
        title=subject_of(mail.headers) or reading.title,
        authors=authors_of(mail.headers) or reading.authors,
        date=date or reading.date,
        date_origin=DateOrigin.DECLARED if date else reading.date_origin,
    )


def _is_greeting(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(_GREETING.fullmatch(block.text))


def _read_text(mail: Mail, overrides: Overrides) -> Reading:
    part = mail.part
    text = part.text
    if part.is_flowed:
        text = unflow(text, deletes_space=part.deletes_space)
    spans = find_quotes(text, mail.occasion)
    own, cuts = _without(text, spans, overrides)
    subject = subject_of(mail.headers)
    reading = read_plaintext(own, declared_title=subject, overrides=overrides)
    told = sorted((*reading.cuts, *cuts), key=lambda cut: cut.start)
    files = _files_left_out(mail, frozenset())
    return replace(reading, cuts=(*told, *files))


def _without(
    text: str, spans: Sequence[Span], overrides: Overrides
) -> tuple[str, list[Cut]]:
    """The text with these spans blank, so that offsets stay; and the spans as cuts."""
    pieces, cuts, place = [], [], 0
    for span in spans:
        words = text[span.start : span.end]
        if not overrides.keeps(words):
            cut = Cut(text=words, reason=span.reason, start=span.start, end=span.end)
            cuts.append(cut)
            pieces += [text[place : span.start], _NO_LINE_END.sub(" ", words)]
            place = span.end
    return "".join([*pieces, text[place:]]), cuts


def _read_html(mail: Mail, overrides: Overrides, place: Place) -> Reading:
    source = mail.part.text
    check_tags(source)
    root = parse_html(source)
    places = PagePlaces(source)
    taken = list(take_out(root, mail.occasion))
    shown = _place_pictures(root, mail, place)
    taken += [(words, "hidden") for words in settle(root, "")]
    found = places.finder()
    title = subject_of(mail.headers)
    blocks = []
    for each in blocks_of(root):
        start, end = found.find(squeezed(each.block.text))
        blocks.append(replace(each.block, start=start, end=end))
    kept, cuts = _cleaned(source, blocks, title, overrides)
    kept, dropped = apply_drops(kept, overrides)
    told = [_told(words, reason, places) for words, reason in taken if words]
    return Reading(
        blocks=kept,
        cuts=(*cuts, *dropped, *told, *_files_left_out(mail, shown)),
        html=sanitise(join_blocks(kept)),
    )


def _cleaned(
    source: str, blocks: Sequence[Block], title: str, overrides: Overrides
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """The blocks without the subject again and without lines that are cruft."""
    judged = [block for block in blocks if block.kind not in UNJUDGED]
    cleaned = clean(source, judged, title=title, overrides=overrides)
    if not cleaned.blocks:
        return tuple(blocks), ()
    kept = dict(zip(map(id, cleaned.blocks), cleaned.doubts, strict=True))
    gone = {id(block) for block in judged if id(block) not in kept}
    left = (block for block in blocks if id(block) not in gone)
    return tuple(replace(b, doubt=kept.get(id(b), "")) for b in left), cleaned.cuts


def _told(words: str, reason: str, places: PagePlaces) -> Cut:
    start, end = places.finder().find(squeezed(words))
    return Cut(text=words, reason=reason, start=start, end=end)


def _place_pictures(root: HtmlElement, mail: Mail, place: Place) -> frozenset[str]:
    """Give the pictures of the mail their addresses; the Content-IDs of those shown."""
    files = {content_id: file for content_id, file in mail.files if content_id}
    addresses: dict[str, str] = {}
    for image in list(root.iter("img")):
        url = str(image.get("src", "")).strip()
        if not url.lower().startswith(CONTENT_ID):
            continue
        content_id = url[len(CONTENT_ID) :]
        file = files.get(content_id)
        if file is not None and content_id not in addresses:
            addresses[content_id] = place(file) if file.is_picture else ""
        if addresses.get(content_id):
            image.set("src", addresses[content_id])
        else:
            image.drop_tree()
    return frozenset(each for each, address in addresses.items() if address)


def _files_left_out(mail: Mail, shown: frozenset[str]) -> tuple[Cut, ...]:
    """A cut for each file that is not shown in the text."""
    return tuple(
        tell_left_out(file)
        for content_id, file in mail.files
        if content_id not in shown
    )
