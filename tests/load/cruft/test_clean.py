"""What is cut and why; above all, what is not."""

from __future__ import annotations

import pytest

from digest.load.cruft.clean import clean
from digest.load.text.plaintext import read_plaintext
from digest.model import Block, BlockKind

TITLE = "Harbour opens again after the storm"
FIRST = (
    "The harbour of Northhaven is open again after nine days of wind and high water."
)
SECOND = (
    "Ships that had waited at sea came in on Monday, two at a time, with the pilot."
)
THIRD = "The master let the fishing boats go first, because their catch could not wait."
LAST = "By evening the quay was full, and every crane along the basin turned again."


def cuts(*lines: str) -> list[tuple[str, str]]:
    """Reason and text of each line that is cut from an article of these lines."""
    reading = read_plaintext("\n\n".join((TITLE, *lines)))
    return [(cut.reason, cut.text) for cut in reading.cuts if cut.text != TITLE]


def around(*lines: str) -> list[tuple[str, str]]:
    """The same, with paragraphs before and after."""
    return cuts(FIRST, SECOND, *lines, THIRD, LAST)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("Werbung", "advertisement"),
        ("Share this:", "share"),
        ("Share on Facebook", "share"),
        ("Partager sur Twitter", "share"),
        ("Facebook", "share"),
        ("Also read: Ten knots that every sailor knows", "related"),
        ("Czytaj także: Dziesięć węzłów", "related"),
        ("Lesen Sie auch: Zehn Knoten", "related"),
        ("Читайте также: Десять узлов", "related"),
        ("Sign up for our newsletter", "newsletter"),
        ("Get the latest news delivered to your inbox", "newsletter"),
        ("(42) Comments", "comments"),
        ("Leave a comment", "comments"),
        ("Filed under: harbour, storm", "navigation"),
        ("Home » News » Harbour", "navigation"),
        ("Skip to main content", "navigation"),
        ("© 2026 North Shore Notes. All rights reserved.", "legal"),
        ("Privacy Policy", "legal"),
        ("No posts to display", "empty state"),
        ("评论", "comments"),
    ],
)
def test_a_known_phrase_goes_by_its_reason(line: str, reason: str) -> None:
    """The reasons are words that people read."""
    assert around(line) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share this with the crew, sign both names, and bring the slip back.",
        "Advertisement of a berth is what the rules call a note on the harbour board.",
        "Comments from the pilots were read aloud, and the master answered them.",
        "Sign up for a berth with the master of the harbour before the week ends.",
        "Read more slowly, the old log tells of a storm that took one mole away.",
        "Follow the red buoys up to the bridge, and keep the church behind the mast.",
        "Correction: an earlier version of this report gave a wrong number of ships.",
        "Reporting by Ada Quay; editing by Ben Mole.",
        "More next week.",
        "Can I share a berth with my neighbour?",
    ],
)
def test_a_sentence_that_only_begins_like_cruft_stays(line: str) -> None:
    """In doubt a line stays: a careless cleaner is worse than none."""
    assert around(line) == []


def test_a_heading_that_the_next_paragraph_takes_up_stays() -> None:
    """An article may be about comments, and then says so above them."""
    below = "Comments in a log are written in pencil, so that they can be taken out."
    assert around("Comments", below) == []


def test_items_that_a_sentence_announces_stay() -> None:
    """After a colon, a list of networks is a list and no row of buttons."""
    lead = "The office can be reached by these ways, in the order of their speed:"
    assert around(lead, "Facebook", "Telegram", "Contact") == []


def test_lists_verse_and_dialogue_stay() -> None:
    """Runs of short lines are what careless cleaners destroy."""
    items = ["250 g crab", "2 carrots", "1 onion", "salt"]
    verse = ["The tide goes out,", "the tide comes in,", "the tide goes out,", "again"]
    talk = ["— Who is there?", "— The pilot.", "— Come in."]
    assert around("Ingredients", *items) == []
    assert around(*verse, *verse) == []
    assert around(*talk) == []


def test_a_round_up_may_change_its_topic() -> None:
    """That a paragraph shares no word with the rest is no sign alone."""
    assert around("Basil does not like the north window. I have moved it now.") == []


TEASER = "Nine Ways To Make Better Coffee"
KETTLE = "Any kettle will do, says the champion, whose third rule may surprise even you"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{KETTLE} Read more",
        f"{KETTLE}… [Read More]",
        f"{KETTLE} Continue reading →",
        f"{KETTLE} Weiterlesen",
    ],
)
def test_a_headline_with_a_paragraph_that_asks_to_read_on_is_a_teaser(
    paragraph: str,
) -> None:
    """Two signs: something above it like a title, and an end that is none."""
    expected = [("teaser", TEASER), ("teaser", paragraph)]
    assert around(TEASER, paragraph) == expected


