from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOW, a_newsletter, a_site, an_entry, an_issue, facts_of
from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.errors import ThemeError
from digest.images import Image, Rendition
from digest.issues import Grouping, Issue, Newsletter, Note, Shown
from digest.model import Entry, Origin, Site
from digest.render.columns import display_width
from digest.render.letters import render_confirmation, render_issue
from digest.render.letters.css.weighing import weight
from digest.render.letters.extent import LARGEST_HTML
from digest.render.theme import Theme, packaged_templates

MAIL = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
THEME = Theme((packaged_templates(),))
EXOTIC = (
    "<script>alert('x')</script> & <b>bold</b>",
    "“Quotes” \"and\" 'others' =?utf-8?q?x?=",
    "الميناء يفتح 🚢 from Hamburg",
    "{{ site.title }} {% raw %} ${x} %s {0}",
    "--></td><!--[if mso]><table>",
    "tab\there\x00nul\x1b[31m\r\nBcc: x@example.org",
    "\u202eright to left\u202c \ud800",
    "x" * 400,
    "Hafen und Meer " * 27,
)


def a_letter_of(
    issue: Issue,
    *,
    theme: Theme = THEME,
    site: Site | None = None,
    newsletter: Newsletter | None = None,
    logo: Image | None = None,
) -> Letter:
    """The issue rendered for the weekly newsletter."""
    return render_issue(
        theme, site or a_site(), newsletter or a_newsletter(), issue, MAIL, logo=logo
    )


def a_whole_letter(*told: Entry, **changes: object) -> Letter:
    """The letter of an issue with the entries as a whole."""
    bodies = {entry.id: entry for entry in told}
    newsletter = a_newsletter(show=Shown.WHOLE, max_entries=500, **changes)
    return render_issue(
        THEME,
        a_site(),
        newsletter,
        an_issue(entries=tuple(map(facts_of, told))),
        MAIL,
        fill=lambda facts: bodies[facts.id],
    )


def a_note(**changes: str) -> Note:
    """A note of the editor with these parts."""
    return Note(path="issues/weekly/next.md", fingerprint="f", **changes)


def a_confirmation(site: Site | None = None, theme: Theme = THEME) -> Letter:
    """The confirmation of the weekly newsletter."""
    return render_confirmation(theme, site or a_site(), a_newsletter(), MAIL, date=NOW)


def entries(count: int, **changes: object) -> tuple[Entry, ...]:
    """So many entries."""
    return tuple(
        an_entry(title=f"Title {n}", slug=f"title-{n}", **changes) for n in range(count)
    )


def links(html: str) -> list[str]:
    """Every href of the page, in order."""
    return [unescape(url) for url in re.findall(r'<a [^>]*href="([^"]*)"', html)]


