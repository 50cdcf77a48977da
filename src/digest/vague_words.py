"""Words of links that say nothing to those who hear one link after the other."""

from __future__ import annotations

import re

_NO_WORD = re.compile(r"\W+")


def _squeezed(words: str) -> str:
    return _NO_WORD.sub("", words.casefold())


_SAY_NOTHING = frozenset(
    _squeezed(words)
    for words in (
        *("here", "click here", "click", "this", "this link", "link", "more"),
        *("read more", "read on", "learn more", "find out more", "see more"),
        *("see here", "tap here", "follow this link", "source"),
        *("hier", "hier klicken", "klicken Sie hier", "klick hier", "dieser Link"),
        *("mehr", "mehr lesen", "mehr erfahren", "mehr dazu", "weiterlesen"),
        *("dieser", "Quelle"),
        *("ici", "cliquez ici", "clique ici", "par ici", "lien", "ce lien", "plus"),
        *("lire la suite", "en savoir plus", "lire plus", "voir ici", "voir plus"),
        *("aquí", "aqui", "haga clic aquí", "haz clic aquí", "clic aquí", "enlace"),
        *("pincha aquí", "este enlace", "más", "leer más", "ver más", "saber más"),
        *("seguir leyendo", "fuente"),
        *("هنا", "اضغط هنا", "انقر هنا", "الرابط", "هذا الرابط", "رابط", "المزيد"),
        *("اقرأ المزيد", "للمزيد", "تابع القراءة"),
        *("こちら", "ここ", "ここをクリック", "こちらをクリック", "リンク", "詳細"),
        *("詳しくはこちら", "詳細はこちら", "続きを読む", "もっと見る", "もっと読む"),
        "こちらから",
    )
)


def is_vague(words: str) -> bool:
    """Whether the words of a link tell nothing of where it leads, in six languages."""
    return _squeezed(words) in _SAY_NOTHING
