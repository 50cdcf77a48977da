"""The small words of which every sentence is made, by language.

A menu has hardly any, a headline few, a paragraph many. A language that is missing
here is only read less surely.
"""

from __future__ import annotations

SMALL_WORDS: dict[str, str] = {
    "en": """
        the of and to in that is was for it with as his on be at by had not are but from
        have this which were they their has been would will who what there when more if
        about into than them can said we you our her she he its or an a i
        """,
    "de": """
        der die das und ist von zu den mit sich des auf für nicht ein eine als auch es
        an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über
        einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei
        ich wir ihr im dem
        """,
    "fr": """
        le la les de et des un une est que qui dans en pour pas sur par plus au avec ce
        il elle ne se son sa ses ont été être mais ou leur nous vous du aux cette
        """,
    "es": """
        el los las y que del se una por con para su al lo como más pero sus ha fue está
        esta entre cuando muy sin sobre también hay donde quien desde
        """,
    "it": """
        il lo gli di che è per una non con della nel sono si anche come alla dei ma più
        ha questo
        """,
    "pt": """
        o os as do da em um uma para com não por mais dos foi se na no ao ele das à seu
        sua
        """,
    "nl": """
        het een van dat niet te zijn op aan met voor er ook maar door naar bij ze wordt
        werd nog uit dan om heeft
        """,
    "pl": """
        i w z na się nie że jest to jak po od za ale przez dla tym oraz był są jego
        """,
    "ru": """
        и в не на что он с как это по но из к у за от же для так все его был они бы мы
        """,
    "id": """
        dan yang itu dengan untuk dari dalam tidak ini akan pada juga ke adalah karena
        oleh ada bisa saat
        """,
    "sv": "och att det som på är av den till inte ett han hade var jag har",
    "da": "og at på til med af ikke de jeg",
    "tr": "ve bir bu için ile olarak çok daha olan gibi",
    "cs": "je v že s do by jako pro jsou byl",
    "zh": "的 了 是 在 和 有 我 他 这 不 人 们 就 也 与 对 为 中",
    "ja": "の は を に が で と し",
}

GRAMMAR = frozenset(" ".join(SMALL_WORDS.values()).split())