def headings(html: str) -> list[tuple[str, str]]:
    """Level and words of every heading."""
    found = re.findall(r"<(h\d)[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [(level, unescape(re.sub("<[^>]*>", "", words))) for level, words in found]


def preheader(html: str) -> str:
    """The first words of the body, without their invisible filling."""
    found = re.search(r'<div class="preheader"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert found
    return unescape(found[1]).replace("\u034f\u200c\u00a0", "")


def test_a_letter_carries_what_its_headers_need() -> None:
    """Sender, list, date and addresses come from newsletter and issue."""
    letter = a_letter_of(an_issue(number=12))
    assert letter.purpose is Purpose.ISSUE
    assert letter.key == "weekly-12"
    assert letter.sender == a_newsletter().sender
    assert letter.list_id == "weekly.notes.example.org"
    assert letter.date == an_issue().published
    assert letter.archived_at == an_issue().url
    assert letter.archive_url == "https://notes.example.org/issues/weekly/"


def test_a_letter_shows_each_entry_with_all_it_has() -> None:
    """Picture with credit, linked title, byline, summary and a link with words."""
    url = "https://notes.example.org/media/q.jpg"
    image = Image(url=url, alt="Ships", credit="Photo: Lena", width=1200, height=600)
    html = a_letter_of(an_issue(entries=(an_entry(image=image),))).html
    for shown in (
        f'src="{url}" alt="Ships" width="520" height="260"',
        "Photo: Lena",
        ">Harbour opens</a></h2>",
        "Ada Quay · 10\N{NO-BREAK SPACE}November",
        "After the storm, ships are back.",
        ">Read it on North Shore Notes</a>",
    ):
        assert shown in html
    assert links(html).count(an_entry().url) == 2


def test_the_words_of_a_link_tell_where_it_goes() -> None:
    """Who hears the links of a letter one after the other knows them apart."""
    html = a_letter_of(an_issue(entries=entries(3))).html
    words = re.findall(r"<a [^>]*>(.*?)</a>", html)
    assert "Read “Title 1”" in words
    assert "Read “Title 2”" in words
    assert len(set(words)) == len(words)


def test_a_letter_has_one_first_heading_and_one_for_each_entry() -> None:
    """The outline is that of the issue."""
    html = a_letter_of(an_issue(entries=entries(2))).html
    assert headings(html) == [
        ("h1", "North Shore Weekly"),
        ("h2", "Title 0"),
        ("h2", "Title 1"),
    ]


def test_the_foot_says_why_who_and_how_to_leave() -> None:
    """What law and mailbox providers ask for."""
    letter = a_letter_of(an_issue())
    for part in (letter.text, letter.html):
        assert "because you subscribed to North Shore Weekly" in part
        assert MAIL.postal_address in part
    assert links(letter.html)[-3:] == [
        Placeholder.UNSUBSCRIBE_URL,
        Placeholder.PREFERENCES_URL,
        "https://notes.example.org/issues/weekly/",
    ]
    assert an_issue().url in links(letter.html)


@pytest.mark.parametrize("title", EXOTIC)
def test_no_text_of_an_entry_breaks_out_of_its_place(title: str) -> None:
    """Markup is shown as it was written; both parts stay whole."""
    hostile = an_entry(
        title=title, slug="q", summary=f"On {title}", authors=(title,), tags=(title,)
    )
    letter = a_letter_of(
        an_issue(entries=(hostile, an_entry()), subject=title, preheader=title)
    )
    calm = a_letter_of(an_issue(entries=(an_entry(), an_entry())))
    tags = re.compile(r"<(/?[a-z!][a-z0-9-]*)")
    assert tags.findall(letter.html) == tags.findall(calm.html)
    assert "<script" not in letter.html
    assert len(letter.subject) <= 78
    for part in (letter.html, letter.text, letter.subject):
        part.encode()
        assert not re.search("[\x00-\x08\x0b-\x1f]", part)
    assert "\n" not in letter.subject


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_every_heading_and_link_stands_in_the_text(title: str) -> None:
    """Who reads plain text misses nothing."""
    letter = a_letter_of(an_issue(entries=(an_entry(title=title, slug="q"),)))
    flat = " ".join(letter.text.split())
    for _, words in headings(letter.html):
        assert "".join(words.split()) in "".join(flat.split())
    for link in links(letter.html):
        assert link in letter.text


def test_placeholders_are_neither_lost_nor_added() -> None:
    """An issue has two, each once in each part, even if an article writes them."""
    tricky = " ".join(Placeholder)
    entry = an_entry(title=tricky, slug="q", summary=tricky, authors=(tricky,))
    letter = a_letter_of(an_issue(entries=(entry,), preheader=tricky, subject=tricky))
    for part in (letter.html, letter.text):
        assert part.count(Placeholder.UNSUBSCRIBE_URL) == 1
        assert part.count(Placeholder.PREFERENCES_URL) == 1
        assert Placeholder.CONFIRM_URL not in part
        assert part.count("placeholder.invalid") == 2


def test_another_sites_addresses_cannot_become_a_readers_own() -> None:
    """Neither that of an article, nor of its site or its picture, in any spelling."""
    wide = Placeholder.UNSUBSCRIBE_URL.replace("//p", "//\uff50")
    entry = an_entry(
        canonical_url=wide,
        is_opening=True,
        origin=Origin(name="The Pilot", url=wide),
        image=Image(
            url=wide,
            alt="Ships",
            renditions=(Rendition(url=wide, width=600, height=400),),
        ),
    )
    letter = a_letter_of(an_issue(entries=(entry,)))
    for part in (letter.html, letter.text):
        assert part.count("placeholder.invalid") == 2


@pytest.mark.parametrize("tag", ["b", "code", "sub"])
def test_tags_that_keep_a_placeholder_apart_make_none_in_the_text(tag: str) -> None:
    """There it would come together again."""
    html = f"<p>https://placeholder.invalid/<{tag}>unsubscribe</{tag}></p>"
    entry = an_entry(html=html)
    letter = a_whole_letter(entry)
    assert letter.text.count(Placeholder.UNSUBSCRIBE_URL) == 1
    noted = a_letter_of(an_issue(note=a_note(html=html)))
    assert noted.text.count(Placeholder.UNSUBSCRIBE_URL) == 1


def test_an_authors_own_text_holds_no_placeholder() -> None:
    """The links of each reader stand in the foot."""
    letter = a_letter_of(an_issue(note=a_note(own_text=" ".join(Placeholder))))
    assert letter.text.count("placeholder.invalid") == 2


def test_a_picture_over_plain_http_is_left_out() -> None:
    """The rest of the entry stays."""
    image = Image(url="http://notes.example.org/q.jpg", alt="Ships")
    html = a_letter_of(an_issue(entries=(an_entry(image=image),))).html
    assert "<img" not in html
    assert "Harbour opens" in html


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ("", ("Harbour opens",)),
        ("Short.", ("A", "B")),
        ("The council votes on the sea wall, and the ferry is late.", ("A",)),
        ("sea " * 100, ("A",)),
        ("港", ("港",)),
    ],
)
def test_the_preheader_fills_the_line_of_a_mail_list(
    given: str, titles: tuple[str, ...]
) -> None:
    """Shorter ones are filled from the issue, longer ones cut."""
    told = tuple(
        an_entry(title=title, slug=f"q{n}", summary=title)
        for n, title in enumerate(titles)
    )
    line = preheader(a_letter_of(an_issue(preheader=given, entries=told)).html)
    assert 35 <= len(line) <= 130
    assert line.startswith(given.strip()[:20])


