"""What authors declare above their text."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ContentError
from digest.images import Image
from digest.lines import one_line
from digest.load.frontmatter import split
from digest.load.frontmatter_writing import extend, write
from digest.load.metadata import FrontMatter
from digest.model import Enclosure

#: far more than it takes, and far less than it took
SECONDS = 3


def declared(lines: str, *, fence: str = "---") -> FrontMatter:
    """The metadata of these lines between fences."""
    return split(f"{fence}\n{lines}\n{fence}\nThe text.\n", "a.md")[0]


def fault(text: str) -> str:
    """What is said of a text whose front matter is wrong."""
    with pytest.raises(ContentError) as caught:
        split(text, "a.md")
    return str(caught.value)


def test_body_and_offset_begin_behind_the_closing_fence() -> None:
    """The offset counts in the whole text, so that places in the body can be told."""
    text = "---\ntitle: A\n---\n\nThe text.\n"
    _, body, offset = split(text, "a.md")
    assert body == "\nThe text.\n"
    assert text[offset:] == body


@pytest.mark.parametrize("text", ["", "Text.\n", "---\n\nText.\n", "---\nText\n---\n"])
def test_a_text_without_keys_has_no_front_matter(text: str) -> None:
    """A rule above a text is a rule."""
    assert split(text, "a.md") == (FrontMatter(), text, 0)


def test_every_key_is_read_from_yaml() -> None:
    """Each key of the list comes out in its type."""
    found = declared(
        "title: Harbour opens\nslug: harbour\nid: tag:x\ndate: 2026-11-16\n"
        "updated: 2026-11-17 08:00:00 +0200\ndraft: yes\nfeatured: true\n"
        "tags: [harbour, no]\nauthors:\n- Ada\n- Bo\nlanguage: de\nsummary: Short.\n"
        "canonical-url: https://example.org/a\ncredit: Bo\n"
        "image:\n  src: a.png\n  alt: A crane\n  width: 3\n"
        "enclosures:\n- url: a.mp3\n  type: audio/mpeg\n  length: 12"
    )
    assert found == FrontMatter(
        title="Harbour opens",
        slug="harbour",
        id="tag:x",
        date=datetime(2026, 11, 16, tzinfo=UTC),
        updated=datetime(2026, 11, 17, 6, tzinfo=UTC),
        is_draft=True,
        is_featured=True,
        tags=("harbour", "no"),
        authors=("Ada", "Bo"),
        language="de",
        summary="Short.",
        canonical_url="https://example.org/a",
        credit="Bo",
        image=Image(url="a.png", alt="A crane", credit="Bo", width=3),
        enclosures=(Enclosure(url="a.mp3", media_type="audio/mpeg", length=12),),
    )


def test_toml_between_plus_signs_means_the_same() -> None:
    """TOML's own dates, truths and tables are taken as they are."""
    found = declared(
        'title = "A"\ndate = 2026-11-16T08:00:00+01:00\ndraft = true\ntags = ["x"]\n'
        '[image]\nurl = "a.png"\nwidth = 3',
        fence="+++",
    )
    assert found.title == "A"
    assert found.date == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert found.is_draft
    assert found.image == Image(url="a.png", width=3)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Harbour: open", "Harbour: open"),
        ("title: no", "no"),
        ("title: 1984", "1984"),
        ("title: 2026-11-16", "2026-11-16"),
        ("title: @home", "@home"),
        ('title: "At last" she said', '"At last" she said'),
        ("title: [New] crane", "[New] crane"),
        ("title: It's: here", "It's: here"),
        ("title: 'Quoted: well'", "Quoted: well"),
    ],
)
def test_a_title_is_the_words_that_stand_there(line: str, title: str) -> None:
    """What YAML would take for something else, or for an error, is text."""
    assert declared(line).title == title


