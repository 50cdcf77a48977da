from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import a_newsletter
from digest.design import Design
from digest.errors import DesignError, ThemeError
from digest.images import Image, Rendition
from digest.issues import Shown
from digest.render.letters.look import Look, make_look
from digest.render.letters.look.theme_file import HOUSE, ThemeFile, theme_file
from digest.render.theme import Theme, packaged_templates

PACKAGED = Theme((packaged_templates(),))
HOUSE_FILE = ThemeFile(place="templates/newsletter/mine/theme.toml")
LOGO = Image(
    url="https://notes.example.org/logo.png", alt="North Shore", width=640, height=320
)


def a_look(
    file: ThemeFile = HOUSE_FILE, logo: Image | None = None, **design: Any
) -> Look:
    """The look of a newsletter with this design, in a theme that leaves all open."""
    return make_look(a_newsletter(design=Design(**design)), file, logo)


def a_file(tmp_path: Path, text: str) -> ThemeFile:
    """What a theme with this theme.toml says of itself."""
    file = tmp_path / "newsletter" / "mine" / "theme.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return theme_file(Theme((tmp_path,)), "mine")


@pytest.mark.parametrize("name", ["digest", "essay", "plain"])
def test_every_packaged_theme_says_what_it_is(name: str) -> None:
    """Its design can be read as it stands."""
    file = theme_file(PACKAGED, name)
    assert file.description
    look = make_look(a_newsletter(theme=name), file, None)
    assert look.column < look.width


def test_a_file_that_is_no_text_is_the_themes_fault(tmp_path: Path) -> None:
    """Rather than a letter in the looks of the house, of which nobody is told."""
    file = tmp_path / "newsletter" / "mine" / "theme.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(b'accent = "\xff\xfe"')
    with pytest.raises(ThemeError, match=r"mine/theme\.toml: cannot be read .* UTF-8"):
        theme_file(Theme((tmp_path,)), "mine")


def test_a_theme_without_a_file_is_as_the_house_has_it(tmp_path: Path) -> None:
    """Such as one that somebody made before there were such files."""
    file = theme_file(Theme((tmp_path,)), "old")
    assert file.design == HOUSE
    assert file.shows is Shown.TEASER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# mine\nshows = ", "theme.toml:2: is not TOML (Invalid value"),
        ('shows = "all"', 'shows: \'all\'; write "teaser" or "whole"'),
        ("design = 1", "design is no table"),
        ('[design]\nacent = "#000000"', "[design] acent: is not known"),
        ('[design]\nwidth = "600"', "[design] width: '600' is of the wrong kind"),
        ("[design]\nwidth = true", "[design] width: True is of the wrong kind"),
        (f"width = {'9' * 5_000}", "nests too deep, or has too long a number"),
        (f"a = {'[' * 5_000}", "nests too deep, or has too long a number"),
        (f"{'a.' * 9_000}b = 1", "has over 10000 characters"),
    ],
)
def test_a_broken_file_is_the_themes_fault(
    tmp_path: Path, text: str, said: str
) -> None:
    """With its place and what to do."""
    with pytest.raises(ThemeError) as caught:
        a_file(tmp_path, text)
    assert str(caught.value).startswith("templates/newsletter/mine/theme.toml:")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ('ink = "black"', "[design] ink: 'black' is no colour"),
        ('ink = "#f0f0f0"', "[design] ink: ink on paper has a contrast of"),
        ("width = 40", "[design] width: 40 is no width; use 480 to 720"),
        ('font = "a;b"', "[design] font: 'a;b' is no name of a font"),
    ],
)
def test_a_design_of_a_theme_that_cannot_be_is_the_themes_fault(
    tmp_path: Path, design: str, said: str
) -> None:
    """Not that of who uses it."""
    file = a_file(tmp_path, f"[design]\n{design}\n")
    with pytest.raises(ThemeError) as caught:
        a_look(file)
    assert not isinstance(caught.value, DesignError)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("design", "key", "said"),
    [
        ({"accent": "teal"}, "accent", "'teal' is no colour"),
        ({"soft": "#aaaaaa"}, "soft", "soft on paper has a contrast of 2."),
        ({"paper": "#222222"}, "paper", "ink on paper has a contrast of 1."),
        ({"dark_paper": "#888888"}, "dark_paper", "has a contrast of"),
        ({"font": "x{y"}, "font", "is no name of a font"),
        ({"heading_font": "x{y"}, "heading_font", "is no name of a font"),
    ],
)
def test_a_design_that_cannot_be_read_names_the_owners_key(
    design: dict[str, Any], key: str, said: str
) -> None:
    """With the section, so that its line can be found."""
    with pytest.raises(DesignError) as caught:
        a_look(**design)
    assert (caught.value.section, caught.value.key) == (
        "newsletters.weekly.design",
        key,
    )
    assert said in caught.value.fact
    assert str(caught.value).startswith(f"[newsletters.weekly.design] {key}: ")


def test_the_owners_width_and_faces_go_before_those_of_the_theme() -> None:
    """A heading's own face, too."""
    look = a_look(width=520, font="Inter, sans", heading_font="mono")
    assert (look.width, look.column) == (520, 440)
    assert look.font.startswith("'Inter', -apple-system")
    assert look.heading_font.startswith("SFMono-Regular")
    assert a_look(font="sans").heading_font == a_look(font="sans").font


def test_footer_and_other_places_are_lines_without_controls() -> None:
    """In the order in which the owner wrote them."""
    look = a_look(
        footer=" One\nmore ",
        social={"Mastodon": "https://social.example/@n", "Code": "https://c.example"},
    )
    assert look.footer == "One more"
    assert look.social == (
        ("Mastodon", "https://social.example/@n"),
        ("Code", "https://c.example"),
    )


def test_a_logo_is_as_wide_as_the_owner_wants_it() -> None:
    """And keeps its shape; its words are those of the newsletter where it has none."""
    shown = a_look(logo=LOGO, logo_width=200).logo
    assert shown is not None
    assert (shown.width, shown.height, shown.alt) == (200, 100, "North Shore")
    named = a_look(logo=Image(url=LOGO.url)).logo
    assert named is not None
    assert (named.alt, named.height) == ("North Shore Weekly", 0)


def test_a_logo_at_another_address_is_shown_from_there() -> None:
    """Its height is not known."""
    newsletter = a_newsletter(design=Design(logo="https://cdn.example.org/l.png"))
    shown = make_look(newsletter, HOUSE_FILE, None).logo
    assert shown is not None
    assert (shown.url, shown.height) == ("https://cdn.example.org/l.png", 0)
    assert shown.alt == "North Shore Weekly"


@pytest.mark.parametrize("suffix", ["svg", "webp"])
def test_a_logo_that_not_everybody_sees_is_refused(suffix: str) -> None:
    """The name would be gone, and nothing in its place."""
    with pytest.raises(DesignError, match="logo: is of a kind that not every mail"):
        a_look(logo=Image(url=f"https://notes.example.org/logo.{suffix}"))


def test_a_logo_elsewhere_over_plain_http_gives_way_to_the_name() -> None:
    """No mail program would show it."""
    assert a_look(logo=Image(url="http://a.example.org/logo.png")).logo is None


def test_a_logo_of_our_own_stands_where_the_site_is_served() -> None:
    """Also while that is the owner's machine, for a trial."""
    url = "http://127.0.0.1:8000/logo.png"
    ours = Rendition(url=url, width=320, height=80)
    shown = a_look(logo=Image(url=url, width=320, height=80, renditions=(ours,))).logo
    assert shown is not None
    assert shown.url == url
