"""Whom articles in German, French and Spanish cite."""

from __future__ import annotations

from time import process_time

import pytest

from builders import a_block
from digest.load.citations import find_citations
from digest.load.cited_abroad import cited_abroad
from digest.model import Citation

#: far more than it takes
SECONDS = 5


@pytest.mark.parametrize(
    ("sentence", "name", "outlet"),
    [
        (
            "Es war der Wind, sagte Ada Kranich der Hafenpost.",
            "Ada Kranich",
            "Hafenpost",
        ),
        ("Das sagte sie der Nordküster Zeitung.", "", "Nordküster Zeitung"),
        (
            "So schreibt Ben Mole in der „Welle am Montag“.",
            "Ben Mole",
            "Welle am Montag",
        ),
        ("Il a déclaré au Courrier du Phare.", "", "Courrier du Phare"),
        (
            "Le vent, a confié Zoé Quai à la Gazette du Port.",
            "Zoé Quai",
            "Gazette du Port",
        ),
        ("Ainsi écrit Luc Digue dans « Marées ».", "Luc Digue", "Marées"),
        (
            "Fue el viento, dijo Eva Muelle al Diario del Faro.",
            "Eva Muelle",
            "Diario del Faro",
        ),
        ("Así escribe Leo Ría en La Gaceta del Mar.", "Leo Ría", "La Gaceta del Mar"),
    ],
)
def test_who_speaks_to_which_outlet_is_told(
    sentence: str, name: str, outlet: str
) -> None:
    """By the verb of speech, and by what stands before the outlet."""
    assert cited_abroad(sentence) == Citation(name=name, outlet=outlet)


@pytest.mark.parametrize(
    "sentence",
    [
        "Das sagte sie der Polizei und dem Hafenamt.",
        "Er schrieb in der Nacht im Hafen für die Schule.",
        "Die Hafenpost lag auf dem Tisch, sagte niemand.",
        "Il a dit à la Préfecture que le phare était fermé.",
        "Elle écrit dans le Nord depuis des années.",
        "Dijo al Gobierno que el faro estaba cerrado.",
        "Escribió en Enero para la Escuela.",
        "Dijo a Eva que no.",
    ],
)
def test_bodies_places_and_people_are_no_outlets(sentence: str) -> None:
    """A capital letter is no sign: German has one on each noun."""
    assert cited_abroad(sentence) is None


def test_an_article_tells_them_with_its_other_citations() -> None:
    """Whatever its language is said to be; what stands in quotes is another's."""
    block = a_block("„Der Wind“, sagte Ada Kranich der Hafenpost. Nichts sonst.")
    assert find_citations([block]) == (
        Citation(name="Ada Kranich", outlet="Hafenpost"),
    )


@pytest.mark.parametrize("piece", ["sagte Ada ", "a dit à ", "A" * 40, "dijo A-"])
def test_a_sentence_without_end_costs_no_more_than_its_length(piece: str) -> None:
    """Every part of a pattern has a bound."""
    start = process_time()
    cited_abroad(piece * 2000)
    assert process_time() - start < SECONDS
