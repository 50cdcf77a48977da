"""What an author may write without a letter being refused for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.check.findings import Severity
from digest.check.letters.inspection import inspect_letter
from letter_messages import GOOD, PAGE, TEXT, a_message, in_page, names_in


def said(words: str, plain: str = "So it says.") -> bytes:
    """The good message with these words in an article, in both parts."""
    html = PAGE.replace("After the storm, ships", f"{words} After the storm, ships")
    text = TEXT.replace("After the storm, ships", f"{plain} After, ships")
    return a_message(replace(GOOD, html=html, text=text))


@pytest.mark.parametrize(
    "words",
    [
        "None of the ships is back.",
        "Write {{ title }} and it is filled.",
        "TODO lists, and lorem ipsum.",
        "Why we read donâ€™t where don’t was written.",
        "The value was undefined, then null, then NaN.",
        "<code class='b-code'>{{ issue.title }}</code>",
        "<code class='b-code'>None</code>",
        "<span class='b-p'>None</span>",
        "<a class='b-link' href='https://a.example/'>here</a>",
        "<a class='b-link' href='https://t.example/1'>https://a.example.org/</a>",
        "<a class='b-link' href='http://a.example/'>an old page</a>",
        "<a class='b-link' href='https://a.example/{{id}}'>a pattern</a>",
        "<img class='b-image' width='200' src='https://a.example/a.webp' alt=''>",
    ],
)
def test_words_of_an_article_are_warned_of_at_most(words: str) -> None:
    """An article may speak of anything, and link as it likes."""
    assert names_in(said(words), Severity.ERROR) == set()


def test_an_article_may_speak_of_html() -> None:
    """Its tags and entities stand in both parts then, and are shown as such."""
    data = said(
        "Write &lt;p class=x&gt; and &amp;nbsp; there.",
        "Write <p class=x> and &nbsp; there.",
    )
    assert names_in(data, Severity.ERROR) == set()


@pytest.mark.parametrize("title", ["Here", "Read more", "What {{ braces }} do"])
def test_a_title_may_be_what_it_is(title: str) -> None:
    """As the words of a link in a heading, they are the author's."""
    html = PAGE.replace(">Harbour opens</a>", f">{title}</a>")
    data = a_message(replace(GOOD, html=html, text=f"{TEXT}\n{title}\n"))
    assert names_in(data, Severity.ERROR) == set()


@pytest.mark.parametrize(
    "subject",
    ["港が開いた、船が戻ってくる", "عاد الميناء إلى العمل", "NATO", "¡1 2 3!"],
)
def test_a_subject_without_small_letters_does_not_shout(subject: str) -> None:
    """Most scripts have no capitals, and a short word may be one that is so."""
    data = a_message(replace(GOOD, subject=subject))
    assert names_in(data) == set()


@pytest.mark.parametrize("subject", ["HARBOUR OPENS AGAIN", "Re: harbour", "x" * 90])
def test_a_subject_is_warned_of_at_most(subject: str) -> None:
    """Its author may have a reason."""
    data = a_message(replace(GOOD, subject=subject))
    assert names_in(data, Severity.ERROR) == set()
    assert "letter-subject-words" in names_in(data)


def test_an_own_text_part_need_not_say_what_the_html_says() -> None:
    """But it leads out, and names the address, as its foot does."""
    text = f"{'Dear reader, this is my own letter. ' * 9}\n{TEXT[TEXT.index('--') :]}"
    data = a_message(replace(GOOD, text=text))
    assert "letter-text-heading" in names_in(data)
    assert inspect_letter(data, path="letter.eml", has_own_text=True) == ()


def test_an_address_may_be_folded() -> None:
    """In the text part it has lines of 72 columns."""
    address = "A Very Long Street Name 1,\n20457 Hamburg"
    data = a_message(
        replace(GOOD, text=TEXT + address, html=PAGE.replace("1 Quay Street", address))
    )
    assert (
        inspect_letter(data, path="a", postal_address=address.replace("\n", " ")) == ()
    )


def test_a_signature_is_asked_for_where_it_has_to_be() -> None:
    """A relay may sign; else the caller says that we do."""
    found = inspect_letter(a_message(), path="a", is_to_be_signed=True)
    assert [each.rule for each in found] == ["letter-signature"]


def test_a_rule_is_silenced_as_in_digest_toml() -> None:
    """Everywhere, or for the letters of one newsletter."""
    data = in_page(' alt="Ships"', "")
    path = "issues/weekly/1.eml"
    assert inspect_letter(data, path=path, ignore=["letter-picture"]) == ()
    assert inspect_letter(data, path=path, ignore=["* issues/weekly/*"]) == ()
    assert inspect_letter(data, path=path, ignore=["letter-picture issues/daily/*"])


def test_a_fault_of_one_kind_is_told_ten_times() -> None:
    """The template that makes them all is mended once."""
    html = PAGE.replace(
        "<p>1 Quay", "<p style='font-size:9px'>a</p>\n" * 50 + "<p>1 Quay"
    )
    found = inspect_letter(a_message(replace(GOOD, html=html)), path="a")
    assert [each.rule for each in found] == ["letter-tiny-text"] * 10
