"""The content folder as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import a_site
from digest.config import ContentSection, PathRule
from digest.errors import ContentError
from digest.load.article import skim_article
from digest.load.folder import Loaded, read_folder
from digest.model import Article, Site

TEXT = "The harbour is open again after the storm, and the ships are back at last."


def put(root: Path, **files: str | bytes) -> None:
    """Write files; `news__a_md` is news/a.md."""
    for name, content in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        path = root / f"{stem}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(root: Path, **section: object) -> Loaded:
    """The folder with these settings."""
    return read_folder(root, ContentSection(**section), a_site())  # type: ignore[arg-type]


def told(loaded: Loaded) -> list[str]:
    """The problems as people read them."""
    return [str(problem) for problem in loaded.problems]


def paths(loaded: Loaded) -> list[str]:
    """The paths of the articles."""
    return [article.path for article in loaded.articles]


def test_articles_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Whatever order the file system has."""
    put(
        tmp_path, b_md=TEXT, a__z_md=TEXT, a_txt=f"Title\n\n{TEXT}", c_HTML=f"<p>{TEXT}"
    )
    loaded = read(tmp_path)
    assert paths(loaded) == ["a.txt", "a/z.md", "b.md", "c.HTML"]
    assert loaded.problems == ()


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    """A new site begins so."""
    loaded = read(tmp_path)
    assert (loaded.articles, loaded.media, loaded.problems) == ((), (), ())
    assert dict(loaded.bodies) == {}


def test_a_missing_folder_ends_the_run(tmp_path: Path) -> None:
    """A disk that is not mounted is no reason to take every page away."""
    fact = r"content: cannot be read \(No such file or directory\); mend it, or \[cont"
    with pytest.raises(ContentError, match=fact):
        read(tmp_path / "content")


