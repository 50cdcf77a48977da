"""The catalogues, read: the .po files of the package as gettext's translations."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

CATALOGUES = Path(__file__).parent / "catalogues"
#: the language of the messages themselves, which needs no catalogue
SOURCE = "en"
#: what a catalogue stands for here
LANGUAGES = frozenset({SOURCE, "ar", "de", "es", "fr", "ja"})


@lru_cache
def translations(language: str) -> NullTranslations:
    """What the catalogue of one of LANGUAGES says; of the source, the message itself.

    A message without a translation is its own, and one in doubt (fuzzy) has none.
    """
    if language == SOURCE:
        return NullTranslations()
    # late: Babel takes as long to import as a small site to build
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return GNUTranslations(BytesIO(compiled.getvalue()))
