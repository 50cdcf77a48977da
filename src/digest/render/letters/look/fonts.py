"""Faces of letters: what mail programs have, so that nothing is fetched."""

from __future__ import annotations

import re

#: each ends in what every system has something for
STACKS = {
    "serif": (
        *("Charter", "'Bitstream Charter'", "'Sitka Text'", "Cambria", "Georgia"),
        "serif",
    ),
    "sans": (
        *("-apple-system", "BlinkMacSystemFont", "'Segoe UI'", "Roboto"),
        *("'Helvetica Neue'", "Arial", "sans-serif"),
    ),
    "mono": (
        *("SFMono-Regular", "Menlo", "Consolas"),
        *("'Liberation Mono'", "'Courier New'", "monospace"),
    ),
}
#: as CSS has them, and as an owner may write them
GENERIC = {"sans-serif": "sans", "monospace": "mono"} | {name: name for name in STACKS}
NAME = re.compile(r"[^\W_](?:[\w .-]{0,58}[\w])?")


def font_stack(given: str, *, fallback: str) -> str:
    """The faces in CSS: "serif", "sans" or "mono", or own names before one of these.

    Own names end in the stack of the word at their end, else of the `fallback`. Raises
    ValueError for what is no list of names.
    """
    names = [name.strip().strip("\"'").strip() for name in given.split(",")]
    kind = GENERIC.get(names[-1].lower(), "")
    own = names[:-1] if kind else names
    for name in own:
        if not NAME.fullmatch(name):
            message = f"{name!r} is no name of a font"
            raise ValueError(message)
    stack = STACKS[kind or fallback]
    quoted = [f"'{name}'" for name in own]
    return ", ".join([*quoted, *(name for name in stack if name not in quoted)])


def kind_of(given: str) -> str:
    """Which of "serif", "sans" and "mono" a list of faces ends in; "" if in none."""
    return GENERIC.get(given.rpartition(",")[2].strip().strip("\"'").lower(), "")