def test_hidden_ignored_and_other_files_are_passed_over(tmp_path: Path) -> None:
    """Editors, version control and drafts leave many of them."""
    put(tmp_path, a_md=TEXT, drafts__b_md=TEXT, notes_pdf="x")
    (tmp_path / ".hidden.md").write_text(TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.md").write_text(TEXT)
    assert paths(read(tmp_path, ignore=("drafts/*",))) == ["a.md"]


def test_a_bad_article_never_stops_the_others(tmp_path: Path) -> None:
    """It is left out and told; the rest goes on."""
    put(tmp_path, a_md=b"\x00", b_md=TEXT, c_md="---\ntitle: A\n")
    loaded = read(tmp_path)
    assert paths(loaded) == ["b.md"]
    assert [problem.path for problem in loaded.problems] == ["a.md", "c.md"]


def test_a_file_that_is_too_large_is_told_and_not_read(tmp_path: Path) -> None:
    """The limit stands in digest.toml."""
    put(tmp_path, a_md=TEXT)
    assert told(read(tmp_path, largest_file=10)) == [
        (
            f"a.md: has {len(TEXT)} bytes, more than 10; make it smaller, "
            "or raise [content] largest_file"
        )
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Nothing outside is ever published."""
    put(tmp_path, secret_md=TEXT, content__a_md=TEXT)
    (tmp_path / "content" / "b.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "content" / "c.md").symlink_to(tmp_path / "content" / "a.md")
    loaded = read(tmp_path / "content")
    assert paths(loaded) == ["a.md", "c.md"]
    assert told(loaded) == [
        "b.md: leads out of the content folder; copy the file into it"
    ]


def test_a_linked_folder_outside_is_told(tmp_path: Path) -> None:
    """Its articles are missing, and their author should know why."""
    put(tmp_path, other__a_md=TEXT, content__b_md=TEXT)
    (tmp_path / "content" / "linked").symlink_to(tmp_path / "other")
    loaded = read(tmp_path / "content")
    assert paths(loaded) == ["b.md"]
    assert told(loaded) == [
        "linked: leads out of the content folder; copy the folder into it"
    ]


def test_broken_links_and_pipes_are_told(tmp_path: Path) -> None:
    """Neither of them makes the reader wait."""
    (tmp_path / "a.md").symlink_to(tmp_path / "nothing.md")
    os.mkfifo(tmp_path / "b.md")
    first, second = told(read(tmp_path))
    assert first.startswith("a.md: is not in the content folder; add")
    assert second == "b.md: is no plain file; remove it"


def test_a_file_without_permission_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what the system said; root is told by a system that refuses."""
    put(tmp_path, a_md=TEXT)
    (tmp_path / "a.md").chmod(0)
    if os.geteuid() == 0:
        monkeypatch.setattr("digest.load.snapshots.os.open", _refuse)
    assert told(read(tmp_path))[0].startswith("a.md: cannot be read (Permission")


def _refuse(path: object, *_: object) -> int:
    raise PermissionError(13, "Permission denied", str(path))


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    """It could stand in no feed."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes no such name")
    assert told(read(tmp_path)) == [
        "\\xff.md: its name has characters that nobody can read or see; rename it"
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb.md", r"a\nb.md"), ("a\u202eb.md", r"a\u202eb.md"), ("\x1b.md", r"\x1b.md")],
)
def test_a_name_that_could_forge_a_line_is_told_and_shown_escaped(
    tmp_path: Path, name: str, shown: str
) -> None:
    """Every message stands in one line."""
    (tmp_path / name).write_text(TEXT)
    assert told(read(tmp_path)) == [
        f"{shown}: its name has characters that nobody can read or see; rename it"
    ]


@pytest.mark.parametrize("name", ["9.41\u202fAM.md", "می\u200cخواهم.md", "a\xa0b.md"])
def test_a_name_may_have_blanks_and_joiners_of_any_script(
    tmp_path: Path, name: str
) -> None:
    """Cameras and people write them."""
    (tmp_path / name).write_text(TEXT)
    assert told(read(tmp_path)) == []


@pytest.mark.parametrize("error", [KeyError, RecursionError, MemoryError])
def test_a_fault_of_ours_in_one_file_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """It is told, with whom to ask, and the rest goes on."""

    def load(path: str, data: bytes, site: Site, *rules: tuple[PathRule]) -> Article:
        if path == "a.md":
            raise error
        return skim_article(path, data, site, *rules)

    monkeypatch.setattr("digest.load.article.skim_article", load)
    put(tmp_path, a_md=TEXT, b_md=TEXT)
    loaded = read(tmp_path)
    assert paths(loaded) == ["b.md"]
    assert told(loaded) == [
        (
            f"a.md: cannot be read ({error.__name__}); "
            "please report this file as a fault of digest"
        )
    ]


def after_reading(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[], object], *, times: int
) -> None:
    """Let a change happen so many times between reading a file and the second look."""
    real, calls = os.fstat, []

    def fstat(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) % 2 == 0 and len(calls) <= times * 2:
            change()
        return real(handle)

    monkeypatch.setattr(os, "fstat", fstat)


def test_a_file_that_grows_all_the_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an article is none; the next look finds it whole."""
    put(tmp_path, a_md=TEXT)

    def grow() -> None:
        with (tmp_path / "a.md").open("a") as file:
            file.write(" more")

    after_reading(monkeypatch, grow, times=99)
    assert told(read(tmp_path)) == [
        "a.md: is being written; it is read again at the next look"
    ]


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors save beside the file and rename."""
    put(tmp_path, a_md=TEXT, new_txt=f"{TEXT} Indeed.")

    def replace() -> None:
        (tmp_path / "new.txt").rename(tmp_path / "a.md")

    after_reading(monkeypatch, replace, times=1)
    loaded = read(tmp_path, ignore=("new.txt",))
    assert loaded.bodies["a.md"].text == f"{TEXT} Indeed."


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Order and content depend on the files alone."""
    put(tmp_path, b_md=f"{TEXT} ![x](x.png)", a_txt=f"Title\n\n{TEXT}", x_png=b"X")
    first, second = read(tmp_path), read(tmp_path)
    assert first.articles == second.articles
    assert dict(first.bodies) == dict(second.bodies)
    assert [each.needs for each in first.media] == [each.needs for each in second.media]


def test_rules_hold_in_the_files_of_their_paths(tmp_path: Path) -> None:
    """Those of digest.toml, and those of a source in its folder."""
    for folder in ("press", "sources/courier"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.md").write_text(f"{TEXT}\n\nOne.\n\nTwo.\n\nThree.\n")
    section = ContentSection(
        drop=("one.",), rules=(PathRule(path="press/*", drop=("two.",)),)
    )
    rules = (PathRule(path="sources/courier/*", drop=("three.",)),)
    loaded = read_folder(tmp_path, section, a_site(), source_rules=rules)
    told = [loaded.bodies[a.path].text.split()[-1] for a in loaded.articles]
    assert told == ["Three.", "Two."]
