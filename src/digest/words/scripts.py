"""From which side the scripts of languages are written."""

from __future__ import annotations

#: languages, and scripts, that are written from right to left (CLDR)
RIGHT_TO_LEFT = frozenset(
    {
        *("apc", "ar", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn"),
        *("nqo", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi"),
        *("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"),
    }
)


def direction(language: str) -> str:
    """`rtl` or `ltr`, for a BCP 47 tag; its script goes before its language."""
    primary, *subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == len("Arab")), "")
    return "rtl" if (script or primary) in RIGHT_TO_LEFT else "ltr"
