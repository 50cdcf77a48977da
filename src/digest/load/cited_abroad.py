"""How German, French and Spanish news prose says which outlet somebody spoke to.

A row of the table has the verb of speech and what stands before the outlet. All nouns
of German begin with a capital, and ministries are told things, too: so a name is an
outlet only where it ends in a word that names outlets, or stands in quotation marks.
"""

from __future__ import annotations

import re
from functools import cache

from digest.load.forms import has_any
from digest.model import Citation

_WORD = r"[A-ZÀ-ÞŒ][\w'’]{0,30}(?:-[\w'’]{1,30}){0,3}"
_NAME = rf"{_WORD}(?:\s(?:(?:de|del|la|von|van|du)\s)?{_WORD}){{1,3}}"
#: who speaks may stand between the verb and the outlet
_SPEAKER = rf"(?:\s(?P<name>{_NAME})|\s(?:er|sie|il|elle|él|ella))?"
_OUTLET = (
    rf"[«„“\"]\s?(?P<quoted>{_WORD}(?:\s[\w'’-]{{1,30}}){{0,4}})\s?[»“”\"]"
    rf"|(?P<plain>{_WORD}(?:\s(?:(?:de|del|la|le|du|des)\s){{0,2}}{_WORD}){{0,4}})"
)
#: verbs of speech, and what stands between them and an outlet
SPEECH = (
    (r"sagt|sagte|erklärte|schilderte", r"der|dem|gegenüber der|gegenüber dem"),
    (r"schreibt|schrieb|berichtet|berichtete", r"in der|im|für die|für das|für den"),
    (r"a (?:dit|déclaré|confié|expliqué|raconté)", r"à|à la|au|aux"),
    (r"écrit|a écrit|écrivait", r"dans|dans le|dans la|dans les|pour le|pour la"),
    (r"dijo|declaró|contó|explicó|aseguró", r"a|al|a la"),
    (r"escribe|escribió", r"en|en el|en la|para el|para la"),
)
#: letters that every sentence has which one of them can fit
SIGNS_ABROAD = (
    *("sagt", "erklärte", "schilderte", "schr", "berichtet"),
    *("a dit", "déclaré", "confié", "expliqué", "raconté", "écri"),
    *("dijo", "declaró", "contó", "explicó", "aseguró", "escrib"),
)
_OUTLET_WORDS = """
    Zeitung Post Kurier Anzeiger Tagblatt Tageblatt Rundschau Nachrichten Spiegel Presse
    Bote Rundfunk Magazin Journal Gazette Courrier Dépêche Tribune Monde Figaro Presse
    Quotidien Matin Parisien Radio Télévision Diario Periódico País Mundo Heraldo Correo
    Prensa Gaceta Noticias Vanguardia Revista Agencia Agence
"""
#: German puts them at the end of a longer word, French and Spanish in front
OUTLET_WORD = re.compile(rf"(?:{'|'.join(_OUTLET_WORDS.split())})\b", re.IGNORECASE)


def cited_abroad(sentence: str) -> Citation | None:
    """Who speaks to which outlet in a sentence of these languages, if anybody does."""
    if not has_any(sentence, SIGNS_ABROAD):
        return None
    for pattern in _patterns():
        for match in pattern.finditer(sentence):
            outlet = match["quoted"] or match["plain"]
            if match["quoted"] or OUTLET_WORD.search(outlet):
                return Citation(name=match["name"] or "", outlet=outlet)
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Made when a sentence asks: most sites never do, and they take their time."""
    return tuple(
        re.compile(rf"\b(?:{verb}){_SPEAKER}\s(?:{before})\s(?:{_OUTLET})")
        for verb, before in SPEECH
    )
