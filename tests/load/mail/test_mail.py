"""A mail as an article: its sender's own words, and the rest told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_site
from digest.errors import ContentError
from digest.load.article import load_article
from digest.load.embedded import Embedded
from digest.load.mail.mail import read_mail
from digest.load.overrides import Level, Overrides
from digest.model import BlockKind, DateOrigin

OWN = (
    "The harbour opened again on Monday after three weeks of repairs.\n\n"
    "Fishermen said that they had never seen the quay so full of boats.\n"
)
HTML = (
    "<p>The harbour opened again on Monday after three weeks of repairs.</p>"
    "<ul><li>Nets</li><li>Boats</li></ul>"
    "<p>Fishermen said that they had never seen the quay so full of boats.</p>"
)
PIXEL = b"\x89PNG\r\n\x1a\n-not-looked-at-here"


def a_mail(text: str = OWN, *, html: str = "", **headers: str) -> EmailMessage:
    """A mail with headers; names in capitals and underscores are those of fields."""
    mail = EmailMessage()
    given_headers = {
        "From": "Ada Quay <ada@x.example>",
        "Subject": "The harbour opens",
        "Date": "Mon, 16 Nov 2026 08:00:00 +0100",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given_headers.items():
        mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def cut(mail: EmailMessage | bytes, **options: Any) -> dict[str, int]:
    """How many cuts there are for each reason."""
    data = mail if isinstance(mail, bytes) else mail.as_bytes()
    return Counter(cut.reason for cut in read_mail(data, "a.eml", **options).cuts)


def test_headers_are_the_facts() -> None:
    """Subject, sender and date are declared."""
    article = load_article("letters/a.eml", a_mail().as_bytes(), a_site())
    assert article.title == "The harbour opens"
    assert article.authors == ("Ada Quay",)
    assert article.date == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert article.date_origin is DateOrigin.DECLARED
    assert [block.text for block in article.blocks] == OWN.strip().split("\n\n")


def test_kept_and_cut_have_their_places_in_the_text() -> None:
    """Offsets count in the text of the part, decoded."""
    text = f"{OWN}\nOn Sunday 15 Nov Ben wrote:\n> When?\n\n-- \nAda\n"
    reading = read_mail(a_mail(text).as_bytes(), "a.eml")
    assert [text[b.start : b.end] for b in reading.blocks] == OWN.strip().split("\n\n")
    assert [(c.reason, text[c.start : c.end]) for c in reading.cuts] == [
        ("quoted mail", "On Sunday 15 Nov Ben wrote:\n> When?\n"),
        ("signature", "-- \nAda\n"),
    ]


def test_flowed_lines_are_paragraphs() -> None:
    """A program broke them, nobody else."""
    mail = a_mail("The harbour opened again \non Monday, after three weeks of work.\n")
    mail.set_param("format", "flowed")
    (block,) = read_mail(mail.as_bytes(), "a.eml").blocks
    assert block.text.startswith("The harbour opened again on Monday")


def test_the_html_part_is_read_where_there_is_one() -> None:
    """It has the lists and the links."""
    reading = read_mail(a_mail("plain", html=HTML).as_bytes(), "a.eml")
    kinds = [block.kind for block in reading.blocks]
    assert kinds.count(BlockKind.LIST_ITEM) == 2
    assert all(block.start >= 0 for block in reading.blocks)


CRUFT = {
    "quoted mail": (
        """<div class="gmail_quote"><div class="gmail_attr">On Sun, 15 Nov 2026 Ben
        wrote:<br></div><blockquote>When?</blockquote></div>""",
        """<div>On 15 Nov 2026, Ben wrote:</div>
        <blockquote type="cite">When?</blockquote>""",
        """<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Ben</div>
        <div>When?</div>""",
        """<div><div style="border:none"><p><b>From:</b> Ben<br><b>Sent:</b> Sunday<br>
        <b>To:</b> Ada<br><b>Subject:</b> Harbour</p></div></div><p>When?</p>""",
    ),
    "signature": (
        """<div class="gmail_signature">Ada<br>Harbour</div>""",
        """<div>-- <br>Ada<br>Harbour</div>""",
    ),
    "hidden": ("""<div style="display:none">A preview</div>""",),
}


@pytest.mark.parametrize(
    ("cruft", "reason"),
    [(cruft, reason) for reason, several in CRUFT.items() for cruft in several],
)
def test_what_mail_programs_add_is_cut(cruft: str, reason: str) -> None:
    """Each by the marks of its program, with nothing of the mail's own."""
    mail = a_mail(html=f"{HTML}{cruft}")
    reading = read_mail(mail.as_bytes(), "a.eml")
    assert [b.text for b in reading.blocks] == [
        b.text for b in read_mail(a_mail(html=HTML).as_bytes(), "a.eml").blocks
    ]
    assert {each.reason for each in reading.cuts} == {reason}


