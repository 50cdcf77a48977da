"""The publication that comes with the repository: it runs, and its tree is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import NOW
from digest.schedule.jobs import rebuild
from publications import Clock, a_press, tree_of

TOP = Path(__file__).parents[1]
#: pages that change as soon as `make run` has published an issue
WITH_ISSUES = ("index.html", "sitemap.xml", "issues/")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the publication, built from nothing."""
    site = tmp_path_factory.mktemp("site")
    for name in ("content", "templates"):
        shutil.copytree(TOP / name, site / name)
    shutil.copy(TOP / "digest.toml", site)
    with a_press(site, Clock(NOW)) as press:
        publication = rebuild(press)
    assert not publication.problems
    return site / "feeds"


def test_the_committed_tree_is_what_a_build_makes(built: Path) -> None:
    """Somebody who looks at feeds/ sees what they would get; `make feeds` renews it."""
    made, committed = (
        {
            path: data
            for path, data in tree_of(folder).items()
            if not path.startswith(WITH_ISSUES)
        }
        for folder in (built, TOP / "feeds")
    )
    assert sorted(made) == sorted(committed)
    assert [path for path in made if made[path] != committed[path]] == []


def test_the_scraped_article_is_clean(built: Path) -> None:
    """What came along when it was copied is in no feed."""
    feed = (built / "feed.json").read_text()
    assert "The Mill That Runs on the Moon" in feed
    for cruft in ("Share on", "Advertisement", "breakwater", "You might also like"):
        assert cruft not in feed