@pytest.mark.parametrize("count", [1, 5, 20, 40, 400])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_letter_stays_below_what_mail_programs_cut(count: int, language: str) -> None:
    """Every entry is told, listed or counted."""
    summary = {"en": "The harbour is open. " * 12, "ja": "港がふたたび開いた。" * 14}
    told = entries(count, summary=summary[language], language=language)
    html = a_letter_of(an_issue(entries=told), site=a_site(language=language)).html
    assert weight(html) <= LARGEST_HTML
    shown = len([url for url in dict.fromkeys(links(html)) if "/articles/" in url])
    counted = re.search(r">(?:and |ほか)(\d+)", html)
    assert shown + int(counted[1] if counted else 0) == count


def test_what_is_left_out_is_counted_and_leads_to_the_web() -> None:
    """The number is true, and the link goes to the whole issue."""
    html = a_letter_of(an_issue(entries=entries(2000))).html
    found = re.search(r'href="([^"]*)"[^>]*>and (\d+) more on the web<', html)
    assert found
    assert found[1] == an_issue().url
    shown = {url for url in links(html) if "/articles/" in url}
    assert len(shown) + int(found[2]) == 2000
    assert ("h2", "Also in this issue") in headings(html)


def test_a_letter_tells_no_more_entries_than_the_owner_asked_for() -> None:
    """`max_entries` of the newsletter; the rest is counted."""
    entries = tuple(an_entry(title=f"Entry {number}") for number in range(9))
    letter = render_issue(
        THEME,
        a_site(),
        a_newsletter(max_entries=3),
        an_issue(entries=entries),
        MailSection(),
    )
    assert "Entry 2" in letter.text
    assert "Entry 3" not in letter.text
    assert "6 more" in letter.text


def test_a_letter_is_written_in_the_sites_language() -> None:
    """Language and direction stand at html and at the wrapper, for webmail."""
    letter = a_letter_of(an_issue(), site=a_site(language="ar"))
    assert letter.language == "ar"
    assert letter.html.count('lang="ar" dir="rtl"') >= 2
    assert "إلغاء الاشتراك" in letter.html


