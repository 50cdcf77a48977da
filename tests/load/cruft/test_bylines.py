"""Lines that become fields."""

from __future__ import annotations

import pytest

from digest.load.cruft.bylines import (
    byline_authors,
    caption_credit,
    find_date,
    is_caption,
    is_credit,
    is_date_line,
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Quay", ("Ada Quay",)),
        ("By Ada Quay and Ben Mole", ("Ada Quay", "Ben Mole")),
        ("By Ada Quay, Ben Mole 2026-06-03T22:05:36Z Boats", ("Ada Quay", "Ben Mole")),
        ("Posted by Ada Quay on June 3, 2026", ("Ada Quay",)),
        ("By Ada Quay | June 3, 2026", ("Ada Quay",)),
        ("by Ada Quay — June 3, 2026", ("Ada Quay",)),
        ("March 4, 2026 by Ada Quay", ("Ada Quay",)),
        ("Von Ada van der Quay", ("Ada van der Quay",)),
        ("By ADA QUAY", ("ADA QUAY",)),
        ("By Ada Quay ada@example.org(555) 0100", ("Ada Quay",)),
        ("Auteur : Ada Quay", ("Ada Quay",)),
        ("Автор: Анна Причал", ("Анна Причал",)),
        ("Yazan: Ada Quay", ("Ada Quay",)),
        ("作者：林海", ("林海",)),
        ("文／山田花子", ("山田花子",)),
        ("김바다 기자 bada@example.org", ("김바다",)),
        ("بقلم ليلى البحر", ("ليلى البحر",)),
    ],
)
def test_a_byline_tells_who_wrote(line: str, authors: tuple[str, ...]) -> None:
    """Alone or with the date, in the languages of the tables."""
    assert byline_authors(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By evening the quay was full",
        "文化活动很多",
        "记者 昨天到了港口，看见许多船。",
        "기자 회견",
        "By the sea",
        "June 3, 2026",
        "Par exemple",
        "By Ada Quay, who has sailed " + "and sailed " * 9,
        "",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """Names have capitals."""
    assert byline_authors(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "3 June 2026",
        "June 3rd, 2026",
        "Published: Nov. 19, 2026, 6:18 p.m. Updated: Nov. 19, 2026, 7:10 p.m.",
        "Wed, Nov 20, 2026",
        "2026-06-03 06:16",
        "03.06.2026, 14:05 Uhr",
        "Publié le 3 juin 2026 à 14:05",
        "3 de junio de 2026",
        "2026年6月3日",
        "3 червня 2026",
        "3. června 2026",
        "3 Haziran 2026",
        "3 Ιουνίου 2026",
        "3 يونيو 2026",
        "Northhaven, June 3, 2026",
    ],
)
def test_a_date_line_holds_a_date_and_hardly_more(line: str) -> None:
    """With clock times, weekdays and words such as "updated"."""
    assert is_date_line(line)
    assert find_date(line)


@pytest.mark.parametrize(
    "line",
    [
        "Full moons of 2026",
        "The harbour was closed on June 3, 2026, by its master.",
        "June 2026",
        "12:51 p.m.",
    ],
)
def test_a_sentence_with_a_date_is_none(line: str) -> None:
    """And neither is half of a date."""
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ada Quay",
        "Ada Quay / Flickr",
        "Getty Images",
        "Bild: dpa",
        "Ada Quay, AP",
        "(dpa/lno)",
        "aq/PAP",
        "Crédit photo : Ada Quay",
        "Bildnachweis: Ada Quay",
        "Fotografía: Ada Quay",
        "Фото: Анна Причал",
        "Світлина: Анна Причал",
        "צילום: עדה רציף",
        "图／林海",
        "撮影：山田花子",
        "사진=김바다",
    ],
)
def test_a_credit_does_nothing_but_name(line: str) -> None:
    """With a word before it, or a known source in it."""
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photos were taken down from the wall by the master of the harbour today.",
        "We use Flickr.",
        "Reuters asked first",
        "Sea / land",
        "© 2026 North Shore Notes",
    ],
)
def test_a_line_that_says_more_is_no_credit(line: str) -> None:
    """A copyright line is legal text."""
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The mole at night (Photo: Ada Quay)", "Photo: Ada Quay"),
        ("The mole at night. Credit: Ada Quay", "Credit: Ada Quay"),
        ("The mole at night (Ada Quay/Reuters)", "Ada Quay/Reuters"),
        ("The mole at night. Ada QUAY / AFP", "AFP"),
    ],
)
def test_a_caption_ends_by_naming_its_source(line: str, credit: str) -> None:
    """What it tells of the picture is no part of the text."""
    assert is_caption(line)
    assert caption_credit(line) == credit


def test_a_paragraph_is_no_caption() -> None:
    """Even if it speaks of credit."""
    assert not is_caption("She gave credit to the pilots, and to the master.")
    assert caption_credit("She gave credit.") == ""
