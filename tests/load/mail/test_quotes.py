"""What a mail quotes and how it is signed, by two signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.load.mail.headers import Occasion
from digest.load.mail.quotes import find_quotes, is_forward, is_header

OWN = "The harbour is open again.\n\n"
REPLY = "On Sun, 15 Nov 2026 at 10:00, Ben Shore <b@x.example> wrote:\n"


def cut(text: str, occasion: Occasion = Occasion.OWN) -> list[str]:
    """Each reason, and the first line of what is cut for it."""
    spans = find_quotes(text, occasion)
    return [
        f"{span.reason}: {text[span.start : span.end].splitlines()[0]}"
        for span in spans
    ]


@pytest.mark.parametrize(
    "attribution",
    [
        REPLY,
        "On Sun, 15 Nov 2026 at 10:00,\nBen Shore <b@x.example> wrote:\n",
        "Am 15.11.2026 um 10:00 schrieb Ben Shore:\n",
        "Le 15 nov. 2026 à 10:00, Ben Shore <b@x.example> a écrit :\n",
        "El 15/11/2026, Ben escribió:\n",
    ],
)
def test_what_somebody_wrote_is_quoted(attribution: str) -> None:
    """In several languages, also where a program broke the line."""
    text = f"{OWN}{attribution}> When?\n>\n> Tell me.\n\nMore of my own.\n"
    assert cut(text) == [f"quoted mail: {attribution.splitlines()[0]}"]
    (span,) = find_quotes(text, Occasion.OWN)
    assert text[span.end :] == "\nMore of my own.\n"


def test_a_quotation_without_a_second_sign_stays() -> None:
    """Authors quote books, too."""
    text = f"{OWN}> To be, or not to be.\n"
    assert cut(text) == []
    assert cut(text, Occasion.ANSWER) == ["quoted mail: > To be, or not to be."]


def test_somebody_who_wrote_in_prose_stays() -> None:
    """A sentence with a colon is no attribution where nothing is quoted."""
    text = "In 1911 she wrote:\n\nThe sea is a road.\n"
    assert cut(text) == []


def test_below_an_attribution_of_an_answer_everything_is_quoted() -> None:
    """Some programs put no marks before the lines."""
    text = f"{OWN}{REPLY}When?\n\nTell me.\n"
    assert cut(text, Occasion.ANSWER) == [f"quoted mail: {REPLY.strip()}"]


@pytest.mark.parametrize(
    "block",
    [
        "From: Ben\nSent: Sunday\nTo: Ada\nSubject: Harbour\n",
        "Von: Ben\nGesendet: Sonntag\nAn: Ada\nBetreff: Hafen\n",
        "-----Original Message-----\nFrom: Ben\nTo: Ada\n",
        "________________________________\nFrom: Ben\nTo: Ada\n",
    ],
)
def test_below_another_mail_s_header_everything_is_quoted(block: str) -> None:
    """As Outlook does it; if the mail is passed on, only the header goes."""
    text = f"{OWN}{block}\nWhen?\n"
    first = block.splitlines()[0]
    assert cut(text) == [f"quoted mail: {first}"]
    assert cut(text, Occasion.FORWARD) == [f"forwarding header: {first}"]


def test_a_forwarded_message_loses_its_header_only() -> None:
    """What is passed on is what is meant."""
    head = "---------- Forwarded message ---------\nFrom: Ben <b@x.example>\n"
    text = f"FYI\n\n{head}Date: Sunday\n\nThe text.\n"
    assert cut(text) == ["forwarding header: ---------- Forwarded message ---------"]
    assert is_forward(head)
    assert not is_forward(f"{head}\nThe text.")
    assert is_header("From: Ben\nSent: now\nTo: Ada\n")
    assert not is_header("")


def test_a_few_labels_are_no_header() -> None:
    """An invitation says from when to when."""
    assert cut("From: the quay\nTo: the bay\n\nWe row on Sunday.\n") == []


def test_a_signature_ends_where_a_quote_begins() -> None:
    """Or with the mail."""
    text = f"{OWN}-- \nAda\nHarbour\n{REPLY}> When?\n"
    assert cut(text) == ["signature: -- ", f"quoted mail: {REPLY.strip()}"]
    assert cut(f"{OWN}--\nAda\n\n> When?\n", Occasion.ANSWER) == [
        "signature: --",
        "quoted mail: > When?",
    ]


LINES = ["> a", "-- ", "", "From: x", "Sent: y", "To: z", REPLY.strip(), "words", "On"]


@given(st.lists(st.sampled_from(LINES)), st.sampled_from(Occasion))
def test_spans_are_in_order_and_apart(lines: list[str], occasion: Occasion) -> None:
    """Whatever the lines, each character is cut once at most."""
    text = "\n".join(lines)
    spans = find_quotes(text, occasion)
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(span.start < span.end <= len(text) for span in spans)
