"""Whom an article cites: "writes Ada Quay for The Harbour", "told the Independent".

Works by the form of English news prose: a verb of speech, a name in capitals beside it,
an outlet after `told`, `in`, `for` or `according to`. German, French and Spanish have
a table of their own in cited_abroad; other languages give no citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.load.cited_abroad import SIGNS_ABROAD, cited_abroad
from digest.load.forms import Form, has_any
from digest.model import Block, BlockKind, Citation

#: bounded, so that a text without blanks costs no more than another
CAPITAL = r"\b[A-ZÀ-ÞŁŚŞŽŠČ][\w'’]{0,30}(?:-[\w'’]{1,30}){0,3}"
PARTICLE = r"(?:al|bin|da|de|del|der|di|dos|el|la|le|van|von)"
#: a full name: two to four words, initials and particles among them
NAME = rf"{CAPITAL}(?:\s(?:{PARTICLE}\s)?(?:[A-Z]\.|{CAPITAL})){{1,3}}"
#: an outlet: up to five capitalised words, perhaps with an article
OUTLET = (
    rf"(?P<the>[Tt]he\s)?(?P<outlet>{CAPITAL}(?:\s(?:(?:of|and|&)\s)?{CAPITAL}){{0,4}})"
)
SPEECH = (
    r"(?:said|says|wrote|writes|told|tells|argued|argues|claimed|claims|explained"
    r"|reported|reports|added|noted|made)"
)
WHEN = r"(?:\s(?:late|early|earlier)?\s?(?:last|this)\s\w+|\son\s[A-Z]\w+|\srecently)?"

#: in every word of SPEECH
SPEECH_SIGNS = (
    *("said", "says", "wr", "told", "tells", "argue", "claim", "explained", "report"),
    *("added", "noted", "made"),
)
WRITES_FOR = Form(
    re.compile(
        r"\b(?:writes|wrote|reports|reported)\s"
        rf"(?P<name>{NAME})\s(?:for|in|of|at)\s{OUTLET}"
    ),
    ("wr", "report"),
)
TOLD = Form(re.compile(rf"\b(?:told|tells)\s{OUTLET}"), ("told", "tells"))
WORKS = ("argument", "article", "column", "essay", "interview", "op-ed", "piece")
WROTE_IN = Form(
    re.compile(
        rf"\b(?:wrote|writes|written|claims?|{'|'.join(WORKS)})"
        rf"{WHEN}\s(?:in|for|with)\s{OUTLET}"
    ),
    ("wr", "claim", *WORKS),
)
ACCORDING = Form(
    re.compile(rf"\b[Aa]ccording to\s(?:a\sreport\s(?:in|by)\s)?{OUTLET}"),
    ("ccording to",),
)
NAME_SPEAKS = Form(
    re.compile(
        rf"(?P<name>{NAME})(?:,(?P<who>[^,]{{1,90}},)?)?\s(?:has\s|also\s|later\s)?"
        rf"{SPEECH}\b"
    ),
    SPEECH_SIGNS,
)
SPEAKS_NAME = Form(
    re.compile(rf"[,”\"]\s(?:said|says|wrote|writes|added)\s(?P<name>{NAME})"),
    ("said", "says", "wr", "added"),
)
#: a quotation, and then a name that is explained: ,” Ada Quay, an expert
QUOTE_NAME = Form(
    re.compile(rf"[,.?!]”\s(?:[A-Za-z ]{{0,40}}?\b[a-z]+\s)?(?P<name>{NAME}),\s"),
    ("”",),
)
SURNAME_SPEAKS = Form(
    re.compile(rf"\b(?P<surname>{CAPITAL})\s{SPEECH}\b"), SPEECH_SIGNS
)
#: of all sentences in which anybody is cited
SIGNS = (*SPEECH_SIGNS, *WORKS, "ccording to", "”", *SIGNS_ABROAD)
QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")
SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"]))\s+(?=[A-Z“\"])")
#: characters of a block that are read
LONGEST_TEXT = 20_000
#: bodies that are told things and print nothing
_NO_OUTLETS = """
    Assembly Board Cabinet Chamber Commission Committee Conference Congress Council
    Court Department Forum Government House Institute Justice King Legislature
    Ministry MPs Office Parliament Party Police President Queen Senate Summit
    Treasury Tribunal Union Democrats Republicans God January February March April
    May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday
"""
NO_OUTLETS = frozenset(_NO_OUTLETS.split())
#: words that an outlet's name ends in; asked for where a place or body could stand, too
_OUTLET_WORDS = """
    Agency Broadcasting Chronicle Courier Daily Digest Gazette Globe Guardian Herald
    Journal Magazine Mail Media Mirror Monthly Network News Newspaper Observer Post
    Press Radio Record Reporter Review Standard Star Sun Telegraph Television Times
    Today Tribune TV Weekly Wire Reuters Bloomberg AP AFP BBC CNN NPR CNBC Politico
    Axios
"""
OUTLET_WORDS = frozenset(_OUTLET_WORDS.split())


def find_citations(blocks: Sequence[Block]) -> tuple[Citation, ...]:
    """The people and outlets that the article cites, each once, as they first come."""
    texts = [
        _without_quotes(block.text[:LONGEST_TEXT])
        for block in blocks
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM}
    ]
    whole = "\n".join(texts)
    signs = tuple(sign for sign in SIGNS if sign in whole)
    texts = [text for text in texts if has_any(text, signs)]
    people = _people(texts)
    found: dict[tuple[str, str], Citation] = {}
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            if not has_any(sentence, signs):
                continue
            for citation in _in_sentence(sentence, people):
                found.setdefault((citation.name, citation.outlet), citation)
    placed = {citation.name for citation in found.values() if citation.outlet}
    return tuple(
        citation
        for citation in found.values()
        if citation.outlet or citation.name not in placed
    )


def _people(texts: Sequence[str]) -> dict[str, str]:
    """Full names by surname, of those who speak somewhere in the text."""
    people: dict[str, str] = {}
    for text in texts:
        for form in (WRITES_FOR, NAME_SPEAKS, SPEAKS_NAME, QUOTE_NAME):
            for match in form.find_all(text):
                name = match["name"]
                people.setdefault(name.split()[-1], name)
    return people


def _without_quotes(text: str) -> str:
    """The text with what is quoted left out, for it is somebody else's prose."""
    return QUOTED.sub(lambda found: "“" + found[0][-2:-1] + "”", text)


def _in_sentence(sentence: str, people: dict[str, str]) -> Iterator[Citation]:
    if match := WRITES_FOR.search(sentence):
        yield Citation(name=match["name"], outlet=_outlet(match))
        return
    speaker = _speaker(sentence, people)
    outlet = _cited_outlet(sentence, people)
    if speaker or outlet:
        yield Citation(name=speaker, outlet=outlet)
    elif abroad := cited_abroad(sentence):
        yield abroad


def _speaker(sentence: str, people: dict[str, str]) -> str:
    for form in (QUOTE_NAME, NAME_SPEAKS, SPEAKS_NAME):
        if match := form.search(sentence):
            return match["name"]
    if match := SURNAME_SPEAKS.search(sentence):
        return people.get(match["surname"], "")
    return ""


def _cited_outlet(sentence: str, people: dict[str, str]) -> str:
    for form in (TOLD, WROTE_IN):
        if (match := form.search(sentence)) and _is_outlet(match, people):
            return _outlet(match)
    match = ACCORDING.search(sentence)
    if match and match["outlet"].split()[-1] in OUTLET_WORDS:
        return _outlet(match)
    return ""


def _is_outlet(match: re.Match[str], people: dict[str, str]) -> bool:
    """Whether the capitalised words are no person and no body that prints nothing."""
    words = match["outlet"].split()
    if any(word in NO_OUTLETS for word in words) or words[-1] in people:
        return False
    return len(words) == 1 or match["the"] is not None or words[-1] in OUTLET_WORDS


def _outlet(match: re.Match[str]) -> str:
    return ("The " if match["the"] else "") + match["outlet"]