def test_a_foreign_paragraph_that_breaks_off_under_a_headline_is_a_teaser() -> None:
    """It shares its words with the headline, and with nothing else."""
    rest = (f"{FIRST} {SECOND}", f"{SECOND} {THIRD}", f"{THIRD} {LAST}")
    paragraph = (
        "Better coffee is a matter of water, says the champion of this year's contest, "
        "who has written a whole book about kettles and whose third rule for coffee may"
    )
    assert [reason for reason, _ in around(*rest, TEASER, paragraph)] == 2 * ["teaser"]


def test_a_paragraph_that_breaks_off_is_no_teaser_by_itself() -> None:
    """People forget full stops."""
    paragraph = f"{FIRST} {SECOND} The old wall held, and nobody was hurt by the waves"
    assert around(paragraph) == []
    assert around("The wall held", paragraph) == []


def test_an_opener_goes_with_the_headlines_under_it() -> None:
    """A list of other articles is judged as a run, up to the next paragraph."""
    lines = ["Most read", "Ten knots for sailors", "A crab is born in the zoo"]
    assert around(*lines) == [("related", line) for line in lines]


def test_a_known_line_in_a_list_keeps_its_own_reason() -> None:
    """The owner reads what it was, not what it stood under."""
    lines = ["Most read", "Ten knots for sailors", "3 Comments"]
    assert [reason for reason, _ in around(*lines)] == [
        "related",
        "related",
        "comments",
    ]


def test_a_box_goes_with_what_stands_between_its_lines() -> None:
    """One line of a newsletter's box may have no known word."""
    lines = ["Subscribe to our newsletter", "Fresh every Monday", "Sign me up"]
    assert around(*lines) == [("newsletter", line) for line in lines]


def test_after_the_article_everything_goes_that_follows_a_sign() -> None:
    """Headlines of other articles say nothing of themselves; their place does."""
    lines = ["Read next", "Crab is born in the zoo", "Knots", "Crane falls in love"]
    assert [text for _, text in cuts(FIRST, SECOND, LAST, *lines)] == lines


def test_a_menu_between_title_and_text_goes() -> None:
    """Among enough known words the unknown ones belong to the menu, too."""
    menu = ["Home", "Search", "Boats", "Weather", "Log in"]
    assert [text for _, text in cuts(*menu, FIRST, SECOND, LAST)] == menu


def test_of_a_whole_page_the_span_that_reads_best_stays() -> None:
    """Many signs all over it: a page, with menus above and lists below."""
    menu = ["Home", "Search", "Boats", "Help", "Weather", "Contact", "Log in"]
    foot = ["Share this", "Crab is born", "About us", "Privacy", "Sitemap", "Terms"]
    found = [text for _, text in cuts(*menu, FIRST, SECOND, THIRD, LAST, *foot)]
    assert found == [*menu, *foot]


def test_an_article_of_which_most_would_go_is_kept() -> None:
    """Rules that cut most of a text have misread it."""
    buttons = ["Facebook", "Share this story on Twitter", "Leave a comment below"]
    assert cuts("The sea is calm.", *buttons) == []


@pytest.mark.parametrize(
    "line",
    [
        "<a href=''>Ada Quay</a> / Pixabay",
        "Photo by <a href=''>Ada Quay</a> on Unsplash",
        "(Photo: Ada Quay/Unsplash)",
        "Image: Ada Quay via Shutterstock",
        "Featured image via Pixabay/adaquay (CC BY 2.0)",
        "© Getty Images / Ada Quay",
        "Foto: Ada Quay",
        "Shutterstock",
    ],
)
def test_a_picture_credit_is_a_field(line: str) -> None:
    """It belongs to the picture, wherever it stands."""
    assert around(line) == [("credit", line)]