def test_what_is_passed_on_stays() -> None:
    """Only the lines above it go."""
    head = "---------- Forwarded message ---------<br>From: Ben<br>Date: Sunday<br>"
    html = (
        '<div>FYI, this is what he says of it.</div><div class="gmail_quote">'
        f'<div class="gmail_attr">{head}</div>{HTML}</div>'
    )
    reading = read_mail(a_mail(html=html, Subject="Fwd: Boats").as_bytes(), "a.eml")
    assert reading.title == "Boats"
    assert "Nets" in [block.text for block in reading.blocks]
    assert [each.reason for each in reading.cuts] == ["forwarding header"]


def test_a_quotation_in_html_stays() -> None:
    """A blockquote that nobody is said to have written belongs to the mail."""
    mail = a_mail(html=f"{HTML}<blockquote>The sea is a road.</blockquote>")
    kinds = [block.kind for block in read_mail(mail.as_bytes(), "a.eml").blocks]
    assert BlockKind.QUOTE in kinds


def with_picture() -> EmailMessage:
    """A mail with a picture in its text, and a paper that hangs on it."""
    mail = a_mail(html=f"{HTML}<p><img src='cid:boats@x' alt='Boats'></p>")
    html = [*mail.iter_parts()][1]
    html.add_related(PIXEL, "image", "png", cid="<boats@x>", filename="b.png")
    mail.add_attachment(b"%PDF", "application", "pdf", filename="plan.pdf")
    return mail


def test_files_are_told_as_cut() -> None:
    """With their names and sizes; they have no place in the text."""
    reading = read_mail(with_picture().as_bytes(), "a.eml")
    told = [each for each in reading.cuts if each.reason == "attachment"]
    assert [each.text for each in told] == [
        f"b.png (image/png, {len(PIXEL)} bytes)",
        "plan.pdf (application/pdf, 4 bytes)",
    ]
    assert told[0].start == -1
    assert "<img" not in reading.html


def test_who_imports_gives_pictures_a_place() -> None:
    """And then they are shown, and told no more."""
    seen: list[Embedded] = []

    def place(picture: Embedded) -> str:
        seen.append(picture)
        return "images/b.png"

    reading = read_mail(with_picture().as_bytes(), "a.eml", place=place)
    assert [(each.name, each.data) for each in seen] == [("b.png", PIXEL)]
    assert 'src="images/b.png"' in reading.html
    assert cut(with_picture(), place=place)["attachment"] == 1


def test_a_mail_that_only_holds_another_is_that_one() -> None:
    """It was passed on as a whole."""
    outer = EmailMessage()
    outer["From"] = "Ben <b@x.example>"
    outer["Subject"] = "Fwd: something"
    outer.add_attachment(a_mail())
    reading = read_mail(outer.as_bytes(), "a.eml")
    assert (reading.title, reading.authors) == ("The harbour opens", ("Ada Quay",))


def test_a_mail_beside_the_text_is_told() -> None:
    """The text is what its sender means."""
    mail = a_mail()
    mail.add_attachment(a_mail("Other words of somebody else.\n"))
    assert cut(mail) == {"attachment": 1}


def test_the_author_may_keep_what_looks_quoted() -> None:
    """As in every other file."""
    text = f"{OWN}\n-- \nAda\n"
    keep = Overrides((Level(keep=("-- Ada",)),))
    assert cut(a_mail(text))["signature"] == 1
    assert cut(a_mail(text), overrides=keep)["signature"] == 0


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "utf-16", "koi8-r"])
def test_a_declared_encoding_is_taken(charset: str) -> None:
    """If it can be."""
    text = "Гавань открыта" if charset in {"windows-1251", "koi8-r"} else "Hafen öffnet"
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n"
    data = head.encode() + (text + ", und alle sind da.").encode(charset, "replace")
    if charset == "utf-16":  # it cannot stand in a mail as it is
        return
    assert read_mail(data, "a.eml").blocks[0].text.startswith(text)


