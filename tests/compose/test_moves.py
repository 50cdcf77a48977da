from __future__ import annotations

from dataclasses import replace

import pytest

from builders import NOW, a_site, an_article, an_entry
from digest import paths
from digest.compose.entries import Composition, compose_entries
from digest.compose.moves import Former, Moves, find_moves
from digest.model import ArticleFacts, EntryFacts, Origin

SITE = "https://notes.example.org"


def a_former(title: str, *aliases: str, slugs: tuple[str, ...] = ()) -> Former:
    """An entry of this title, with the addresses that it had."""
    entry = an_entry(title=title)
    return Former(entry_at(entry, f"{entry.slug}.md"), aliases, slugs)


def entry_at(entry: EntryFacts, path: str) -> EntryFacts:
    """The entry of the article at the path."""
    return an_entry(title=entry.title, path=path)


def moves_of(*formers: Former, site: str = SITE) -> Moves:
    """Where the former addresses lead."""
    return find_moves(site, formers)


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/2019/05/old-name/", "2019/05/old-name/"),
        ("/2019/05/old-name", "2019/05/old-name/"),
        ("/2019/05/old-name.html", "2019/05/old-name.html"),
        ("/old/index.html", "old/"),
        ("/caf%C3%A9/", "café/"),
        ("/post.php", "post.php/"),
        ("/articles/older-slug/", "articles/older-slug/"),
    ],
)
def test_an_alias_is_a_page_or_the_folder_of_one(alias: str, path: str) -> None:
    """As servers of plain files answer for it."""
    former = a_former("Harbour", alias)
    assert moves_of(former).ids == {path: former.entry.id}


def test_an_alias_of_a_site_below_a_path_may_name_the_path() -> None:
    """Both ways mean the same page."""
    moves = moves_of(a_former("A", "/notes/old/", "/older/"), site=f"{SITE}/notes")
    assert set(moves.ids) == {"old/", "older/"}


@pytest.mark.parametrize(
    "alias",
    [
        *("/", "/index.html", "/atom.xml", "/style.css", "/tags/pier/", "/articles/"),
        *(
            "/articles/page/1/",
            "/media/a.png",
            "/search/",
            "/private/x/",
            "/_redirects",
        ),
        *("/.git/config", "/a/../../etc/", "/a/%2e%2e/b/", "/a%00b/", "/sitemap.xml"),
        *("/archive/1/", "/languages/de/", "/hub", f"/{'x' * 300}/", "/a//b/"),
    ],
)
def test_an_alias_that_cannot_be_is_told_and_left_out(alias: str) -> None:
    """Nothing of digest's own is overwritten, and nothing leads out of the tree."""
    moves = moves_of(a_former("Harbour", alias, "/good/"))
    assert set(moves.ids) == {"good/"}
    (problem,) = moves.problems
    assert str(problem).startswith(f"harbour.md: the alias {alias} ")
    assert str(problem).endswith("; change it, or take it out of its front matter")


def test_an_alias_that_is_a_page_is_told() -> None:
    """The page stays as it is."""
    moves = moves_of(a_former("Pier", "/articles/harbour/"), a_former("Harbour"))
    assert not moves.ids
    (problem,) = moves.problems
    assert "is the address of harbour.md, too" in str(problem)
    assert problem.path == "pier.md"


def test_an_alias_that_is_its_own_page_is_nothing() -> None:
    """Not even a problem."""
    assert moves_of(a_former("Harbour", "/articles/harbour/")) == Moves(
        ids={}, problems=()
    )


def test_of_two_with_one_alias_the_first_by_path_has_it() -> None:
    """In whatever order they come; the other is told."""
    pier, harbour = a_former("Pier", "/old/"), a_former("Harbour", "/old")
    for formers in ((pier, harbour), (harbour, pier)):
        moves = moves_of(*formers)
        assert moves.ids == {"old/": harbour.entry.id}
        assert [problem.path for problem in moves.problems] == ["pier.md"]


def test_an_alias_of_our_own_goes_before_that_of_another_site() -> None:
    """Whatever its path: a source takes no address from us."""
    former = a_former("Abroad", "/old/")
    entry = replace(
        former.entry, origin=Origin(name="Bay", url="https://bay.example.org")
    )
    harbour = a_former("Harbour", "/old/")
    moves = moves_of(former._replace(entry=entry), harbour)
    assert moves.ids == {"old/": harbour.entry.id}
    assert [problem.path for problem in moves.problems] == ["abroad.md"]


@pytest.mark.parametrize(
    ("first", "second"), [("/old.html", "/old.html/b/"), ("/a/b.html/c", "/a/b.html")]
)
def test_no_alias_is_a_page_and_a_folder(first: str, second: str) -> None:
    """A file system has one of the two."""
    moves = moves_of(a_former("A", first), a_former("B", second))
    assert len(moves.ids) == 1
    assert [problem.path for problem in moves.problems] == ["b.md"]


def test_a_former_slug_leads_to_the_entry_by_itself() -> None:
    """Unless another entry has it now, or an alias says otherwise."""
    harbour = a_former("Harbour", slugs=("port", "pier", "quay"))
    pier, quay = a_former("Pier"), a_former("Zone", "/articles/quay/")
    moves = moves_of(harbour, pier, quay)
    assert moves.ids == {
        "articles/port/": harbour.entry.id,
        "articles/quay/": quay.entry.id,
    }
    assert not moves.problems


def composed(*articles: ArticleFacts) -> Composition:
    """What the articles come to."""
    return compose_entries(a_site(), articles, (), now=NOW)


def test_an_article_with_an_alias_that_cannot_be_stays_public() -> None:
    """The problem is told with the others."""
    composition = composed(an_article(aliases=("/tags/", "/old/")))
    (entry,) = composition.entries
    assert composition.moves == {"old/": entry.id}
    assert [problem.path for problem in composition.problems] == ["harbour-opens.md"]


def test_the_aliases_of_what_is_not_public_lead_nowhere() -> None:
    """Neither drafts nor private entries have an address that anybody may know."""
    private = an_article(title="A", aliases=("/a/",), is_private=True)
    draft = an_article(title="B", aliases=("/b/",), is_draft=True)
    assert not composed(private, draft).moves


def test_the_reserved_names_are_those_of_paths() -> None:
    """Whatever stands at the top of the tree is out of reach of an alias."""
    for folder in (paths.tag_path("a"), paths.author_path("a"), paths.year_path(2026)):
        assert not moves_of(a_former("A", f"/{folder}")).ids