def test_a_caption_goes_and_its_source_is_the_credit() -> None:
    """Only where no line is a credit of its own."""
    line = "The mole after the storm, seen from the pilots' house (Photo: Ada Quay)"
    reading = read_plaintext(f"{TITLE}\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert reading.credit == "Photo: Ada Quay"
    assert ("caption", line) in [(cut.reason, cut.text) for cut in reading.cuts]


def test_a_note_on_the_author_goes_with_the_name_above_it() -> None:
    """Two signs: a name on a line of its own, and a line that takes it up."""
    note = "Ada writes about boats and has sailed most of them around the north shore."
    expected = [("author note", "Ada Quay"), ("author note", note)]
    assert cuts(FIRST, SECOND, LAST, "Ada Quay", note) == expected


def test_names_inside_of_the_text_are_no_bylines() -> None:
    """A date or a name between paragraphs is a heading of the article."""
    assert around("3 June 2026") == []


def test_blocks_of_a_web_page_are_cleaned_by_the_same_rules() -> None:
    """They may know no offsets, and code is never searched for phrases."""
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=FIRST, html=f"<p>{FIRST}</p>"),
        Block(kind=BlockKind.PARAGRAPH, text="Advertisement", html="<p>...</p>"),
        Block(kind=BlockKind.CODE, text="share", html="<pre>share</pre>"),
        Block(kind=BlockKind.PARAGRAPH, text=LAST, html=f"<p>{LAST}</p>"),
    ]
    cleaned = clean("", blocks, title=TITLE)
    assert cleaned.title == TITLE
    assert [block.text for block in cleaned.blocks] == [FIRST, "share", LAST]
    (cut,) = cleaned.cuts
    assert (cut.text, cut.reason, cut.start) == ("Advertisement", "advertisement", -1)


def test_a_byline_of_a_name_and_a_date_on_two_lines_goes() -> None:
    """A name alone could be a heading; above a date it is the author's."""
    found = cuts("Ada Quay", "3 June 2026", FIRST, SECOND, LAST)
    assert found == [("byline", "Ada Quay"), ("date", "3 June 2026")]


def test_a_paragraph_that_a_line_end_broke_goes_on_in_the_next_one() -> None:
    """What breaks off is no teaser where the next line takes it up."""
    rest = (f"{FIRST} {SECOND}", f"{SECOND} {THIRD}", f"{THIRD} {LAST}")
    broken = (
        "Better coffee is a matter of water, says the champion of this year's contest, "
        "who has written a whole book about kettles and whose third rule for coffee may"
    )
    assert around(*rest, TEASER, broken, "surprise even those who own a mill.") == []


def test_two_lines_of_a_box_do_not_take_a_long_paragraph_between_them() -> None:
    """A box is small; what stands between two of them is the article."""
    long = f"{FIRST} {SECOND} {THIRD}"
    found = around("Advertisement", long, "Advertisement")
    assert found == [("advertisement", "Advertisement")] * 2


def test_a_sentence_below_a_menu_stays() -> None:
    """A menu goes down to its last known line; what follows may open the article."""
    menu = ["Home", "Search", "Boats", "Sails", "Log in", "The sea is calm."]
    found = [text for _, text in cuts(*menu, FIRST, SECOND, LAST)]
    assert "The sea is calm." not in found
    assert "Search" in found


def test_what_stands_above_the_title_goes_given_two_signs() -> None:
    """A page's head comes before its title; one odd line may be a label."""
    head = ["Home", "Log in", "Ferry times"]
    text = "\n\n".join([*head, TITLE, FIRST, SECOND, TITLE, THIRD, LAST])
    gone = [cut.text for cut in read_plaintext(text).cuts]
    assert set(head) <= set(gone)


def test_of_a_name_at_the_end_nothing_is_made_alone() -> None:
    """Who is named may be a heading or a signature."""
    assert cuts(FIRST, SECOND, LAST, "Ada Quay", "The tide was high.") == []


def test_where_stretches_would_take_too_much_lines_go_by_themselves() -> None:
    """A known line early in a text without an end to it must not cost the article."""
    items = [f"Berth {number}" for number in range(60)]
    found = cuts(FIRST, "Advertisement", SECOND, THIRD, *items)
    assert found == [("advertisement", "Advertisement")]


@pytest.mark.parametrize(
    "line",
    [
        "Werkzeuge",
        "Zurück zu den Wurzeln",
        "Antworten",
        "Hinterlasse keine Spuren",
        "Next: the moon",
    ],
)
def test_words_that_head_real_chapters_are_no_phrases(line: str) -> None:
    """A table of phrases must not grow into the language."""
    assert around(line) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Dieser Eintrag wurde veröffentlicht in Hafen, Sturm.", "navigation"),
        ("This entry was posted in Harbour. Bookmark the permalink.", "navigation"),
        ("Zurück zur Übersicht", "navigation"),
        ("Benachrichtige mich über neue Kommentare", "comments"),
        (
            "Deine E-Mail-Adresse wird nicht gezeigt. Alle Felder sind Pflichtfelder.",
            "comments",
        ),
        ("Mit anderen teilen", "share"),
        ("Das könnte Sie auch interessieren: Zehn Knoten", "related"),
        ("Alle Texte in diesem Blog tragen eine Lizenz von Creative Commons.", "legal"),
    ],
)
def test_what_blogs_add_goes_in_german_too(line: str, reason: str) -> None:
    """A whole sentence needs its second sign."""
    assert around(line) == [(reason, line)]
