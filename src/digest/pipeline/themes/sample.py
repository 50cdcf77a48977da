"""An issue of our own words that shows a theme everything that a letter can hold."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from digest.config import MailSection
from digest.design import Design
from digest.images import Image
from digest.issues import Issue, Newsletter, Note, Shown
from digest.model import Entry, EntryFacts, Origin, Site

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SITE = Site(
    title="The Lamp Room",
    url="https://lamp.example.org",
    language="en",
    author="The Lamp Room",
    description="What lighthouse keepers write down",
)
MAIL = MailSection(postal_address="1 Lantern Steps, 20457 Hamburg")
PICTURE = Image(
    url="https://lamp.example.org/media/lens.jpg",
    alt="The lens of the lamp, as tall as a door",
    width=1200,
    height=800,
    credit="Photograph: Ida Brandt",
)
NOTE = Note(
    path="issues/keepers/next.md",
    fingerprint="",
    html="<p>This week we looked <em>up</em>: at lenses, and at the birds that meet "
    'them. There is <a href="https://lamp.example.org/all/">more on the site</a>.</p>',
    preheader="How a lens is cleaned, why birds come, and a table of all lamps",
)
BODY = """
<h2>What it takes</h2>
<p>A lens of this size has <strong>many prisms</strong>, each held by putty. Salt dulls
them within a week. The <a href="https://lamp.example.org/putty/">recipe for the
putty</a> is older than the tower, and nobody has found a better one yet.</p>
<ul><li>A bucket of rain water</li><li>Two cloths:<ul><li>one of linen</li><li>one of
leather</li></ul></li></ul>
<ol><li>Wait until the lamp is cold.</li><li>Wipe from the top.</li></ol>
<blockquote><p>Whoever hurries scratches, and a scratch throws its shadow over
miles.</p></blockquote>
<pre><code>every week:
    wipe(prisms, cloth="linen")  # never leather: that is for the brass</code></pre>
<p>The log says <code>wiped</code> for that, and nothing else.</p>
<table><thead><tr><th>Tower</th><th align="right">Prisms</th></tr></thead>
<tbody><tr><td>North mole</td><td align="right">248</td></tr>
<tr><td>South reef</td><td align="right">1,176</td></tr></tbody></table>
<hr>
<figure><img src="https://lamp.example.org/media/brass.jpg" alt="Brass before and after"
width="900" height="600"><figcaption>Before, and after an hour</figcaption></figure>
<h3>And then</h3>
<p>The lamp is lit again at dusk, and from the sea it looks as if nothing was done.</p>
"""


def sample_newsletter(theme: str, show: Shown) -> Newsletter:
    """A newsletter that has this theme and whatever a design can add to it."""
    return Newsletter(
        name="keepers",
        title="Keepers’ Letter",
        schedule="0 7 * * MON",
        zone="UTC",
        sender="The Lamp Room <letters@lamp.example.org>",
        description="A letter for those who keep a light",
        theme=theme,
        show=show,
        design=Design(
            footer="Kept alight by its readers.",
            social={"Mastodon": "https://social.example.org/@lamp"},
        ),
        list_id="keepers.lamp.example.org",
    )


def sample_issue() -> Issue:
    """An issue with entries of every kind, and a note above them."""
    return Issue(
        newsletter="keepers",
        number=12,
        slot="2026-01-05T07:00",
        subject="How the great lens is cleaned",
        preheader="",
        published=NOON,
        url="https://lamp.example.org/issues/keepers/12/",
        entries=_entries(),
        note=NOTE,
    )


def fill_sample(facts: EntryFacts) -> Entry:
    """The entry with a body that has an element of each kind."""
    known = {each.name: getattr(facts, each.name) for each in fields(EntryFacts)}
    words = "What it takes, what the table says, and what is done at dusk."
    return Entry(**known, html=BODY, text=words)


def _entries() -> tuple[EntryFacts, ...]:
    return (
        _entry(
            "lens", "How the great lens is cleaned", image=PICTURE, is_featured=True
        ),
        _entry("birds", "Why the birds come on nights without a moon", image=PICTURE),
        _entry("log", "A log without a picture, by two people"),
        _entry("lampe", "Warum die Lampe nie ganz ausgeht", language="de"),
        _entry("akari", "灯台の灯りはなぜ消えないのか", language="ja"),
        _entry("manara", "لماذا لا ينطفئ ضوء المنارة", language="ar"),
        _entry(
            "buoy",
            "A buoy that learned to whistle",
            origin=Origin(
                name="Harbour Notes",
                url="https://harbour.example.org/",
            ),
            canonical_url="https://harbour.example.org/buoy/",
        ),
    )


def _entry(
    slug: str,
    title: str,
    *,
    language: str = "en",
    image: Image | None = None,
    origin: Origin | None = None,
    canonical_url: str = "",
    is_featured: bool = False,
) -> EntryFacts:
    return EntryFacts(
        id=f"tag:lamp.example.org,2026:{slug}",
        url=f"https://lamp.example.org/articles/{slug}/",
        slug=slug,
        title=title,
        summary=f"{title}: a keeper tells what is done by day, so that ships see by "
        "night what they need, and nobody who passes ever thinks of it.",
        authors=("Ida Brandt", "Tom Quay"),
        published=NOON,
        updated=NOON,
        language=language,
        tags=("lamps",),
        origin=origin,
        canonical_url=canonical_url,
        reading_minutes=4,
        image=image,
        is_featured=is_featured,
        path=f"{slug}.md",
        size=len(BODY),
    )
