from __future__ import annotations

import re
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from digest.deliveries import Placeholder
from digest.images import Image, Rendition
from digest.load.sanitise import sanitise
from digest.render.letters.bodies import Surroundings, make_beginning
from digest.render.letters.css.weighing import weight
from digest.words import words_for

PAGE = "https://notes.example.org/articles/quay/"
AROUND = Surroundings(
    url=PAGE, name="North Shore Notes", words=words_for("en"), column=520, level=2
)
LARGEST = 86_000
MARKS = frozenset(
    {"b-p", "b-h", "b-list", "b-item", "b-quote", "b-code", "b-pre", "b-table"}
    | {"b-cell", "b-th", "b-image", "b-caption", "b-link", "b-rule"}
)


def mailed(html: str, around: Surroundings = AROUND, largest: int = LARGEST) -> str:
    """The body as a letter has it, without line breaks between its blocks."""
    made = make_beginning(html, around, largest=largest).html
    return made.replace(">\n<", "><")


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>One</p>", '<p class="b-p">One</p>'),
        ("loose <b>words</b>", '<p class="b-p">loose <b>words</b></p>'),
        (
            "<div>a<p>b</p>c</div>",
            '<p class="b-p">a</p><p class="b-p">b</p><p class="b-p">c</p>',
        ),
        ("<p>a <mark>b</mark></p>", '<p class="b-p">a <strong>b</strong></p>'),
        ("<p>a<wbr>b <small>c</small></p>", '<p class="b-p">ab c</p>'),
        ("<p><q>said</q></p>", '<p class="b-p">“said”</p>'),
        (
            "<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby></p>",
            '<p class="b-p">港（みなと）</p>',
        ),
        (
            '<p><span lang="ja" dir="ltr">港</span></p>',
            '<p class="b-p"><span lang="ja" dir="ltr">港</span></p>',
        ),
        ("<p></p><div> </div><h2> </h2>", ""),
        ("<hr>", '<hr class="b-rule">'),
        (
            '<ol start="3" reversed><li value="5">a</li><li><p>b</p></li></ol>',
            (
                '<ol class="b-list" start="3"><li class="b-item" value="5">a</li>'
                '<li class="b-item">b</li></ol>'
            ),
        ),
        (
            "<blockquote>a<p>b</p></blockquote>",
            (
                '<blockquote class="b-quote"><p class="b-p">a</p><p class="b-p">b</p>'
                "</blockquote>"
            ),
        ),
        (
            '<pre><code class="language-py">a\n  b</code></pre><p><kbd>C</kbd></p>',
            (
                '<pre class="b-pre" wrap="">a\n  b</pre>'
                '<p class="b-p"><code class="b-code">C</code></p>'
            ),
        ),
        (
            "<details><summary>More</summary>words</details>",
            '<p class="b-p">More</p><p class="b-p">words</p>',
        ),
        (
            "<dl><dt>Quay</dt><dd>Wall</dd></dl>",
            '<p class="b-p">Quay</p><p class="b-p">Wall</p>',
        ),
        (
            "<form>Name <input name=n><button>Go</button></form>",
            '<p class="b-p">Name Go</p>',
        ),
        (
            '<iframe src="https://video.example.org/1"></iframe>',
            (
                '<p class="b-p"><a class="b-link" href="https://video.example.org/1">'
                "video.example.org</a></p>"
            ),
        ),
        (
            '<video><source src="https://v.example.org/a.mp4">old</video>',
            (
                '<p class="b-p"><a class="b-link" href="https://v.example.org/a.mp4">'
                "v.example.org</a></p>"
            ),
        ),
        ('<audio src="javascript:x"></audio><script>x</script><!-- c -->', ""),
    ],
)
def test_every_element_becomes_one_that_mail_programs_draw(
    html: str, made: str
) -> None:
    """With a class that a theme can style, and without a lost word."""
    assert mailed(html) == made


def test_a_table_of_data_keeps_its_headings() -> None:
    """Who hears it knows in which column a number stands."""
    made = mailed(
        '<table><caption>Ships</caption><tr><th scope="col" id="x">Name</th><th>Tons'
        '</th></tr><tr><td align="right" headers="x"><p>Ada</p></td><td>9</td></tr>'
        "</table>"
    )
    assert made == (
        '<table class="b-table"><caption class="b-caption">Ships</caption>'
        '<tr><th class="b-th" scope="col" nowrap>Name</th>'
        '<th class="b-th" nowrap>Tons</th></tr>'
        '<tr><td class="b-cell" nowrap>Ada</td><td class="b-cell" nowrap>9</td></tr>'
        "</table>"
    )


