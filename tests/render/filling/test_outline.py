"""What a template tells without being filled."""

from __future__ import annotations

import pytest

from digest.render.filling.outline import outline


def test_an_outline_has_blocks_names_and_whether_it_extends() -> None:
    """As its author wrote them."""
    told = outline(
        '{% extends folder ~ "/frame.html" %}{% block a %}{{ x }}{% block b %}'
        "{% endblock %}{% endblock %}{% set y = 1 %}{{ y }}",
        "a.html",
    )
    assert told.blocks == ("a", "b")
    assert told.names == {"folder", "x"}
    assert told.is_extension
    assert told.slip is None
    assert not outline("{{ x }}", "a.txt").is_extension


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ("a\n{% for %}", 2, "Expected an expression"),
        ("\n\n{{ x", 3, "unexpected end"),
        ("{% do %}", 1, "unknown tag"),
        ("{{ x|nothing }}", 1, "No filter"),
        ("{{ " + "(" * 500 + ")" * 500 + " }}", 1, "deep"),
        ("{% for a in b %}" * 25 + "{% endfor %}" * 25, 1, "deep"),
        ("a" * 100_001, 1, "characters"),
    ],
)
def test_a_slip_has_its_line(text: str, line: int, fact: str) -> None:
    """Whatever it is; nothing is raised."""
    slip = outline(text, "a.html").slip
    assert slip is not None
    assert slip.line == line
    assert fact in slip.fact
