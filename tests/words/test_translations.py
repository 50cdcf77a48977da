"""The catalogues are whole: every message is said well in each language."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from digest.render.theme import packaged_templates
from digest.words.harvest import harvest
from digest.words.translations import CATALOGUES, LANGUAGES, SOURCE, translations

PACKAGE = CATALOGUES.parents[1]
TRANSLATED = sorted(LANGUAGES - {SOURCE})
#: how many forms a count has in each (CLDR)
FORMS = {"ar": 6, "de": 2, "es": 2, "fr": 2, "ja": 1}
VALUE = re.compile(r"%\((\w+)\)s")


@cache
def said() -> Catalog:
    """Every message of bundled templates and code."""
    return harvest([PACKAGE, packaged_templates()])


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of the language as its file has it."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> list[Message]:
    """The messages of a catalogue, without its head."""
    return [message for message in catalogue(language) if message.id]


def forms_of(message: Message) -> tuple[str, ...]:
    """The translations: one, or one for each form of a count."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ())


def ids_of(message: Message) -> tuple[str, ...]:
    """The message: one text, or those of one and of many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def values_in(text: str) -> set[str]:
    """The names of its values."""
    return set(VALUE.findall(text))


def test_each_language_has_a_catalogue_and_none_is_left_over() -> None:
    """The source needs none."""
    assert sorted(path.stem for path in CATALOGUES.iterdir()) == TRANSLATED


def test_there_is_something_to_say() -> None:
    """Else the tests below would say nothing."""
    assert len(said()) > 20


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_has_a_translation_and_no_other_stands_there(
    language: str,
) -> None:
    """`make words` brings what is new, and takes away what nobody says."""
    theirs = {message.id for message in messages(language)}
    assert theirs == {message.id for message in said() if message.id}
    assert not [m.id for m in messages(language) if not all(forms_of(m))]
    assert not [m.id for m in messages(language) if m.fuzzy]
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    """Only a form for few things may say how many there are without the number."""
    for message in messages(language):
        wanted = {name for each in ids_of(message) for name in values_in(each)}
        *few, most = forms_of(message)
        assert values_in(most) == wanted, message.id
        for form in few:
            assert wanted - {"count"} <= values_in(form) <= wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_message_with_a_count_has_every_form(language: str) -> None:
    """Arabic has six, Japanese one."""
    assert catalogue(language).num_plurals == FORMS[language]
    for message in messages(language):
        if len(ids_of(message)) > 1:
            assert len(forms_of(message)) == FORMS[language], message.id


@pytest.mark.parametrize("language", [*TRANSLATED, SOURCE])
def test_every_message_can_be_filled(language: str) -> None:
    """A lone % would end a letter with an error."""
    ours = translations(language)
    for message in filter(lambda each: each.id, said()):
        ids = ids_of(message)
        values = {name: "7" for each in ids for name in values_in(each)}
        for count in range(12):
            one, *many = ids
            text = ours.ngettext(one, many[0], count) if many else ours.gettext(one)
            assert "%(" not in text % {**values, "count": count}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_as_its_message(language: str) -> None:
    """With a full stop or without one; and without blanks around it."""
    for message in messages(language):
        ends = ids_of(message)[0].endswith((".", "!", "?"))
        for form in forms_of(message):
            assert form == form.strip()
            assert form.endswith((".", "!", "?", "。", "؟", "！")) == ends, form


@pytest.mark.parametrize("language", ["", "xx", "../de"])
def test_a_language_without_a_catalogue_is_no_catalogue(language: str) -> None:
    """words_for asks for LANGUAGES only; a programmer who errs is told."""
    with pytest.raises(OSError, match="po"):
        translations(language)


def test_a_message_stands_where_it_is_said() -> None:
    """A message in a variable would never come into the catalogues."""
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != CATALOGUES.parent
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"gettext", "ngettext"}
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert not wrong
