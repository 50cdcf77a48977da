"""Which lines of a mail are not its own: what it quotes, and how its sender signs.

A run of `>` is taken for a quoted mail with a second sign only: a line above it that
says who wrote, or a mail that answers another. Else the author quotes a book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.load.mail.flowed import SIGNATURE
from digest.load.mail.headers import Occasion

QUOTED = "quoted mail"
FORWARDING = "forwarding header"
SIGNED = "signature"
#: lines that an attribution may be broken into, and its letters
MOST_LINES = 3
LONGEST = 300
#: labels that show the header of another mail, if so many stand below each other
ENOUGH = 3
#: lines that the header of another mail may take
MOST_LABELS = 20
_WROTE = (
    r"(?:wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|escreveu|ha scritto"
    r"|schreef|skrev|kirjoitti|napisał(?:\(a\))?|написал(?:а)?|пише|kirjutas|yazdı)"
)
#: `On Monday, Ada wrote:`, `Am Montag schrieb Ada:`
ATTRIBUTION = re.compile(
    rf"(?=.{{0,{LONGEST}}}(?:\d|@)).{{4,{LONGEST}}}?\b{_WROTE}\b.{{0,80}}:\s*",
    re.IGNORECASE | re.DOTALL,
)
#: how one begins that a mail program broke into lines
_OPENING = re.compile(
    r"\s*(?:on|am|le|el|il|em|op|den|dnia|w dniu|\d|mon|tue|wed|thu|fri|sat|sun)\b",
    re.IGNORECASE,
)
#: inside of a quote, where a day may stand without a number
_WRITER = re.compile(rf".{{4,}}?\b{_WROTE}\b.{{0,80}}:", re.IGNORECASE)
_LABEL = re.compile(
    r"[*\s]*(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|date"
    r"|à|objet|enviado(?: el)?|para|asunto|da|inviato|a|oggetto|van|verzonden|aan"
    r"|onderwerp|reply-to)[*\s]*:",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|original appointment|ursprüngliche nachricht"
    r"|original-nachricht|message d'origine|mensaje original|messaggio originale"
    r"|oorspronkelijk bericht)\s*-{2,}\s*|_{20,}\s*",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"\s*(?:-{3,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré"
    r"|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)[^\n]{0,60}?-{3,}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some characters of the text that are not its own words."""

    start: int
    end: int
    reason: str


def find_quotes(text: str, occasion: Occasion) -> tuple[Span, ...]:
    """What is not the mail's own, in its order; spans never overlap."""
    return tuple(_Lines(text, occasion).spans())


class _Lines:
    """One walk down the lines of a mail."""

    def __init__(self, text: str, occasion: Occasion) -> None:
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._is_answer = occasion is Occasion.ANSWER
        self._is_forwarded = occasion is Occasion.FORWARD

    def spans(self) -> Iterator[Span]:
        """From line to line: what begins here, and where it ends."""
        place = 0
        while place < len(self._lines):
            end, reason = self._look(place)
            if reason:
                yield Span(
                    start=self._starts[place], end=self._starts[end], reason=reason
                )
            place = max(end, place + 1)

    def _look(self, place: int) -> tuple[int, str]:
        """The line before which something ends that begins here, and its reason."""
        if FORWARDED.fullmatch(self._lines[place]):
            return self._after_labels(place + 1), FORWARDING
        if end := self._header_end(place):
            # the first header of a mail that is passed on is the one that is meant
            is_meant, self._is_forwarded = self._is_forwarded, False
            return (end, FORWARDING) if is_meant else (len(self._lines), QUOTED)
        if quoted := self._attributed(place):
            return quoted, QUOTED
        return self._look_at_line(place)

    def _look_at_line(self, place: int) -> tuple[int, str]:
        line = self._lines[place]
        if _is_quoted(line) and (self._is_answer or begins_with_writer(line)):
            return self._quote_end(place), QUOTED
        if line.rstrip("\r\n") in {SIGNATURE, SIGNATURE.rstrip()}:
            return self._signature_end(place), SIGNED
        return place, ""

    def _header_end(self, place: int) -> int:
        """Where the header of another mail ends that begins here; 0 for none."""
        first = place + 1 if ORIGINAL.fullmatch(self._lines[place]) else place
        end = self._after_labels(first)
        labels = [line for line in self._lines[first:end] if _LABEL.match(line)]
        is_marked = first > place and bool(labels)
        begins = first < end and bool(_LABEL.match(self._lines[first].lstrip()))
        return end if is_marked or (begins and len(labels) >= ENOUGH) else 0

    def _after_labels(self, place: int) -> int:
        """The first line behind those that are empty or begin with a label."""
        end = place
        for number in range(place, min(place + MOST_LABELS, len(self._lines))):
            line = self._lines[number]
            if _LABEL.match(line):
                end = number + 1
            elif line.strip():
                break
        return max(end, place)

    def _attributed(self, place: int) -> int:
        """Where the quote ends that somebody is said to have written; 0 for none."""
        if not self._lines[place].strip() or _is_quoted(self._lines[place]):
            return 0
        for count in range(1, MOST_LINES + 1):
            lines = self._lines[place : place + count]
            told = "".join(lines)
            if count > 1 and not (lines[-1].strip() and _OPENING.match(told)):
                return 0
            if told.rstrip().endswith(":") and ATTRIBUTION.fullmatch(told):
                first = self._next_words(place + count)
                if first < len(self._lines) and _is_quoted(self._lines[first]):
                    return self._quote_end(first)
                # below it another mail stands as it was, as Outlook does it
                return len(self._lines) if self._is_answer else 0
        return 0

    def _next_words(self, place: int) -> int:
        numbers = range(place, len(self._lines))
        return next((n for n in numbers if self._lines[n].strip()), len(self._lines))

    def _quote_end(self, place: int) -> int:
        """The first line of the mail's own words behind a quote."""
        end = place
        for number in range(place, len(self._lines)):
            if _is_quoted(self._lines[number]):
                end = number + 1
            elif self._lines[number].strip():
                break
        return end

    def _signature_end(self, place: int) -> int:
        """A signature ends with the mail, or where a quote begins."""
        for number in range(place + 1, len(self._lines)):
            if _is_quoted(self._lines[number]) or self._header_end(number):
                return number
            if self._attributed(number):
                return number
        return len(self._lines)


def _is_quoted(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def begins_with_writer(quote: str) -> bool:
    """Whether a quote begins with the line that says who wrote it, inside of it."""
    line = quote.lstrip("> ").partition("\n")[0][:LONGEST]
    return bool(_OPENING.match(line) and _WRITER.fullmatch(line.strip()))


def is_header(text: str) -> bool:
    """Whether the text is the header of another mail, and nothing else."""
    return _is_all_header(text) and not FORWARDED.match(text)


def is_forward(text: str) -> bool:
    """Whether the text is what stands above a mail that is passed on."""
    return _is_all_header(text) and bool(FORWARDED.match(text))


def _is_all_header(text: str) -> bool:
    spans = find_quotes(text, Occasion.FORWARD)
    return [span.reason for span in spans] == [FORWARDING] and (
        not (text[: spans[0].start] + text[spans[0].end :]).strip()
    )
