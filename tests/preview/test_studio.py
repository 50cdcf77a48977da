"""Makes the next issues anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.errors import ConfigError, ContentError
from digest.preview.studio import Studio
from previews import a_studio
from publications import an_article_text, tree_of, write_publication


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article."""
    return write_publication(tmp_path, {"harbour.md": an_article_text()})


@pytest.fixture
def studio(root: Path) -> Iterator[Studio]:
    """Its studio."""
    with closing(a_studio(root)) as studio:
        yield studio


def subjects(studio: Studio) -> list[str]:
    """Of the letters that can be made."""
    return [made.letter.subject for made in studio.make() if made.letter]


def test_each_making_shows_the_files_as_they_are(studio: Studio, root: Path) -> None:
    """Articles, and templates of the owner's own."""
    assert subjects(studio) == ["Harbour opens"]
    (root / "content" / "harbour.md").write_text(an_article_text("Harbour shuts"))
    assert subjects(studio) == ["Harbour shuts"]
    own = root / "templates" / "newsletter" / "digest"
    own.mkdir(parents=True)
    (own / "letter.html").write_text("{{ nothing }}")
    (made,) = studio.make()
    assert "templates/newsletter/digest/letter.html:1" in str(made.problem)


def test_new_settings_count_from_the_next_making(studio: Studio, root: Path) -> None:
    """Another title, and one more newsletter."""
    studio.make()
    settings = root / "digest.toml"
    text = settings.read_text()
    more = text[text.index("[newsletters") : text.index("[mail]")]
    more = more.replace("weekly", "daily").replace("North Shore Weekly", "Daily")
    settings.write_text(text.replace("[mail]", f"{more}[mail]"))
    assert [made.newsletter.name for made in studio.make()] == ["weekly", "daily"]
    assert len(studio.config.newsletters) == 2


def test_settings_with_a_fault_are_told_each_time_and_not_taken(
    studio: Studio, root: Path
) -> None:
    """By their line; what was there before can be shown on."""
    settings = root / "digest.toml"
    good = settings.read_text()
    settings.write_text(good.replace('url = "', "url = "))
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"digest\.toml:3"):
            studio.make()
    assert studio.config.site.title == "North Shore Notes"
    settings.unlink()
    with pytest.raises(ConfigError, match="no such file"):
        studio.make()
    settings.write_text(good)
    assert subjects(studio) == ["Harbour opens"]


def test_a_folder_that_is_gone_is_a_fault_of_the_whole(
    studio: Studio, root: Path
) -> None:
    """As a disk that is not there."""
    (root / "content").rename(root / "elsewhere")
    with pytest.raises(ContentError, match="content: cannot be read"):
        studio.make()


def test_only_the_newsletters_that_are_named_are_made(root: Path) -> None:
    """And a name that is none is told before anything is shown."""
    with closing(a_studio(root, newsletters=("weekly",))) as studio:
        assert len(studio.make()) == 1
    with pytest.raises(ConfigError, match=r"'daily' is no newsletter .* write weekly"):
        a_studio(root, newsletters=("daily",))


def test_a_site_without_newsletters_has_nothing_to_show(root: Path) -> None:
    """It is told what to add."""
    (root / "digest.toml").write_text(
        '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'
    )
    with pytest.raises(ConfigError, match=r"add \[newsletters.NAME\]"):
        a_studio(root)


def test_nothing_is_written_but_the_cache(studio: Studio, root: Path) -> None:
    """No store, no tree, and no key that would sign links."""
    before = set(tree_of(root))
    studio.make()
    studio.close()
    written = set(tree_of(root)) - before
    assert all(path.startswith(".digest/cache/") for path in written)


def test_the_links_of_a_preview_open_nothing(studio: Studio, root: Path) -> None:
    """The same letter is the same bytes, whatever key the site has."""
    (first,), (second,) = studio.make(), studio.make()
    assert first.message == second.message
    assert not (root / ".digest" / "secret.key").exists()