def test_a_colon_in_a_title_leaves_the_other_keys_whole() -> None:
    """Lists and tables beside it are read as ever."""
    found = declared("title: A: b\ntags: [x, y]\nimage:\n  src: a.png\n  alt: c: d")
    assert found.title == "A: b"
    assert found.tags == ("x", "y")
    assert found.image == Image(url="a.png", alt="c: d")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-16", datetime(2026, 11, 16, tzinfo=UTC)),
        ("2026-11-16 08:30", datetime(2026, 11, 16, 8, 30, tzinfo=UTC)),
        ("2026-11-16T08:30:00Z", datetime(2026, 11, 16, 8, 30, tzinfo=UTC)),
        ("2026-11-16T08:30+02:00", datetime(2026, 11, 16, 6, 30, tzinfo=UTC)),
        ("Mon, 16 Nov 2026 08:30:00 +0100", datetime(2026, 11, 16, 7, 30, tzinfo=UTC)),
    ],
)
def test_dates_come_out_in_utc(text: str, moment: datetime) -> None:
    """A date without a zone is UTC."""
    assert declared(f"date: {text}").date == moment


def test_authors_and_tags_may_be_parted_by_commas() -> None:
    """One line is as good as a list; doubles count once."""
    found = declared("author: Ada, Bo\ntags: a, b, a")
    assert (found.authors, found.tags) == (("Ada", "Bo"), ("a", "b"))


def test_unknown_keys_are_let_be() -> None:
    """Other programs may have theirs."""
    assert declared("layout: wide\ntitle: A") == FrontMatter(title="A")


