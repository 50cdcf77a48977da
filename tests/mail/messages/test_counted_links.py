"""Links that are counted lead over the site; all others stay as they are."""

from __future__ import annotations

from builders import a_letter
from digest.deliveries import Letter, Placeholder
from digest.mail.messages.counted_links import MOST, led_by_us, with_links

HOME = "https://notes.example.org"
ONE, TWO = "https://a.example/?x=1&y=2", "http://b.example/"


def a_linked_letter() -> Letter:
    """Two links, one of them twice, beside what is never counted."""
    page = (
        '<a class="x" href="https://a.example/?x=1&amp;y=2">one</a>'
        f"<a href='{TWO}'>two</a> <a href='{TWO}'>again</a>"
        f'<a href="{Placeholder.UNSUBSCRIBE_URL}">leave</a>'
        '<a href="mailto:a@b.example">write</a> <a name="x">no link</a>'
        f'<img src="{TWO}"> <link href="{TWO}">'
    )
    text = f"One\n{ONE}\nTwo ({TWO}), {TWO}more\n{Placeholder.UNSUBSCRIBE_URL}\n"
    return a_letter(html=page, text=text)


def test_each_address_has_one_number() -> None:
    """In the order in which readers meet them."""
    assert with_links(a_linked_letter()).links == (ONE, TWO)


def test_html_and_text_lead_the_same_way() -> None:
    """Whatever stands around an address stays."""
    letter = with_links(a_linked_letter())
    led = led_by_us(letter, f"{HOME}/", "weekly", 3)
    first, second = (f"{HOME}/go/weekly/3/{number}" for number in (1, 2))
    assert f'<a class="x" href="{first}">one</a>' in led.html
    assert led.html.count(second) == 2
    assert led.text.startswith(f"One\n{first}\nTwo ({second}), {TWO}more\n")
    assert led.links == letter.links


def test_what_is_no_link_of_the_issue_stays() -> None:
    """Above all the way out."""
    led = led_by_us(with_links(a_linked_letter()), HOME, "weekly", 3)
    assert f'href="{Placeholder.UNSUBSCRIBE_URL}"' in led.html
    assert Placeholder.UNSUBSCRIBE_URL in led.text
    assert 'href="mailto:a@b.example"' in led.html
    assert f'<img src="{TWO}"> <link href="{TWO}">' in led.html


def test_a_letter_without_numbers_goes_out_as_it_is() -> None:
    """Nothing is counted unless its owner asks for it."""
    letter = a_linked_letter()
    assert led_by_us(letter, HOME, "weekly", 3) is letter


def test_only_so_many_links_are_counted() -> None:
    """The others work as they did."""
    page = "".join(f'<a href="https://a.example/{n}">x</a>' for n in range(MOST + 1))
    letter = with_links(a_letter(html=page))
    assert len(letter.links) == MOST
    assert f"https://a.example/{MOST}" in led_by_us(letter, HOME, "weekly", 3).html