def test_what_is_no_letter_takes_all_that_is_in_it_along() -> None:
    """And nothing that follows it."""
    html = "<p>a<svg><title>b</title><select><option>c</select></svg>d</p>"
    assert mailed(html) == '<p class="b-p">ad</p>'
    assert mailed("<figure><figcaption><p>b</p></figcaption></figure>") == (
        '<p class="b-p">b</p>'
    )
    assert mailed("<p><q><b>said</b></q></p>") == '<p class="b-p">“<b>said</b>”</p>'


def test_a_table_without_headings_is_no_data_to_those_who_hear_it() -> None:
    """One with a single column is no table at all."""
    two = mailed("<table><tr><td>a</td><td>b</td></tr></table>")
    assert two.startswith('<table class="b-table" role="presentation">')
    one = mailed("<table><tr><td>a</td></tr><tr><td><p>b</p></td></tr></table>")
    assert one == '<p class="b-p">a</p><p class="b-p">b</p>'


@pytest.mark.parametrize(
    ("levels", "above", "shifted"),
    [
        ((1, 2, 2, 1), 2, (3, 4, 4, 3)),
        ((4, 2, 3), 2, (3, 3, 4)),
        ((2, 6, 3, 2), 1, (2, 3, 3, 2)),
        ((1, 2, 3, 4, 5, 6), 3, (4, 5, 6, 6, 6, 6)),
    ],
)
def test_headings_stand_below_the_one_above_and_skip_no_level(
    levels: tuple[int, ...], above: int, shifted: tuple[int, ...]
) -> None:
    """The outline of the whole letter is right."""
    html = "".join(f"<h{level}>x</h{level}><p>y</p>" for level in levels)
    made = mailed(html, replace(AROUND, level=above))
    assert tuple(map(int, re.findall(r"<h(\d)", made))) == shifted


@pytest.mark.parametrize(
    ("href", "words", "made"),
    [
        (
            "https://a.example.org/x",
            "The wall",
            ("https://a.example.org/x", "The wall"),
        ),
        (
            "https://a.example.org/",
            "here",
            ("https://a.example.org/", "here (a.example.org)"),
        ),
        (
            "https://a.example.org/",
            "Weiterlesen…",
            ("https://a.example.org/", "Weiterlesen… (a.example.org)"),
        ),
        (
            "https://a.example.org/",
            "<b>こちら</b>",
            ("https://a.example.org/", "<b>こちら</b> (a.example.org)"),
        ),
        ("http://a.example.org/x", "Wall", ("https://a.example.org/x", "Wall")),
        ("#note-1", "1", (f"{PAGE}#note-1", "1")),
        ("mailto:ada@example.org", "Ada", ("mailto:ada@example.org", "Ada")),
        (
            "https://evil.example/x",
            "www.bank.example",
            ("https://evil.example/x", "www.bank.example (evil.example)"),
        ),
        (
            "https://www.bank.example/x",
            "https://bank.example/",
            ("https://www.bank.example/x", "https://bank.example/"),
        ),
    ],
)
def test_a_link_leads_somewhere_and_says_where(
    href: str, words: str, made: tuple[str, str]
) -> None:
    """From a letter, over TLS, and to who hears the links one after the other."""
    url, shown = made
    assert mailed(f'<p><a href="{href}" id="x">{words}</a></p>') == (
        f'<p class="b-p"><a class="b-link" href="{url}">{shown}</a></p>'
    )


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "/articles/quay/",
        "http://127.0.0.1:8000/x",
        "https://a b.example.org/",
        "https://[broken/",
        "https://a.example.org:99999/",
        "https://a.example.org/\tx",
        "mailto:",
        "",
        Placeholder.UNSUBSCRIBE_URL,
    ],
)
def test_a_link_that_leads_nowhere_is_only_its_words(href: str) -> None:
    """They stay in their sentence."""
    made = mailed(f'<p>See <a href="{href}">the wall</a> now.</p>')
    assert made == '<p class="b-p">See the wall now.</p>'


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "notes.example.org"])
def test_a_site_on_trial_is_led_to_as_it_is_served(host: str) -> None:
    """It may have no https yet; what is on another port is none of it."""
    around = replace(AROUND, url=f"http://{host}/articles/quay/")
    url = f"http://{host}/articles/wall/"
    picture = f"http://{host}/media/q.jpg"
    ours = Rendition(url=picture, width=480, height=320)
    shown = Image(url=picture, width=480, height=320, renditions=(ours,))
    made = mailed(
        f'<p><a href="{url}">Wall</a> <a href="http://127.0.0.1:9/x">Pier</a> '
        f'<img src="{picture}" alt="Quay"></p>',
        replace(around, pictures=(shown,)),
    )
    assert f'<a class="b-link" href="{url}">Wall</a> Pier' in made
    assert f'src="{picture}"' in made


