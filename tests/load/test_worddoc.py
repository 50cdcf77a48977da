"""Word files as articles: what is in them, and what must not be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_site
from digest.errors import ContentError
from digest.load import word_archive
from digest.load.article import load_article
from digest.load.embedded import Embedded
from digest.load.worddoc import read_worddoc
from digest.model import BlockKind, DateOrigin

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
    'drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" descr="Boats"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/'
    'drawingml/2006/picture"><pic:blipFill><a:blip r:{how}="rId1"/></pic:blipFill>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
PIXEL = b"\x89PNG\r\n\x1a\n-not-looked-at-here"


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of this text, or of these runs."""
    runs = text if text.startswith("<w:r>") else f"<w:r><w:t>{text}</w:t></w:r>"
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{runs}</w:p>"


def a_docx(
    *paragraphs: str,
    properties: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word file, with more or other files in it."""
    names = {"Title": "Title", "Heading1": "heading 1", "Quote": "Quote"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        "</w:style>"
        for key, name in names.items()
    )
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}">'
        f"<w:body>{''.join(paragraphs)}</w:body></w:document>"
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{properties}</cp:coreProperties>'
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations,
        "word/document.xml": document,
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "docProps/core.xml": core,
    }
    parts |= files or {}
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def a_picture(how: str, target: str, mode: str = "") -> dict[str, str | bytes]:
    """The files that a picture needs."""
    relation = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/image" Target="{target}" {mode}/></Relationships>'
    )
    return {"word/_rels/document.xml.rels": relation, "word/media/a.png": PIXEL}


def test_a_word_file_in_the_folder_is_an_article() -> None:
    """Title style, headings, quotes and properties are what they say."""
    data = a_docx(
        paragraph("The harbour opens", "Title"),
        paragraph("Boats were out before the sun was up on Monday."),
        paragraph("What is next", "Heading1"),
        paragraph("The sea is a road.", "Quote"),
        properties="<dc:title>Other words</dc:title><dc:creator>Ada Quay; Ben Shore"
        "</dc:creator><dcterms:created>2026-11-16T08:00:00Z</dcterms:created>",
    )
    article = load_article("papers/report.docx", data, a_site())
    assert article.title == "The harbour opens"
    assert article.authors == ("Ada Quay", "Ben Shore")
    assert article.date == datetime(2026, 11, 16, 8, tzinfo=UTC)
    assert article.date_origin is DateOrigin.DECLARED
    assert [(b.kind, b.level, b.text) for b in article.blocks] == [
        (
            BlockKind.PARAGRAPH,
            None,
            "Boats were out before the sun was up on Monday.",
        ),
        (BlockKind.HEADING, 2, "What is next"),
        (BlockKind.QUOTE, None, "The sea is a road."),
    ]
    assert all(block.start >= 0 for block in article.blocks)


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Declared", "Declared"),
        ("Microsoft Word - a.docx", "Report"),
        ("Document1", "Report"),
        ("", "Report"),
    ],
)
def test_without_a_title_style_the_properties_name_it(
    declared: str, title: str
) -> None:
    """But not by the name of a file that was never named."""
    data = a_docx(paragraph("Words."), properties=f"<dc:title>{declared}</dc:title>")
    assert load_article("report.docx", data, a_site()).title == title


def test_the_only_heading_above_the_text_is_its_title() -> None:
    """Where nothing else is one; of two headings neither is."""
    heading, text = paragraph("Boats", "Heading1"), paragraph("Words.")
    assert read_worddoc(a_docx(heading, text), "a.docx").title == "Boats"
    assert read_worddoc(a_docx(heading, text, heading), "a.docx").title == ""


def test_a_picture_is_told_or_gets_a_place() -> None:
    """It is inside of the file, and has no address."""
    data = a_docx(
        paragraph(PICTURE.format(how="embed")), files=a_picture("embed", "media/a.png")
    )
    seen: list[Embedded] = []

    def place(picture: Embedded) -> str:
        seen.append(picture)
        return "images/a.png"

    reading = read_worddoc(data, "a.docx", place=place)
    assert reading.html == '<p><img alt="Boats" src="images/a.png"></p>'
    assert [(each.media_type, each.data) for each in seen] == [("image/png", PIXEL)]
    (cut,) = read_worddoc(data, "a.docx").cuts
    assert cut.reason == "attachment"


def test_nothing_outside_of_the_file_is_read() -> None:
    """A picture of the web or of this machine is left out, and told."""
    for target in ("https://bay.example.org/a.png", f"file://{__file__}"):
        relations = a_picture("link", target, 'TargetMode="External"')
        data = a_docx(paragraph(PICTURE.format(how="link")), files=relations)
        reading = read_worddoc(data, "a.docx", place=lambda _: "x.png")
        assert [cut.reason for cut in reading.cuts] == ["attachment"]
        assert "<img" not in reading.html


def test_footnotes_are_plain_numbers() -> None:
    """Without the brackets and arrows of Word."""
    notes = f'<w:footnote w:id="2">{paragraph("Seen.")}</w:footnote>'
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/footnotes" '
    relations = f'{relation} Target="footnotes.xml"/>'
    files: dict[str, str | bytes] = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
            "</Relationships>"
        ),
    }
    mark = '<w:r><w:t>Boats</w:t><w:footnoteReference w:id="2"/></w:r>'
    data = a_docx(paragraph(mark), files=files)
    texts = [block.text for block in read_worddoc(data, "a.docx").blocks]
    assert texts == ["Boats1", "Seen."]


def damaged(how: str) -> bytes:
    """A Word file with something wrong."""
    whole = a_docx(paragraph("Words."))
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]>' + "<w:document/>"
    return {
        "no archive": b"words",
        "cut off": whole[:-100],
        "other archive": a_docx().replace(b"word/document.xml", b"word/documemt.xml"),
        "entities": a_docx(files={"word/x.xml": laughs}),
        "broken text": a_docx(files={"word/document.xml": "<w:document"}),
    }[how]


@pytest.mark.parametrize(
    "how", ["no archive", "cut off", "other archive", "entities", "broken text"]
)
def test_a_damaged_file_is_told(how: str) -> None:
    """With the path, and what to do."""
    with pytest.raises(ContentError, match=r"a\.docx: .*save it anew"):
        read_worddoc(damaged(how), "a.docx")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sizes tell it: all of it, its text, and how many files it has."""
    bomb = a_docx(files={"word/media/a.bin": b"\0" * 3_000_000})
    monkeypatch.setattr(word_archive, "LARGEST", 2_000_000)
    with pytest.raises(ContentError, match="unpacks to"):
        read_worddoc(bomb, "a.docx")
    monkeypatch.setattr(word_archive, "MOST_FILES", 3)
    with pytest.raises(ContentError, match="more than 3 files"):
        read_worddoc(bomb, "a.docx")


@pytest.mark.parametrize(
    ("files", "fact"),
    [
        ({"word/evil.bin": '<!DOCTYPE x [<!ENTITY a "ha">]><x/>'}, "entities"),
        ({"word/evil.bin": "<!DOCTYPE x><x/>".encode("utf-16")}, "UTF-8"),
        ({"word/x.xml": '<?xml version="1.0" encoding="cp037"?><x/>'}, "UTF-8"),
        ({"word/x.xml": b"<x>\xff</x>"}, "UTF-8"),
        ({"word/x.svg": "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"}, "entities"),
        ({"word/styles.xml": "<w:style/>" * 100_000}, "more paragraphs, styles"),
        ({"word/x.xml": " " * 6_000_000 + "<x/>"}, "bytes of text"),
        ({"word/x.bin": " " * 6_000_000 + "<x/>"}, "bytes of text"),
        (
            {"word/_rels/document.xml.rels": "<Relationships><Relationship Type="
             '"x/styles" Target="document.xml"/></Relationships>'},
            "one part twice",
        ),
        (
            {"word/_rels/document.xml.rels": "<Relationships><Relationship Type="
             '"x/styles" Target="media/a.svg"/></Relationships>'},
            "a drawing as its text",
        ),
    ],
)  # fmt: skip
def test_what_no_word_file_has_is_refused(
    files: Mapping[str, str | bytes], fact: str
) -> None:
    """Before mammoth reads it, and whatever a part is called."""
    with pytest.raises(ContentError, match=fact):
        read_worddoc(a_docx(paragraph("Words."), files=files), "a.docx")


def test_a_drawing_may_name_its_document_type() -> None:
    """Drawing programs do, and it defines nothing."""
    files = {"word/media/a.svg": "<!DOCTYPE svg PUBLIC 'a' 'b'><svg/>"}
    assert read_worddoc(a_docx(paragraph("Words."), files=files), "a.docx").blocks


def test_a_size_that_lies_is_told() -> None:
    """An archive that promises less than it holds is damaged."""
    data = bytearray(a_docx(paragraph("words " * 5000)))
    place = data.rindex(b"word/document.xml") - 46 + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ContentError, match="no Word file"):
        read_worddoc(bytes(data), "a.docx")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 2500))
def test_no_bytes_do_harm(noise: bytes, place: int) -> None:
    """Whatever was changed, the file is read or refused."""
    whole = a_docx(paragraph("Words."), files=a_picture("embed", "media/a.png"))
    try:
        read_worddoc(whole[:place] + noise + whole[place + len(noise) :], "a.docx")
    except ContentError:
        return
