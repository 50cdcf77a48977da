"""What digest says in each language, and when it loads a catalogue."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from digest.words import LANGUAGES, words_for


@pytest.mark.parametrize(
    ("tag", "language", "side"),
    [
        ("en", "en", "ltr"),
        ("de-AT", "de", "ltr"),
        ("DE", "de", "ltr"),
        ("fr_CA", "fr", "ltr"),
        ("ar", "ar", "rtl"),
        # digest writes Arabic in Arabic letters only
        ("ar-Latn", "ar", "rtl"),
        ("tlh", "en", "ltr"),
        ("he", "en", "ltr"),
        ("", "en", "ltr"),
        ("../../etc", "en", "ltr"),
        ("\x00", "en", "ltr"),
    ],
)
def test_a_tag_finds_its_language_or_english(
    tag: str, language: str, side: str
) -> None:
    """The words say which language they are in, so that a page can mark them."""
    words = words_for(tag)
    assert (words.language, words.direction) == (language, side)


def test_a_message_is_said_in_the_language() -> None:
    """Its values are put in where the language wants them."""
    said = words_for("ja").gettext("Read on at %(name)s", name="岸")
    assert said == "続きは岸で読む"
    assert words_for("en").gettext("Read on at %(name)s", name="岸") == "Read on at 岸"


def test_a_message_without_a_translation_is_english() -> None:
    """An owner's own template may say what no catalogue has."""
    assert words_for("de").gettext("Ahoy, %(name)s!", name="Ada") == "Ahoy, Ada!"


def test_a_value_is_only_a_value() -> None:
    """What stands in another site's name is filled in once, and never read."""
    said = words_for("de").gettext("From %(name)s", name="%(x)s %d {y} 100%")
    assert said == "Von %(x)s %d {y} 100%"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_message_that_nobody_translated_counts_as_english_does(
    language: str,
) -> None:
    """One is singular; the count is a value, too."""
    words = words_for(language)
    forms = [words.ngettext("%(count)s boat", "%(count)s boats", n) for n in (0, 1, 2)]
    assert forms == ["0 boats", "1 boat", "2 boats"]


def test_a_count_takes_its_form_and_other_values() -> None:
    """Both forms may name what they count."""
    singular, plural = "%(count)s boat of %(name)s", "%(count)s boats of %(name)s"
    words = words_for("en")
    assert words.ngettext(singular, plural, 3, name="Ada") == "3 boats of Ada"


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "3 May 2026"),
        ("en-GB", "3 May 2026"),
        ("en-US", "May 3, 2026"),
        ("en-XX", "May 3, 2026"),
        ("de", "3. Mai 2026"),
        ("fr", "3 mai 2026"),
        ("es", "3 de mayo de 2026"),
        ("ja", "2026年5月3日"),
        ("ar", "3 مايو 2026"),
        # as Syria calls the month
        ("ar-SY", "3 أيار 2026"),
        ("de-x-unheard-of", "3. Mai 2026"),
        ("fr-';", "3 mai 2026"),
        ("tlh", "3 May 2026"),
    ],
)
def test_a_date_is_written_as_the_language_does(tag: str, date: str) -> None:
    """And as its region does; English stands in for what digest does not speak."""
    moment = datetime(2026, 5, 3, tzinfo=UTC)
    assert words_for(tag).day(moment) == date


@pytest.mark.parametrize(
    ("tag", "days", "names"),
    [
        ("en", (0,), "Monday"),
        ("en", (0, 6), "Monday and Sunday"),
        ("en", (0, 2, 4), "Monday, Wednesday and Friday"),
        ("de-AT", (0, 2, 4), "Montag, Mittwoch und Freitag"),
        ("ar", (0, 3), "الاثنين والخميس"),
        ("ja", (5, 6), "土曜日、日曜日"),
        ("tlh", (1,), "Tuesday"),
    ],
)
def test_days_of_the_week_are_listed_as_the_language_does(
    tag: str, days: tuple[int, ...], names: str
) -> None:
    """Monday is 0."""
    assert words_for(tag).weekdays(days) == names


@pytest.mark.parametrize(
    ("tag", "names", "text"),
    [
        ("en", ["Tides"], "Tides"),
        ("en", ["Tides", "Ferries"], "Tides and Ferries"),
        ("fr", ["Tides", "Ferries", "Crew"], "Tides, Ferries et Crew"),
        ("ja", ["Tides", "Ferries"], "Tides、Ferries"),
    ],
)
def test_names_are_joined_as_the_language_does(
    tag: str, names: list[str], text: str
) -> None:
    """One is itself."""
    assert words_for(tag).join(names) == text


@pytest.mark.parametrize(
    ("tag", "zone", "city"),
    [
        ("en", "Europe/Berlin", "Berlin"),
        ("en", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("fr", "Europe/London", "Londres"),
        ("ja", "Asia/Tokyo", "東京"),
        ("de", "UTC", ""),
        ("en", "Etc/GMT+3", ""),
    ],
)
def test_a_zone_is_told_by_its_city(tag: str, zone: str, city: str) -> None:
    """Where it is called after one."""
    assert words_for(tag).city(zone) == city


def test_a_value_written_the_other_way_stays_in_its_place() -> None:
    """Only where the words run from right to left is there need for it."""
    assert words_for("de").isolated("Strand") == "Strand"
    assert words_for("ar").isolated("Strand") == "\u2068Strand\u2069"


@pytest.mark.parametrize("month", range(1, 13))
def test_english_of_no_region_is_that_of_the_world(month: int) -> None:
    """It needs no data of CLDR, and yet says what stands there."""
    moment = datetime(2026, month, 23, tzinfo=UTC)
    assert words_for("en").day(moment) == words_for("en-001").day(moment)


def test_words_of_one_tag_are_read_once() -> None:
    """A page of a thousand entries asks a thousand times."""
    assert words_for("de") is words_for("de")


def test_english_needs_no_babel() -> None:
    """Its import takes as long as a small site to build."""
    program = (
        "import sys, datetime\n"
        "from digest.words import words_for\n"
        "words = words_for('en')\n"
        "words.gettext('x'), words.day(datetime.datetime(2026, 5, 3))\n"
        "assert not [name for name in sys.modules if name.startswith('babel')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603


def test_digest_speaks_the_languages_that_it_promises() -> None:
    """An owner finds them in the documentation."""
    assert {"ar", "de", "en", "es", "fr", "ja"} == LANGUAGES
