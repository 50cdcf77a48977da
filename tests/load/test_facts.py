"""Facts that an article's own words tell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import a_block
from digest.load.facts import (
    LONGEST_SUMMARY,
    detect_language,
    identity,
    parse_date,
    reading_minutes,
    summarise,
)
from digest.model import BlockKind

SENTENCE = "The harbour of Northhaven is open again after nine days of storm."


def test_the_summary_is_the_first_paragraph() -> None:
    """Publishers' own descriptions are most like it; a heading tells too little."""
    heading = a_block("What happened", kind=BlockKind.HEADING)
    assert summarise([heading, a_block(SENTENCE), a_block("More.")]) == SENTENCE


def test_a_long_first_paragraph_is_cut_where_a_sentence_ends() -> None:
    """Half a sentence makes nobody read on."""
    assert summarise([a_block(" ".join([SENTENCE] * 9))]) == " ".join([SENTENCE] * 4)


def test_a_summary_does_not_end_at_an_abbreviation() -> None:
    """The stop after a title or a month ends no sentence."""
    text = (
        f"{SENTENCE} {SENTENCE} Then Dr. Ada Quay of the U.S. Coast Guard " + "x " * 99
    )
    assert summarise([a_block(text)]) == f"{SENTENCE} {SENTENCE}"


def test_a_paragraph_without_an_end_is_cut_between_words() -> None:
    """The reader sees by a mark that there is more."""
    summary = summarise([a_block("seagull, " * 90)])
    assert summary.endswith("seagull…")
    assert len(summary) <= LONGEST_SUMMARY


def test_an_article_of_a_list_has_its_first_item_as_summary() -> None:
    """Something to read is better than nothing; nothing at all has no summary."""
    item = a_block("Crab", kind=BlockKind.LIST_ITEM)
    assert summarise([a_block("x = 1", kind=BlockKind.CODE), item]) == "Crab"
    assert summarise([]) == ""


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 238, 1),
        ("word " * 813, 3),
        ("word " * 833, 3),
        ("港" * 2000, 4),
    ],
)
def test_reading_takes_a_minute_for_238_words_or_500_signs(
    text: str, minutes: int
) -> None:
    """Rounded, and never less than one minute."""
    assert reading_minutes([a_block(text)]) == minutes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        ("Der Hafen ist nach neun Tagen Sturm wieder offen, und alle sind froh.", "de"),
        ("Le port est de nouveau ouvert après neuf jours de tempête.", "fr"),
        ("暴风雨过后，港口今天上午重新开放，所有船只都已返回码头。", "zh"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    """It sets hyphens, quotes and voices right."""
    assert detect_language(text, "pl") == language


def test_the_default_language_stands_where_the_words_do_not_tell() -> None:
    """A few words are no sign; and en-GB says more than the en that is found."""
    assert detect_language("Crab!", "da") == "da"
    assert detect_language(SENTENCE, "en-GB") == "en-GB"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3 June 2026", "en"),
        ("June 3, 2026", "en"),
        ("2026-06-03", "en"),
        ("3. Juni 2026", "de"),
        ("3 juin 2026", "fr"),
        ("3 de junio de 2026", "es"),
        ("June 3, 2026", "de"),
        ("3 June 2026", "xx"),
    ],
)
def test_a_date_is_read_in_the_language_of_the_article(
    text: str, language: str
) -> None:
    """Or in English, which pages of every language use."""
    assert parse_date(text, language) == datetime(2026, 6, 3, tzinfo=UTC)


def test_a_time_with_a_zone_is_told_in_utc() -> None:
    """As every time in digest."""
    found = parse_date("2026-06-03T10:00:00+02:00", "en")
    assert found == datetime(2026, 6, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "Monday", "June", "June 2026", "2026", "12", "crab"]
)
def test_a_date_without_day_or_year_is_none(text: str) -> None:
    """What is missing would have to be invented."""
    assert parse_date(text, "en") is None


def test_pictures_take_time_ever_less() -> None:
    """Twelve seconds, eleven, ten and so on, but never less than three."""
    picture = a_block("", kind=BlockKind.IMAGE)
    assert reading_minutes([a_block("word " * 238), *[picture] * 3]) == 2
    assert reading_minutes([a_block("word " * 238), *[picture] * 2]) == 1
    assert reading_minutes([picture] * 30) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Hafen ist seit dem 3. Juni wieder offen, bzw. seit dem Abend davor.",
        "Le port est ouvert, dit M. Quai, le maître, et Mme Dune le confirme.",
        "El puerto está abierto, dice la Sra. Arena, que vive en la Avda. del Muelle.",
        "Порт снова открыт, сказал г. Причал, и на ул. Моряков зажгли огни.",
        "बंदरगाह नौ दिनों के तूफ़ान के बाद फिर से खुल गया है और सब खुश हैं।",
        "عاد الميناء إلى العمل بعد تسعة أيام من العاصفة، فهل يبقى مفتوحا؟",
    ],
)
def test_sentences_end_in_every_script(sentence: str) -> None:
    """Short forms and ordinals end none."""
    summary = summarise([a_block(" ".join([sentence] * 9))])
    times = LONGEST_SUMMARY // (len(sentence) + 1)
    assert summary == " ".join([sentence] * times)


def test_a_chinese_summary_ends_at_its_own_full_stop() -> None:
    """With the quotation mark that closes after it."""
    sentence = "他说：「暴风雨过后，港口今天上午重新开放了。」"
    assert summarise([a_block(sentence * 30)]).endswith("。」")


@pytest.mark.parametrize(
    "text",
    [
        "It's open, said Zoë",
        "It’s open, said Zoë",
        "\u201cIt's  open,\u201d said Zoe\u0308.",
        "«IT'S OPEN», SAID ZOË",
    ],
)
def test_identity_outlives_quotes_blanks_and_forms_of_unicode(text: str) -> None:
    """A newsroom's editor changes them over night."""
    assert identity("", [a_block(text)]) == identity(
        "", [a_block("it's open said zoë")]
    )


def test_identity_is_of_words_alone() -> None:
    """Marks, markup, blanks and case may change; a word may not."""
    one = identity("Harbour opens", [a_block("It is open, again.")])
    assert one == identity("HARBOUR  opens!", [a_block("It is open"), a_block("again")])
    assert one != identity("Harbour opens", [a_block("It is open.")])
