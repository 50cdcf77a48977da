"""Whose words a text is made of: sure, or no answer."""

from __future__ import annotations

import pytest

from digest.load.facts import LANGUAGE_PIECE, detect_language
from digest.load.function_words import FUNCTION_WORDS, is_surely_in

TEXTS = {
    "en": "The harbour was closed for nine days, and when the boats came back into it "
    "this morning there were more people on the pier than the town has seen in a year.",
    "de": "Der Hafen war neun Tage lang geschlossen, und als die Boote heute morgen in "
    "ihn zurück kamen, standen auf der Mole mehr Leute, als die Stadt sie sonst sieht.",
    "fr": "Le port est fermé depuis neuf jours, et quand les bateaux sont entrés dans "
    "la baie ce matin, il y avait sur la jetée plus de gens que nous ne le pensions, "
    "et ils ont tous vu que le vent était tombé et qu'il ne se passait plus rien.",
}
NORWEGIAN = (
    "Havnen var stengt i ni dager, og da båtene kom tilbake i dag tidlig, sto det "
    "flere folk på bryggen enn byen har sett på et år, og alle var glade for det."
)


def sure(language: str, text: str) -> bool:
    """Whether it is, by the whole text and by its opening."""
    return is_surely_in(language, text, (text[:LANGUAGE_PIECE],))


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_of_some_length_is_known_by_its_commonest_words(language: str) -> None:
    """And only as what it is."""
    found = [code for code in FUNCTION_WORDS if sure(code, f"{TEXTS[language]} " * 3)]
    assert found == [language]


def test_a_short_text_is_never_sure() -> None:
    """A quotation or a headline may stand alone in it."""
    assert not sure("en", TEXTS["en"])


@pytest.mark.parametrize("language", ["da", "nb", "sv"])
def test_between_close_relatives_nothing_is_sure(language: str) -> None:
    """Danes and Norwegians write the same small words."""
    assert not sure(language, f"{NORWEGIAN} " * 3)


def test_each_piece_has_to_agree() -> None:
    """An opening in another language makes the text a doubt."""
    assert not sure("en", f"{TEXTS['de']} " + f"{TEXTS['en']} " * 6)


def test_of_a_language_without_words_nothing_is_sure() -> None:
    """The model has to be asked."""
    assert not sure("xx", f"{TEXTS['en']} " * 3)
    assert not sure("", "")


@pytest.mark.parametrize("language", TEXTS)
def test_the_model_agrees(language: str) -> None:
    """Whether it is asked or not, the article has one language."""
    text = f"{TEXTS[language]} " * 3
    told = {detect_language(text, default) for default in (language, "xx")}
    assert told == {language}


def test_no_language_has_a_word_twice() -> None:
    """It would count as one, and the table would look fuller than it is."""
    for code, words in FUNCTION_WORDS.items():
        twice = [word for word in set(words.split()) if words.split().count(word) > 1]
        assert not twice, code