def test_words_in_english_are_marked_in_a_letter_of_another_language() -> None:
    """A screen reader speaks them with the right voice."""
    html = a_letter_of(an_issue(), site=a_site(language="fa")).html
    foot = html.partition('class="text foot"')[2]
    assert re.search(r'<td lang="en" dir="ltr"', foot)


def test_an_entry_in_another_language_says_so() -> None:
    """Its row has its own language and direction."""
    html = a_letter_of(an_issue(entries=(an_entry(language="he"),))).html
    assert re.search(r'<td class="entry" lang="he" dir="rtl"', html)


def test_the_same_issue_gives_the_same_letter() -> None:
    """A letter is frozen in the store, and a second try must not differ."""
    issue = an_issue(entries=entries(3))
    assert a_letter_of(issue) == a_letter_of(
        issue, theme=Theme((packaged_templates(),))
    )


def test_a_confirmation_has_one_button_and_nothing_of_the_person_who_asked() -> None:
    """It says that ignoring it is enough."""
    letter = a_confirmation()
    assert letter.purpose is Purpose.CONFIRMATION
    assert letter.key == "weekly-confirmation"
    assert letter.date == NOW
    assert letter.subject == "Please confirm: North Shore Weekly"
    assert letter.html.count(Placeholder.CONFIRM_URL) == 1
    assert letter.text.count(Placeholder.CONFIRM_URL) == 1
    assert letter.html.count('class="button"') == 1
    assert "nothing more will be sent" in " ".join(letter.text.split())
    assert Placeholder.UNSUBSCRIBE_URL in letter.text
    assert letter.archived_at in links(letter.html)
    assert [level for level, _ in headings(letter.html)] == ["h1"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "ja", "fa"])
def test_a_confirmation_speaks_every_language(language: str) -> None:
    """Each with a preheader of its own."""
    letter = a_confirmation(a_site(language=language))
    assert 35 <= len(preheader(letter.html)) <= 130
    assert f'<html lang="{letter.language}"' in letter.html


def a_theme_of(tmp_path: Path, name: str, old: str, new: str) -> Theme:
    """The packaged theme with one template changed by its owner."""
    text = (packaged_templates() / name).read_text()
    assert old in text
    mine = tmp_path / name
    mine.parent.mkdir(parents=True)
    mine.write_text(text.replace(old, new))
    return Theme((tmp_path, packaged_templates()))


def test_a_theme_without_a_way_out_is_refused(tmp_path: Path) -> None:
    """No issue goes out that nobody can leave."""
    name = "newsletter/digest/letter.html"
    theme = a_theme_of(tmp_path, name, "{{ unsubscribe_url }}", "{{ archive_url }}")
    with pytest.raises(ThemeError, match=r"digest/letter\.html: has no link to"):
        a_letter_of(an_issue(), theme=theme)


@pytest.mark.parametrize("name", ["frame", "letter"])
def test_a_theme_without_the_block_of_entries_is_refused(
    tmp_path: Path, name: str
) -> None:
    """Its readers would get a head and a foot, and the entries never again."""
    template = f"newsletter/digest/{name}.html"
    old, new = "{% block content %}", "{% block somewhere %}"
    if name == "letter":
        theme = a_theme_of(tmp_path, template, old, new)
    else:
        theme = a_theme_of(tmp_path, template, f"{old}{{% endblock %}}", "")
    place = r"^templates/newsletter/digest/letter\.html: nowhere leads to the entry"
    with pytest.raises(ThemeError, match=place):
        a_letter_of(an_issue(), theme=theme)


def test_a_confirmation_without_its_link_is_refused(tmp_path: Path) -> None:
    """It would ask for what nobody can do."""
    name = "mail/confirmation.html"
    theme = a_theme_of(tmp_path, name, "{{ confirm_url }}", "{{ archive_url }}")
    with pytest.raises(ThemeError, match=r"confirmation\.html: has no link to"):
        a_confirmation(theme=theme)


