"""Messages of code and templates, brought into the catalogues: for `make words`.

One that is new stands there untranslated, and a test tells of it; what nobody says any
more goes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from digest.words.translations import CATALOGUES

#: how messages are found, by what a file's name ends with
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
#: a template that cannot be read is an error, not one without messages
OPTIONS = {ending: {"silent": "false"} for ending, method in METHODS}
#: what gettext needs to know of a file: no dates, which would change by themselves
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def harvest(folders: Sequence[Path]) -> Catalog:
    """Every message that stands in the folders, with the files that say it."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for folder in folders:
        found = extract_from_dir(folder, METHODS, OPTIONS, callback=None)
        for name, _, message, _, _ in sorted(found, key=lambda each: each[:2]):
            catalogue.add(message, locations=[(f"{folder.name}/{name}", 0)])
    return catalogue


def renew(path: Path, messages: Catalog) -> None:
    """Bring the catalogue of a language up to the messages; translations stay."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem, abort_invalid=True)
    catalogue.update(messages, no_fuzzy_matching=True)
    path.write_bytes(written(catalogue))


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file, the same bytes for the same messages."""
    text = BytesIO()
    write_po(
        text,
        catalogue,
        width=88,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
        sort_by_file=False,
    )
    header = HEADER.format(
        language=catalogue.locale_identifier or "", plurals=catalogue.plural_forms
    )
    return header.encode() + text.getvalue()


def main(folders: Sequence[str]) -> None:
    """Renew the catalogue of every language from these folders."""
    messages = harvest([Path(folder) for folder in folders])
    for path in sorted(CATALOGUES.glob("*.po")):
        renew(path, messages)


if __name__ == "__main__":
    main(sys.argv[1:])