def test_a_link_around_blocks_becomes_one_line() -> None:
    """As of cards, of which a whole paragraph and its heading are the link."""
    made = mailed('<a href="https://a.example.org/"><h3>Wall</h3><p>Long</p></a>')
    assert made == (
        '<p class="b-p"><a class="b-link" href="https://a.example.org/">Wall Long </a>'
        "</p>"
    )


def test_a_picture_has_the_size_at_which_it_fits() -> None:
    """And the caption that its figure has."""
    made = mailed(
        '<figure><img src="https://n.example.org/q.jpg" alt="Quay" width="1200" '
        'height="600" title="x"><figcaption>The <em>quay</em></figcaption></figure>'
    )
    assert made == (
        '<p class="b-p"><img class="b-image" src="https://n.example.org/q.jpg" '
        'alt="Quay" width="520" height="260" style="max-width:520px"></p>'
        '<p class="b-caption">The <em>quay</em></p>'
    )


def test_a_picture_of_ours_is_taken_in_the_width_that_screens_need() -> None:
    """Twice the column is enough for the sharpest of them."""
    url = "https://notes.example.org/q-2400.jpg"
    renditions = tuple(
        Rendition(url=f"https://notes.example.org/q-{width}.jpg", width=width, height=9)
        for width in (480, 960, 2400)
    )
    ours = Image(url=url, width=2400, height=1200, renditions=renditions)
    around = replace(AROUND, pictures=(ours,), is_foreign=True)
    made = mailed(f'<p><img src="{url}" alt="Quay"></p>', around)
    assert 'src="https://notes.example.org/q-960.jpg"' in made
    assert 'width="520" height="260"' in made


@pytest.mark.parametrize(
    "source",
    ["http://n.example.org/q.jpg", "data:image/png;base64,x", "q.jpg"]
    + [f"https://n.example.org/q.{kind}" for kind in ("svg", "webp", "avif")],
)
def test_a_picture_that_is_not_drawn_everywhere_is_left_out(source: str) -> None:
    """The words around it stay."""
    assert mailed(f'<p>a <img src="{source}" alt="x"> b</p>') == (
        '<p class="b-p">a  b</p>'
    )


def test_another_site_does_not_learn_who_reads_its_article() -> None:
    """Its own pictures are left out; so is a link that had nothing else in it."""
    around = replace(AROUND, is_foreign=True)
    html = (
        '<p>a <a href="https://f.example"><img src="https://f.example/q.png"></a></p>'
    )
    assert mailed(html, around) == '<p class="b-p">a </p>'


def test_a_body_is_cut_between_blocks_and_leads_on() -> None:
    """No word is cut; the link is the last thing."""
    made = make_beginning("<p>One two.</p>" * 99, AROUND, largest=500)
    assert made.is_cut
    assert made.weight <= 500
    assert made.html.endswith(
        f'<p class="b-p" lang="en" dir="ltr"><a class="b-link" href="{PAGE}">'
        "Read on at North Shore Notes</a></p>"
    )
    assert set(re.findall(r"<p class=\"b-p\">(.*?)</p>", made.html)) == {"One two."}


@pytest.mark.parametrize(
    ("html", "item"),
    [
        ("<ul>" + "<li>Ship</li>" * 999 + "</ul>", '<li class="b-item">Ship</li>'),
        (
            "<blockquote>" + "<p>Ship</p>" * 999 + "</blockquote>",
            '<p class="b-p">Ship</p>',
        ),
        (
            "<table>" + "<tr><th>1</th><td>2</td></tr>" * 999 + "</table>",
            '<tr><th class="b-th" nowrap>1</th><td class="b-cell" nowrap>2</td></tr>',
        ),
    ],
)
def test_what_has_items_ends_after_one_of_them(html: str, item: str) -> None:
    """A long list is not left out as a whole."""
    made = make_beginning(html, AROUND, largest=1000)
    assert made.is_cut
    assert made.html.count(item) >= 5
    assert weight(made.html) <= 1000 + 300


