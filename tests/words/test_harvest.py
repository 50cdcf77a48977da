"""`make words`: what code and templates say comes into the catalogues."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from digest.words import harvest as harvesting
from digest.words.harvest import harvest, main, renew
from digest.words.translations import CATALOGUES

OLD = """\
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Ahoy"
msgstr "Ahoi"

msgid "Nobody says this"
msgstr "Das sagt niemand"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Code and templates that say something."""
    code = tmp_path / "code"
    (code / "deep").mkdir(parents=True)
    (code / "ship.py").write_text('words.gettext("Ahoy")\nprint("not this")\n')
    (code / "deep" / "letter.html").write_text(
        '{% block a %}{{ _("A boat") }}{{ ngettext("%(count)s oar", '
        '"%(count)s oars", n) }}{% endblock %}'
    )
    (code / "letter.txt").write_text('{{ _("Ahoy") }}')
    (code / "style.css").write_text('{{ _("No word") }}')
    return code


def ids(catalogue: Catalog) -> set[object]:
    """The messages, without the head."""
    return {message.id for message in catalogue if message.id}


def opened(path: Path) -> Catalog:
    """The catalogue in the file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def test_messages_are_found_in_code_and_templates(folder: Path) -> None:
    """With the files that say them, and no lines, which change too often."""
    found = harvest([folder])
    assert ids(found) == {"Ahoy", "A boat", ("%(count)s oar", "%(count)s oars")}
    places = [name for name, _ in found["Ahoy"].locations]
    assert places == ["code/letter.txt", "code/ship.py"]


def test_a_template_that_cannot_be_read_is_told(folder: Path) -> None:
    """Else its translations would go without a word."""
    (folder / "broken.html").write_text("{% if %}")
    with pytest.raises(Exception, match="Expected an expression"):
        harvest([folder])


def test_a_catalogue_keeps_what_is_said_still(folder: Path, tmp_path: Path) -> None:
    """What is new has no translation, and what nobody says goes."""
    path = tmp_path / "de.po"
    path.write_text(OLD)
    renew(path, harvest([folder]))
    catalogue = opened(path)
    assert ids(catalogue) == ids(harvest([folder]))
    assert catalogue["Ahoy"].string == "Ahoi"
    assert not catalogue["A boat"].string
    assert not catalogue["A boat"].fuzzy
    assert not catalogue.obsolete


def test_a_renewed_catalogue_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    """It holds no date, and the order of files is the same anywhere."""
    path = tmp_path / "de.po"
    path.write_text(OLD)
    renew(path, harvest([folder]))
    before = path.read_bytes()
    renew(path, harvest([folder]))
    assert path.read_bytes() == before
    assert b"Date" not in before


def test_every_language_is_renewed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with the forms of its own counts."""
    catalogues = tmp_path / "catalogues"
    shutil.copytree(CATALOGUES, catalogues)
    monkeypatch.setattr(harvesting, "CATALOGUES", catalogues)
    main([str(folder)])
    for path in catalogues.glob("*.po"):
        assert ids(opened(path)) == ids(harvest([folder]))
    assert b"nplurals=6" in (catalogues / "ar.po").read_bytes()