def test_a_wrong_encoding_is_read_by_its_bytes() -> None:
    """UTF-8 that calls itself ASCII, or nothing that anybody knows."""
    for charset in ("us-ascii", "x-unknown", '"=?"'):
        head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n"
        data = f"{head}Die Häfen öffnen am Montag.".encode()
        assert "Häfen" in read_mail(data, "a.eml").blocks[0].text


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "no mail"),
        (b"just words\n\nand more", "no mail"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no mail"),
        (b"Subject: x\n\n", "no text part"),
        (b"Subject: x\n\n" + b"word " * 1_100_000, "no article"),
        (b"Subject: x\nContent-Type: image/png\n\nabc", "no text part"),
        (b"Subject: x\nContent-Type: text/plain\n\n\x81\x8d\0", "encoding"),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
         + b"--b\n\nx\n" * 501 + b"--b--", "more than 500 parts"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes, fact: str) -> None:
    """With the path, and what to do."""
    with pytest.raises(ContentError, match=f"letters/a.eml: .*{fact}"):
        read_mail(data, "letters/a.eml")


def test_mails_within_mails_end() -> None:
    """Nobody sends a thousand of them."""
    data = b"Subject: x\nContent-Type: message/rfc822\n\n" * 3000 + b"Subject: y\n\nx"
    with pytest.raises(ContentError, match=r"too many mails|no text part"):
        read_mail(data, "a.eml")


def test_many_empty_lines_and_quotes_are_quick() -> None:
    """They are read as fast as others."""
    text = ("\n" * 200 + "> a\nFrom: x\nwords that wrote: 1\n") * 400
    read_mail(a_mail(OWN + text, In_Reply_To="<a@b>").as_bytes(), "a.eml")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b'Content-Type: text/plain; "' + b";" * 40_000 + b"\n\nx", "a header of more"),
        (b"Content-Disposition: x;\n" + b" a=b;\n" * 1000 + b"\nx", "a header of more"),
        (b"Subject: x\n\n" + b"a\n" * 100_001, "more than 100000 lines"),
        (b"Subject: x\n\n" + b"a\n" * 400_001, "400003 lines"),
        (b"X: boundary\n" * 100 + b"\n" * 50_000, "50100 lines"),
    ],
)
def test_what_a_parser_is_slow_with_is_refused(data: bytes, fact: str) -> None:
    """Before it is parsed."""
    with pytest.raises(ContentError, match=fact):
        read_mail(data, "a.eml")


def test_a_long_row_of_quotes_is_quick() -> None:
    """Nobody looks for the line above each of them through all the others."""
    html = HTML + "<blockquote></blockquote>" * 8000
    read_mail(a_mail(html=html, In_Reply_To="<a@b>").as_bytes(), "a.eml")


def test_who_is_said_to_have_written_inside_of_a_quote_marks_it() -> None:
    """In an answer, and as plain text in every mail."""
    mail = "<blockquote><p>On Monday, Ann wrote:</p><p>When?</p></blockquote>"
    answer = a_mail(html=HTML + mail, Subject="Re: Weather")
    assert cut(answer) == {"quoted mail": 1}
    assert cut(a_mail(html=HTML + mail)) == {}
    text = f"> On Monday, Ann wrote:\n> Is the ferry there?\n\n{OWN}"
    assert cut(a_mail(text)) == {"quoted mail": 1}


@pytest.mark.parametrize(
    ("first", "summary"),
    [
        ("Hello Ann,", "The harbour opened"),
        ("Liebe Ada,", "The harbour opened"),
        ("Dear all!", "The harbour opened"),
        ("It rained.", "It rained."),
    ],
)
def test_a_greeting_is_no_summary(first: str, summary: str) -> None:
    """It stays in the text."""
    data = a_mail(f"{first}\n\n{OWN}").as_bytes()
    article = load_article("a.eml", data, a_site())
    assert article.blocks[0].text == first
    assert article.summary.startswith(summary)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 1200))
def test_no_bytes_do_harm(noise: bytes, place: int) -> None:
    """A mail that was cut or changed on its way is read or refused."""
    whole = with_picture().as_bytes()
    for data in (noise, whole[:place] + noise + whole[place:], whole[:place]):
        try:
            read_mail(data, "a.eml")
        except ContentError:
            continue