def test_css_that_cannot_be_inlined_names_the_theme(tmp_path: Path) -> None:
    """Nothing is written, and the owner knows where to look."""
    name = "newsletter/digest/style.css"
    theme = a_theme_of(tmp_path, name, ".body {", "@import url(x);\n.body {")
    with pytest.raises(ThemeError, match=r"^templates/newsletter/digest/style\.css:"):
        a_letter_of(an_issue(), theme=theme)


def test_a_theme_that_is_not_there_is_named() -> None:
    """A spelling mistake in digest.toml."""
    with pytest.raises(ThemeError, match=r"newsletter/dgest/letter\.html"):
        a_letter_of(an_issue(), newsletter=a_newsletter(theme="dgest"))


def test_whole_entries_stand_in_a_letter() -> None:
    """With their headings below the entry's, and every link in the text part."""
    body = '<p>One <a href="https://a.example.org/">wall</a></p><h1>Part</h1><p>Two</p>'
    letter = a_whole_letter(an_entry(html=body), an_entry(title="Other", html="<p>x"))
    assert ("h3", "Part") in headings(letter.html)
    assert "https://a.example.org/" in letter.text
    assert "<p" not in letter.text
    assert letter.shortened == ""


def test_without_bodies_at_hand_a_letter_has_teasers() -> None:
    """Whatever its newsletter would show."""
    newsletter = a_newsletter(show=Shown.WHOLE)
    assert (
        "After the storm, ships" in a_letter_of(an_issue(), newsletter=newsletter).text
    )


def test_a_lead_picture_that_stands_in_the_body_is_shown_once() -> None:
    """Where it is not in the body, it stands before it."""
    image = Image(url="https://notes.example.org/q.jpg", alt="Ships", width=1200)
    body = '<p><img src="https://notes.example.org/q.jpg" alt="Ships"></p>'
    assert a_whole_letter(an_entry(image=image, html=body)).html.count("<img") == 1
    assert a_whole_letter(an_entry(image=image)).html.count("<img") == 1


@pytest.mark.parametrize("blocks", [1, 40, 900])
@pytest.mark.parametrize("count", [1, 30])
def test_whole_entries_are_cut_between_blocks_until_they_fit(
    count: int, blocks: int
) -> None:
    """And the owner is told; a letter that has all says nothing."""
    body = "<p>The harbour is open. So is the ferry.</p>" * blocks
    letter = a_whole_letter(*entries(count, html=body))
    assert weight(letter.html) <= LARGEST_HTML
    paragraphs = re.findall(r'<p class="b-p"[^>]*>([^<]*)</p>', letter.html)
    assert set(paragraphs) <= {"The harbour is open. So is the ferry."}
    has_all = len(paragraphs) == count * blocks
    assert has_all == (letter.shortened == "")


def test_a_letter_that_was_shortened_says_so() -> None:
    """In words for the owner, which no reader gets."""
    letter = a_letter_of(
        an_issue(entries=entries(300)), newsletter=a_newsletter(max_entries=300)
    )
    found = re.search(r"by title alone: (\d+)(?:; .*counted: (\d+))?", letter.shortened)
    assert found
    assert "by title alone" not in letter.html
    assert a_letter_of(an_issue(entries=entries(9))).shortened == ""


def test_groups_have_headings_above_those_of_their_entries() -> None:
    """No level of the outline is skipped."""
    told = (an_entry(title="A"), an_entry(title="B", tags=("storm",)))
    newsletter = a_newsletter(group=Grouping.TAG)
    letter = a_letter_of(an_issue(entries=told), newsletter=newsletter)
    assert headings(letter.html)[-4:] == [
        ("h2", "harbour"),
        ("h3", "A"),
        ("h2", "storm"),
        ("h3", "B"),
    ]


