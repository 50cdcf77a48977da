"""How large a result can get, told before it is made.

Of operators, of the methods of texts, and of the filters that make much out of little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from digest.render.filling.steps import (
    WALKED,
    WALKED_SLOWLY,
    take_characters,
    take_steps,
    weigh_whole,
)

#: the longest width, and the most digits of a whole number
LARGEST_NUMBER = 10_000
LARGEST_BITS = 4_096
#: in what a text is formatted with: a width of five digits, and one that is a value
WIDE = re.compile(r"\d{5}")
WIDTH_FROM_VALUE = re.compile(r"%[^%a-zA-Z]*\*|\{[^{}]*\{")


def weigh_operation(operator: str, left: Any, right: Any) -> None:
    """Take the size of `left operator right`; raises OverflowError beyond measure."""
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(operator, left, right)
    elif operator == "%" and isinstance(left, str):
        _weigh_format(left, right if isinstance(right, tuple) else (right,))
    elif operator == "+" and isinstance(left, str | list | tuple):
        weigh_whole(left)
        weigh_whole(right)
    elif operator == "*":
        _weigh_repeated(left, right)
        _weigh_repeated(right, left)


def weigh_method(text: str, name: str, given: tuple[Any, ...]) -> None:
    """Take what `text.name(*given)` costs, and the size of what it makes."""
    take_characters(len(text), each=WALKED)
    grow = GROWING_METHODS.get(name)
    if grow is not None:
        grow(text, given)


def weigh_filter(name: str, value: Any, given: tuple[Any, ...]) -> None:
    """Take what the filter costs, and the size of what it makes of the value."""
    text = value if isinstance(value, str) else ""
    if name in SLOW_FILTERS:
        take_characters(len(text), each=WALKED_SLOWLY)
    grow = GROWING_FILTERS.get(name)
    if grow is not None:
        grow(text, given)


def weigh_message(given: tuple[Any, ...], values: dict[str, Any]) -> None:
    """Take the size of what our words make: their messages are formats."""
    for message in given:
        if isinstance(message, str) and "%" in message:
            take_characters(len(message), each=WALKED)
            _weigh_format(message, (values,))


def join_pieces(pieces: Iterable[Any], between: str = "") -> list[Any]:
    """The pieces as a list, with the size of the text that they make taken."""
    listed = list(pieces)
    take_steps(len(listed))
    size = sum(len(piece) for piece in listed if isinstance(piece, str))
    take_characters(size + len(listed) * len(between))
    for piece in listed:
        if not isinstance(piece, str):
            weigh_whole(piece)
    return listed


def check_number(number: object) -> None:
    """Refuse a width or count that no page has."""
    if isinstance(number, int) and abs(number) > LARGEST_NUMBER:
        raise OverflowError(f"{number:.3g} is over the number {LARGEST_NUMBER}")


def _check_bits(operator: str, left: int, right: int) -> None:
    bits = left.bit_length() + right.bit_length()
    if operator == "**":
        bits = left.bit_length() * abs(right)
    if bits > LARGEST_BITS:
        raise OverflowError(f"makes a whole number of over {LARGEST_BITS} bits")


def _weigh_repeated(repeated: Any, times: Any) -> None:
    if not isinstance(times, int) or times <= 0:
        return
    if isinstance(repeated, str):
        take_characters(len(repeated) * times)
    elif isinstance(repeated, list | tuple):
        take_steps(len(repeated) * times)


def _weigh_format(text: str, given: tuple[Any, ...]) -> None:
    """Every value may stand in the text as often as there is room for its mark."""
    if WIDE.search(text):
        raise OverflowError(
            f"a width in {text:.40} is over the number {LARGEST_NUMBER}"
        )
    if WIDTH_FROM_VALUE.search(text):
        for number in given:
            check_number(number)
    values = [item for each in given for item in _values(each)]
    for each in values:
        weigh_whole(each)
    longest = max((len(each) for each in values if isinstance(each, str)), default=0)
    take_characters(len(text) * (1 + longest) // 2)


def _values(given: Any) -> Iterable[Any]:
    return given.values() if isinstance(given, dict) else (given,)


def _weigh_width(_text: str, given: tuple[Any, ...]) -> None:
    for each in given:
        check_number(each)


def _weigh_tabs(text: str, given: tuple[Any, ...]) -> None:
    _weigh_width(text, given)
    take_characters(text.count("\t") * max((*filter(_is_number, given), 8)))


def _weigh_replaced(text: str, given: tuple[Any, ...]) -> None:
    if len(given) > 1 and isinstance(given[0], str) and isinstance(given[1], str):
        take_characters(text.count(given[0]) * len(given[1]))


def _weigh_translated(text: str, given: tuple[Any, ...]) -> None:
    table = given[0] if given and isinstance(given[0], dict) else {}
    longest = max((len(to) for to in table.values() if isinstance(to, str)), default=0)
    take_characters(len(text) * longest)


def _weigh_indented(text: str, given: tuple[Any, ...]) -> None:
    _weigh_width(text, given)
    widths = [len(each) if isinstance(each, str) else each for each in given]
    widest = max((width for width in widths if _is_number(width)), default=4)
    take_characters((text.count("\n") + 1) * widest)


def _is_number(value: object) -> bool:
    return isinstance(value, int)


_Grow = Callable[[str, tuple[Any, ...]], None]

GROWING_METHODS: dict[str, _Grow] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), _weigh_width),
    "expandtabs": _weigh_tabs,
    "replace": _weigh_replaced,
    "translate": _weigh_translated,
    **dict.fromkeys(("format", "format_map"), _weigh_format),
}
GROWING_FILTERS: dict[str, _Grow] = {
    **dict.fromkeys(
        ("batch", "center", "round", "slice", "tojson", "truncate", "wordwrap"),
        _weigh_width,
    ),
    "format": _weigh_format,
    "indent": _weigh_indented,
    "replace": _weigh_replaced,
}
#: filters that take a text apart
SLOW_FILTERS = (
    *("striptags", "title", "truncate", "underlined", "urlencode"),
    *("wordcount", "wordwrap", "wrap"),
)