@pytest.mark.parametrize(
    ("lines", "line", "fact"),
    [
        ("title: A\ndate: tomorrow", 3, "'tomorrow' is no date"),
        ("date: 0001-01-01T00:00+10:00", 2, "is no date"),
        ("title:\n  a: b", 2, "is no text"),
        ("title: A\n\ndraft: perhaps", 4, "write true or false"),
        ("tags: [[a]]", 2, "is no text"),
        ("language: the German one", 2, "is no language tag"),
        ("image:\n  alt: b", 2, "it has no url"),
        ("enclosures:\n- length: many\n  url: a", 2, "is no number"),
        ("a: b\n  - c: [", 3, "is not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(lines: str, line: int, fact: str) -> None:
    """Place, fact and remedy."""
    message = fault(f"---\n{lines}\n---\n")
    assert message.startswith(f"a.md:{line}: ")
    assert fact in message
    assert ";" in message


def test_a_missing_closing_fence_is_told() -> None:
    """Else the whole text would be taken for metadata."""
    assert fault("---\ntitle: A\n\nText.\n").startswith("a.md:1: the front matter does")


def test_broken_toml_is_told_with_its_line() -> None:
    """TOML counts from behind the fence, the message from the file's first line."""
    assert fault("+++\ntitle = 'A'\ndate =\n+++\n").startswith("a.md:3: ")


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        ('title: "Open', "is not YAML"),
        ("title: 'Open", "is not YAML"),
        ("tags: [Ferries", "is not YAML"),
        ('draft: "true', "is not YAML"),
        ("title: " + "[" * 50_000, "lie more than 20 deep"),
        ("title: " + "[" * 21 + "]" * 21, "lie more than 20 deep"),
        ("a: &a [x]\nb: [*a, *a]\ntitle: A", "*a refers to another value"),
        ("tags: &a [x]\ntitle: *a", "*a refers to another value"),
        ("title: &a [*a]", "*a refers to another value"),
        ("a: b\n" * 20_000, "more than 64000 characters"),
    ],
)
def test_yaml_that_could_end_the_process_is_refused(lines: str, fact: str) -> None:
    """Its composer calls itself in C, and aliases multiply what stands there."""
    message = fault(f"---\n{lines}\n---\n")
    assert fact in message
    assert ";" in message


def test_a_title_may_begin_with_a_star() -> None:
    """What YAML takes for an alias is a word in a plain line."""
    assert declared("title: *at last*").title == "*at last*"


@pytest.mark.parametrize(
    "value", ["[" * 5000 + "]" * 5000, "9" * 5000, "{a=" * 2000 + "1" + "}" * 2000]
)
def test_toml_that_python_cannot_hold_is_refused(value: str) -> None:
    """Too deep or too long is told like any other fault."""
    assert fault(f"+++\ntitle = {value}\n+++\n").startswith("a.md:1: ")


def test_blanks_cost_no_more_than_letters() -> None:
    """Sixty thousand of them took seven seconds."""
    start = process_time()
    found = declared('title: a: "' + " " * 60_000 + "b")
    assert process_time() - start < SECONDS
    assert found.title == 'a: " b'


def test_line_ends_of_windows_change_nothing() -> None:
    """The same metadata, and offsets into the text as it is."""
    text = "---\r\ntitle: A\r\n---\r\nText.\r\n"
    front, body, offset = split(text, "a.md")
    assert (front.title, body, text[offset:]) == ("A", "Text.\r\n", "Text.\r\n")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_between_fences_is_read_or_told(lines: str) -> None:
    """No text makes anything but metadata or a ContentError."""
    for text in (f"---\nkey: {lines}\n---\n", f"+++\nkey = {lines}\n+++\n"):
        with suppress(ContentError):
            _, body, offset = split(text, "a.md")
            assert text[offset:] == body


def test_what_is_written_is_read_as_it_was() -> None:
    """Words with signs, moments, truths, lists and tables."""
    text = write(
        {
            "title": 'No: this is "it" # 1',
            "date": datetime(2026, 11, 16, tzinfo=UTC),
            "updated": datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
            "tags": ("no", "sea, deep", "7"),
            "draft": True,
            "summary": "",
            "image": {"url": "a.jpg", "alt": "", "width": 30},
            "origin": {"name": "Bay, Quay", "url": "https://bay.example.org/"},
        }
    )
    assert text.splitlines() == [
        "---",
        "title: 'No: this is \"it\" # 1'",
        "date: 2026-11-16",
        "updated: 2026-11-16T09:30:00Z",
        "tags: ['no', 'sea, deep', '7']",
        "draft: true",
        "image: {url: a.jpg, width: 30}",
        "origin: {name: 'Bay, Quay', url: 'https://bay.example.org/'}",
        "---",
    ]
    front, body, _ = split(f"{text}Words.", "a.md")
    assert (front.title, body) == ('No: this is "it" # 1', "Words.")
    assert front.tags == ("no", "sea, deep", "7")
    assert front.date == datetime(2026, 11, 16, tzinfo=UTC)
    assert front.is_draft
    assert front.image == Image(url="a.jpg", width=30)


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_any_words_can_be_written(title: str, tags: list[str]) -> None:
    """What no document may hold is left out; the rest comes back in one line."""
    text = write({"title": title, "tags": tags, "summary": "x"})
    front, body, _ = split(f"{text}\nWords.", "a.md")
    assert body == "\nWords."
    assert front.title in {" ".join(one_line(title).split()), ""}
    assert len(front.tags) <= len(tags)


def test_a_value_is_added_where_it_is_missing() -> None:
    """What stands there stays, whatever it is written in."""
    values = {"title": "B", "draft": True, "tags": ("x", "y"), "origin": {"name": "Z"}}
    yaml = "---\n# mine\nTitle: A\n---\nWords.\n"
    assert extend(yaml, "a.md", values) == yaml.replace(
        "---\n#", "---\ndraft: true\ntags: [x, y]\norigin: {name: Z}\n#", 1
    )
    toml = '+++\ntitle = "A"\n[image]\nurl = "b.jpg"\n+++\nWords.\n'
    added = 'draft = true\ntags = ["x", "y"]\norigin = {name = "Z"}\n'
    assert extend(toml, "a.md", values) == toml.replace("+++\n", f"+++\n{added}", 1)
    assert extend("Words.", "a.md", {"title": "A"}) == "---\ntitle: A\n---\n\nWords."
    for text in (yaml, toml, "Words."):
        assert extend(text, "a.md", {"title": ""}) == text
