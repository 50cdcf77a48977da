from __future__ import annotations

import pytest

from digest.render.letters.look.fonts import STACKS, font_stack, kind_of


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("serif", "Charter, ", ", serif"),
        ("sans", "-apple-system, ", ", sans-serif"),
        ("Sans-Serif", "-apple-system, ", ", sans-serif"),
        ("mono", "SFMono-Regular, ", ", monospace"),
        ("Inter", "'Inter', Charter", ", serif"),
        (
            "Inter, 'Open Sans', sans",
            "'Inter', 'Open Sans', -apple-system",
            "sans-serif",
        ),
        (
            "Segoe UI, sans",
            "'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto",
            "f",
        ),
        ("明朝, serif", "'明朝', Charter", "serif"),
    ],
)
def test_a_font_ends_in_what_every_system_has(
    written: str, begins: str, ends: str
) -> None:
    """Own names stand before, once each."""
    stack = font_stack(written, fallback="serif")
    assert stack.startswith(begins)
    assert stack.endswith(ends)


@pytest.mark.parametrize("written", ["a;b", 'x"y', "url(x), serif", "", ", serif", "'"])
def test_what_is_no_name_is_refused(written: str) -> None:
    """It would end the declaration, and begin another."""
    with pytest.raises(ValueError, match="is no name of a font"):
        font_stack(written, fallback="serif")


def test_a_list_tells_its_kind() -> None:
    """By the word at its end."""
    assert [kind_of(f"X, {kind}") for kind in STACKS] == list(STACKS)
    assert kind_of("Inter") == ""


def test_no_stack_has_a_word_that_outlook_on_windows_does_not_know() -> None:
    """The faces that a system names for itself are words of browsers, not of mail."""
    named = {name for stack in STACKS.values() for name in stack}
    assert not [name for name in named if name.startswith(("ui-", "system-ui"))]
