"""Nothing is lost: what is kept and what is cut are together the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import a_site
from digest.config import PathRule
from digest.load.article import load_article
from digest.load.block_names import block_number
from digest.load.overrides import DROP_RULE
from digest.model import Article

LINES = (
    *("The harbour is open again after nine days of storm, a pilot said.", "Share"),
    *("By Ben Mole", "June 3, 2026", "Read more", "Advertisement", "- one", "2. two"),
    *(
        "Most read",
        "Ten ways to cook a cod",
        "<b>Boats</b> &amp; cranes",
        "***",
        "&nbsp;",
    ),
    *("Ships that had waited at sea came in on Monday, one after the other.", "> So"),
    *(
        "x = f(1);",
        "a\tb",
        "© Shore News. All rights reserved.",
        "\u200b",
        "https://a.org",
    ),
)
#: more controls than these make a file a binary one
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t\r")
TEXTS = st.lists(
    st.sampled_from(LINES) | st.text(SIGNS, max_size=40), min_size=1, max_size=25
).map("\n\n".join) | st.text(SIGNS, max_size=300)
PHRASES = st.lists(
    st.sampled_from(LINES)
    | st.sampled_from(LINES).map(block_number)
    | st.sampled_from(["*the *", "s*", "*e", "*a*o*"]),
    max_size=4,
).map(lambda phrases: tuple(p for p in phrases if p.strip("*").strip()))
RULES = st.tuples(PHRASES, PHRASES).map(
    lambda both: (PathRule(path="*", keep=both[0], drop=both[1]),)
)
TITLE = "---\ntitle: Quay\n---\n"
#: a paragraph that no phrase drops, so that an article is left
LAST = "Nobody moors in the old basin, zzyzx."


def loaded(path: str, text: str, rules: Sequence[PathRule] = ()) -> Article:
    """The article of the text under a declared title."""
    data = f"{TITLE}{text}\n\n{LAST}\n".encode(errors="ignore")
    keep = PathRule(path=path, keep=(LAST,))
    return load_article(path, data, a_site(), (*rules, keep))


def words_of(article: Article) -> Counter[str]:
    """Every word that is kept or cut, and how often."""
    pieces = [*(b.text for b in article.blocks), *(c.text for c in article.cuts)]
    return Counter(re.findall(r"\w+", " ".join(pieces)))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.just(()) | RULES)
@example("<b>Boats</b>\n\n1. A\n2. B\n\na\tb\nc\td", (PathRule(path="*", drop=("B",)),))
def test_every_character_of_a_text_is_kept_or_cut(
    text: str, rules: tuple[PathRule, ...]
) -> None:
    """No piece overlaps another, and only blanks lie between them."""
    article = loaded("a.txt", text, rules)
    whole = f"{TITLE}{text}\n\n{LAST}\n".encode(errors="ignore").decode()
    pieces = sorted(
        [
            *((block.start, block.end) for block in article.blocks),
            *((cut.start, cut.end) for cut in article.cuts),
        ]
    )
    place = len(TITLE)
    for start, end in pieces:
        assert place <= start < end
        assert not re.sub(r"[\x00-\x20\x7f\s]", "", whole[place:start])
        place = end
    assert not re.sub(r"[\x00-\x20\x7f\s]", "", whole[place:])


@settings(max_examples=150, deadline=None)
@given(TEXTS, PHRASES, PHRASES)
def test_what_is_kept_and_dropped_by_name_is_so(
    text: str, keep: tuple[str, ...], drop: tuple[str, ...]
) -> None:
    """Whatever the cleaner thinks of it."""
    names = {block_number(phrase) for phrase in keep if "*" not in phrase}
    article = loaded("a.txt", text, (PathRule(path="*", keep=keep, drop=drop),))
    for cut in article.cuts:
        is_named = block_number(cut.text) in names
        assert not is_named or cut.reason == "markup"
    dropped = {block_number(phrase) for phrase in drop if "*" not in phrase}
    for block in article.blocks:
        number = block_number(block.text)
        assert number not in dropped or keep


@settings(max_examples=100, deadline=None)
@given(TEXTS, RULES)
@example(
    "- a\n- b\n  1. c\n\n[^1] x\n\n[^1]: y", (PathRule(path="*", drop=("b", "y")),)
)
def test_a_drop_rule_loses_no_word_of_markdown(
    text: str, rules: tuple[PathRule, ...]
) -> None:
    """With rules and without them, the same words are accounted for."""
    with_rules, without = loaded("a.md", text, rules), loaded("a.md", text)
    assert words_of(with_rules) == words_of(without)
    assert {cut.reason for cut in with_rules.cuts} <= {DROP_RULE}
    gone = Counter(re.findall(r"\w+", " ".join(c.text for c in with_rules.cuts)))
    left = Counter(re.findall(r"\w+", " ".join(b.text for b in with_rules.blocks)))
    assert gone + left == words_of(without)


BLOCKS = ("p", "div", "li", "h2", "blockquote", "td", "section", "figcaption", "dd")
LISTS = ("ul", "ol", "dl", "figure", "pre", "tr", "caption", "summary", "details")
AROUND = ("nav", "aside", "footer", "header", "form", "article", "main", "table")
INLINE = ("span", "b", "a", "em", "custom-tag", "label")
LEAVES = st.integers(1, 12).map(lambda count: "word " * count)
HTML = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from([*BLOCKS, *LISTS, *AROUND, *INLINE]),
        st.lists(inner, max_size=4),
    ).map(lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"),
    max_leaves=30,
)


#: how a page may begin: by hand, as a site makes it, or without a body
ABOVE = (
    "",
    "<body><nav><p>Front page</p></nav>",
    "<title>Quay</title><nav><p>Front page</p></nav>",
    "<meta charset=utf-8><base href=/><header>Front <a href=/>page</a></header>",
    "<!doctype html><html><head><title>Quay</title></head><body><h1>Quay</h1>",
)


def numbered(html: str) -> str:
    """The HTML with each of its words made another."""
    parts = html.split("word ")
    last = len(parts) - 1
    return "".join(
        part + (f"quay{place} " if place < last else "")
        for place, part in enumerate(parts)
    )


@settings(max_examples=200, deadline=None)
@given(HTML, st.sampled_from(ABOVE), st.just(()) | RULES)
@example("<nav>word </nav><h1>word </h1><p>word <ul><li>word </ul>word ", ABOVE[1], ())
@example("<table><tr><td>word <p>word </table>word <caption>word ", ABOVE[2], ())
@example("<details><summary>word </summary>word </details>", ABOVE[0], ())
def test_every_visible_word_of_a_page_is_kept_or_cut(
    html: str, above: str, rules: tuple[PathRule, ...]
) -> None:
    """Whatever the extractors take, the words of the page are told."""
    page = numbered(html)
    told = words_of(loaded("a.html", f"{above}{page}<p>", rules))
    for word, count in Counter(re.findall(r"quay\d+", page)).items():
        assert told[word] == count


@settings(max_examples=60, deadline=None)
@given(HTML, st.data())
def test_any_piece_of_a_page_can_be_put_back_or_taken_out(
    html: str, data: st.DataObject
) -> None:
    """By its number, wherever it stood."""
    page = f"<nav><p>Front page</p></nav>{numbered(html)}<p>"
    before = loaded("a.html", page)
    pieces = [b.text for b in before.blocks] + [cut.text for cut in before.cuts]
    chosen = block_number(data.draw(st.sampled_from(pieces)))
    kept = loaded("a.html", page, (PathRule(path="*", keep=(chosen,)),))
    assert chosen in {block_number(block.text) for block in kept.blocks}
    if chosen == block_number(LAST):
        return
    dropped = loaded("a.html", page, (PathRule(path="*", drop=(chosen,)),))
    assert chosen not in {block_number(block.text) for block in dropped.blocks}
    assert chosen in {block_number(cut.text) for cut in dropped.cuts}