def test_what_the_editor_says_stands_above_the_entries() -> None:
    """In both parts; its subject and preheader are those of the letter."""
    note = a_note(
        html='<h3>Dear all</h3><p>See <a href="#x">here</a>.</p>',
        subject="The night ferry is back",
        preheader="And a winter timetable that you may want to keep.",
    )
    letter = a_letter_of(an_issue(note=note))
    assert letter.subject == "The night ferry is back"
    assert letter.preheader == note.preheader == preheader(letter.html)
    assert ("h2", "Dear all") in headings(letter.html)
    assert letter.html.index("Dear all") < letter.html.index("Harbour opens</a>")
    assert letter.text.index("Dear all") < letter.text.index("Harbour opens\n")
    assert f"{an_issue().url}#x" in letter.text


def test_a_note_that_is_too_long_leads_to_the_web() -> None:
    """And the owner is told."""
    letter = a_letter_of(an_issue(note=a_note(html="<p>Sea and wall.</p>" * 3000)))
    assert weight(letter.html) <= LARGEST_HTML
    assert letter.shortened.startswith("the note is cut")


def test_the_authors_own_text_stands_in_the_place_of_the_text_part() -> None:
    """But for its foot, which nobody goes without."""
    own = "  Dear readers,\n\n\n\n\n\nsee you.   \n\x00"
    letter = a_letter_of(an_issue(note=a_note(own_text=own)))
    assert letter.has_own_text
    assert "Dear readers," in letter.text
    assert "Harbour opens" not in letter.text
    assert Placeholder.UNSUBSCRIBE_URL in letter.text
    assert MAIL.postal_address in letter.text
    assert not re.search(r"[ \x00]\n|\n{4}", letter.text)


def test_a_letter_speaks_the_language_of_its_newsletter() -> None:
    """And its answers go where the owner wants them."""
    newsletter = a_newsletter(language="de", reply_to="answers@notes.example.org")
    letter = a_letter_of(an_issue(number=3), newsletter=newsletter)
    assert "Ausgabe 3" in letter.text
    assert letter.reply_to == "answers@notes.example.org"


@pytest.mark.parametrize("theme", ["digest", "essay", "plain"])
def test_who_has_read_an_entry_whole_is_not_asked_to_read_it(theme: str) -> None:
    """Its title leads to its page, and the first one's end to the site."""
    told = [an_entry(title=title, id=f"tag:{title}") for title in ("Pier", "Wall")]
    whole = a_whole_letter(*told, theme=theme).html
    assert "Read it on North Shore Notes" in whole
    assert "Read “Wall”" not in whole
    newsletter = a_newsletter(show=Shown.TEASER, theme=theme)
    issue = an_issue(entries=tuple(map(facts_of, told)))
    assert "Read “Wall”" in a_letter_of(issue, newsletter=newsletter).html


def test_a_newsletter_is_called_in_its_own_language() -> None:
    """Its name and notes are read from the right, and spoken as what they are."""
    newsletter = a_newsletter(language="ar", title="رسالة الشاطئ")
    letter = a_letter_of(an_issue(), newsletter=newsletter)
    assert letter.language == "ar"
    assert '<html lang="ar" dir="rtl"' in letter.html
    assert 'lang="en" dir="ltr"' in letter.html, "its entry is as it was written"


def test_a_logo_stands_in_the_place_of_the_name() -> None:
    """Its words are the name, so that the heading has words."""
    logo = Image(url="https://notes.example.org/l.png", width=320, height=80)
    html = a_letter_of(an_issue(), logo=logo).html
    assert re.search(r'<img[^>]*alt="North Shore Weekly" width="160"', html)


def test_a_text_part_without_a_way_out_is_refused(tmp_path: Path) -> None:
    """As the HTML is."""
    name = "newsletter/digest/letter.txt"
    theme = a_theme_of(tmp_path, name, "{{ unsubscribe_url }}", "")
    with pytest.raises(ThemeError, match=r"letter\.txt: has no line with"):
        a_letter_of(an_issue(), theme=theme)


def test_lines_of_the_text_part_have_72_columns() -> None:
    """But for addresses, which are never broken."""
    for language in ("en", "ja", "ar"):
        site = a_site(language=language, title="港の新聞 " * 9)
        letter = a_letter_of(an_issue(entries=entries(3)), site=site)
        for line in letter.text.splitlines():
            assert display_width(line) <= 72 or "://" in line
            assert line == line.rstrip()
