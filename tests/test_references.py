"""References of an article mean files of the content folder, or something else."""

from __future__ import annotations

import pytest

from digest.references import content_path


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("x.png", "news/x.png"),
        ("../x.png", "x.png"),
        ("./x%20y.png?v=1#z", "news/x y.png"),
        (" x.png\n", "news/x.png"),
        ("/x.png", None),
        ("#note", None),
        ("https://example.org/x.png", None),
        ("//example.org/x.png", None),
        ("mailto:ann@example.org", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_only_relative_urls_mean_files(url: str, path: str | None) -> None:
    """They count from the article's own folder."""
    assert content_path("news/a.md", url) == path