def test_where_not_even_the_first_block_fits_there_is_nothing() -> None:
    """The teaser stands in its place."""
    made = make_beginning(f"<p>{'x' * 9000}</p>", AROUND, largest=500)
    assert (made.html, made.weight, made.is_cut) == ("", 0, True)


def test_what_the_source_was_cut_in_is_left_out() -> None:
    """Of a huge body only the beginning is looked at, and no tag is broken by it."""
    html = '<p title="a long word of its own">wordword</p>' * 50_000
    made = make_beginning(html, AROUND, largest=2000)
    words = re.findall(r"<p class=\"b-p\">(.*?)</p>", made.html)
    assert set(words) == {"wordword"}


TAGS = ("p", "div", "b", "a", "ul", "li", "table", "tr", "td", "h2", "pre", "q", "dd")
PIECES = st.one_of(
    st.text(st.characters(categories=["L", "N", "P"]), max_size=8),
    *(st.sampled_from([f"<{tag}>", f"</{tag}>"]) for tag in TAGS),
    st.sampled_from(
        ['<a href="https://a.example.org/">', '<img src="https://a.example.org/q.png">']
    ),
)


@given(st.lists(PIECES, max_size=30), st.integers(0, 3000))
@settings(max_examples=60, deadline=None)
def test_whatever_the_sanitiser_lets_through_becomes_fit_for_mail(
    pieces: list[str], largest: int
) -> None:
    """Only known classes, no other attribute, and every tag is closed."""
    made = make_beginning(sanitise("".join(pieces)), AROUND, largest=largest)
    assert made.weight <= largest
    tree = fragment_fromstring(made.html, create_parent="div")
    for element in tree.iterdescendants():
        assert element.get("class", "b-p") in MARKS
        assert not {"id", "title", "onclick"} & set(element.attrib)
    kept = "".join(tree.text_content().split())
    if not made.is_cut:
        whole = fragment_fromstring(
            f"<div>{sanitise(''.join(pieces))}</div>"
        ).text_content()
        assert len(kept) >= len("".join(whole.split()))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_at_all_breaks_the_making(text: str) -> None:
    """Surrogates, controls and half tags are not worth a lost issue."""
    make_beginning(text, AROUND, largest=LARGEST).html.encode()


def test_a_body_cannot_hold_a_placeholder() -> None:
    """However it is written."""
    hidden = Placeholder.UNSUBSCRIBE_URL.replace("/", "&#47;")
    assert "placeholder.invalid/unsub" not in mailed(f"<p>{hidden}</p>")


def test_arabic_and_japanese_stay_as_they_are() -> None:
    """Letters, directions and languages."""
    html = '<p dir="rtl" lang="ar">فُتح الميناء</p><p lang="ja">港が開く。</p>'
    assert mailed(html) == (
        '<p class="b-p" lang="ar" dir="rtl">فُتح الميناء</p>'
        '<p class="b-p" lang="ja">港が開く。</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<span>a</span>" * 18_000,
        "<q>a</q>" * 25_000,
        "<b>" * 250 + "a<i>b</i>" * 20_000,
        "<p>" + "a<wbr>" * 40_000,
        "<dl>" + "<dt>a</dt><dd>b</dd>" * 12_000,
    ],
    ids=["spans", "quotations", "within bold", "places to break", "terms"],
)
def test_tags_without_end_take_no_time(html: str) -> None:
    """Each that is taken out costs as much as stands beside it."""
    begun = process_time()
    mailed(html)
    # a third of a second; several times that where its coverage is measured
    assert process_time() - begun < 3


def test_a_body_that_is_cut_at_its_tags_leads_on() -> None:
    """As one that is cut at its length."""
    made = make_beginning("<p>a <b>b</b></p>" * 3_000, AROUND, largest=LARGEST)
    assert made.is_cut
    assert made.html.endswith("Read on at North Shore Notes</a></p>")


def test_a_player_from_nowhere_is_left_out() -> None:
    """Not even an address that cannot be read stops the letter."""
    assert mailed('<video src="https://["></video><p>a</p>') == '<p class="b-p">a</p>'
