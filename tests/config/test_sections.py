"""What the sections say of themselves."""

from __future__ import annotations

import pytest

from digest.config import ContentSection, PathRule, path_fault


@pytest.mark.parametrize("pattern", ["press/*", "*", "*.txt", "a/b c/[0-9]*.md"])
def test_paths_count_from_the_content_folder(pattern: str) -> None:
    """With stars and sets, as in `ignore`."""
    assert not path_fault(pattern)


@pytest.mark.parametrize("pattern", ["", " ", "/press/*", "../*", "a/../b", "press\\*"])
def test_a_pattern_of_nothing_is_told(pattern: str) -> None:
    """It would hold for no file, and nobody would know."""
    assert "press/*" in path_fault(pattern)


def test_rules_for_every_file_come_last() -> None:
    """So a rule for some files is asked before them."""
    rule = PathRule(path="press/*", keep=("Quay *",))
    content = ContentSection(drop=("Share *",), rules=(rule,))
    assert content.path_rules == (rule, PathRule(path="*", drop=("Share *",)))
