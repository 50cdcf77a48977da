"""The commonest words of languages: by them a text is known without a model of all.

Only a sure answer counts: where a close relative may be meant, there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: by language (ISO 639-1), what stands in nearly every text in it; names of relatives
#: are here so that their texts are not taken for those of their neighbours
FUNCTION_WORDS = {
    "af": "die van en in is het nie dat wat vir met op te ek sy hy om was aan deur "
    "maar ook daar by hulle ons uit sal kan as of na nog so word jy",
    "bg": "на и в да се за от с че е не са по като до при това ще или тя той което "
    "които но има беше бъде който може след си му",
    "ca": "de la el i que a en els del les per un una es amb no al com és més o "
    "seva ha va aquest aquesta però són també han dels",
    "cs": "a se v na je že s z o do by i jako to pro ve ale po za k si od jsou "
    "byl která který jeho až není bylo jsem co mezi také",
    "da": "og i at det er en til på som af for med den der ikke de har et var han "
    "men om så ved fra blev kan jeg efter også sig eller nu skal havde mod",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein "
    "eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind "
    "noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch man",
    "en": "the of and to in a is that for it as was with be by on not he his but at "
    "are this have from or had an they which one you were all her she there would "
    "their we him been has when who will more no if out so what up said its about "
    "into than them can only other i",
    "es": "de la que el en y a los se del las un por con no una su para es al lo "
    "como más pero sus le ya o este sí porque esta entre cuando muy sin sobre "
    "también me hasta hay donde quien desde todo nos fue ha son era está",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au "
    "sur ne se ce il sont ou avec son aux d l c n qu s elle cette mais ont nous "
    "été comme leur ses tout être fait vous on je",
    "gl": "de a o que e do da en os un se no unha por para con as na dos como máis "
    "ao das foi é non seu súa pero sobre entre tamén ten son ou polo pola",
    "it": "di e il la che in a per un è non una del con si da le i dei della sono "
    "al come lo più nel alla gli ma anche ha delle dal se o su questo nella ed era "
    "ci quando cui essere stato tra loro",
    "nb": "og i det er på en som til å for av at med de har ikke den et var han om "
    "men fra så seg kan vil jeg ble skal hun også eller ved etter nå sin bare",
    "nl": "de van het een en in is dat op te zijn die voor met niet aan er om ook "
    "als dan maar bij uit door naar nog worden over wordt heeft hij tot deze ze wel "
    "werd had meer was kan hebben zich geen",
    "pl": "w i na z się do nie że to jest o jak a po co tym za od ale przez jego "
    "dla są przy tak być może już lub oraz który która które tego ma czy był tylko",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos "
    "como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu "
    "também só pelo pela até isso ela entre era depois",
    "ru": "и в не на что с по как он это из к у за от о но его так же для был до или "
    "бы только а она при было их все уже ещё если может мы после под нет они я вы "
    "когда чтобы который",
    "sk": "a sa v na je že s z o do by aj ako to pre vo ale po za k si od sú bol "
    "ktorá ktorý jeho až nie bolo som čo medzi však len už",
    "sv": "och i att det som en på är av för med den till har de inte om ett han "
    "men var jag sig från vi så kan när år under också efter eller nu sin där vid",
    "uk": "і в на не що з та до у за як це від для але про й він його так же "
    "був по або вона під час які який також вже є було ще якщо може ми після",
}
#: by word, the languages that have it
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _code, _words in FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _code)
#: words by which a text may be known, and those of a piece of it
LEAST_WORDS = 60
LEAST_OF_PIECE = 12
#: of all words, the part that has to be the language's own: texts have about a half
SHARE = 0.28
SHARE_OF_PIECE = 0.15
#: how many times as many as of any other language
LEAD = 2
_WORD = re.compile(r"[^\W\d_]+")


def is_surely_in(language: str, text: str, pieces: Iterable[str]) -> bool:
    """Whether the text and each of the pieces of it are in this language, no doubt."""
    return (
        language in FUNCTION_WORDS
        and all(
            _is_in(language, each, LEAST_OF_PIECE, SHARE_OF_PIECE) for each in pieces
        )
        and _is_in(language, text, LEAST_WORDS, SHARE)
    )


def _is_in(language: str, text: str, least: int, share: float) -> bool:
    words = Counter(_WORD.findall(text.lower()))
    found: Counter[str] = Counter()
    for word in words.keys() & _LANGUAGES.keys():
        for each in _LANGUAGES[word]:
            found[each] += words[word]
    own = found.pop(language, 0)
    total = words.total()
    if total < least or own < share * total:
        return False
    return own >= LEAD * max(found.values(), default=0)
