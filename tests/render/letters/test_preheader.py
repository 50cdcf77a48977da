from __future__ import annotations

from digest.render.letters.preheader import make_preheader


def test_parts_are_added_until_the_line_is_full() -> None:
    """No more than that, and none that stands there already."""
    long = "The council votes on the sea wall, again."
    assert make_preheader(("Short", "Short", long, "More")) == f"Short · {long}"
    assert make_preheader((long, "More")) == long
    assert len(make_preheader(("sea " * 100,))) <= 130
    assert make_preheader(()) == ""
