"""How long it takes to make a letter, beside the least that one with its parts costs.

    python benchmarks/letters.py [--articles 50] [--rounds 5] [--theme digest]

Two things are measured, each as the median of the rounds:

- `cold`: `digest publish` as a new process, in a site that was never built: there is no
  cache and no published tree, only the store, with one slot that came due. It loads the
  articles, composes the issue, renders it, inlines its CSS, looks through it, writes
  all pages and feeds of the site, and keeps the issue. Python and its libraries are in
  the memory of the machine, as their files were read before. Its peer is a new process
  that reads the same articles with the same libraries: Markdown to HTML, one Jinja
  template, premailer as it comes. It cleans nothing, keeps no store, writes no pages,
  and has no text part.
- `many`: an issue of 500 entries of 200,000 octets each, of which the letter has what
  fits. Its peer is premailer as it comes, on a page that is as heavy as the outcome.

Aims: cold 1.0 s for 50 articles, many 2 s. Beyond one of them the exit code is 1.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from digest.clock import read_clock
from digest.config import MailSection
from digest.issues import Issue, Newsletter, Shown
from digest.model import Entry, EntryFacts, Site
from digest.render.letters import render_issue
from digest.render.theme import Theme, packaged_templates
from digest.schedule.jobs import publish
from digest.wiring import open_press

AIM_COLD, AIM_MANY = 1.0, 2.0
#: articles for which the aim of a cold start is meant
AIMED_COUNT = 50
MANY, LARGE = 500, 200_000
#: within which a slot of each hour comes due
HOUR = timedelta(minutes=61)
START = datetime(2026, 11, 16, 6, tzinfo=UTC)
SITE = Site(title="Bench", url="https://example.org", author="Bench")
MAIL = MailSection(postal_address="1 Quay Street")
PARAGRAPH = (
    "The tide came in at noon, and went out again before the [night ferry]"
    "(https://ferries.example.org/night) sailed; *nobody* had waited for it.\n\n"
)
HTML = "<p>The tide came in at <em>noon</em>, and the ferry sailed.</p>"
#: a page as simple as one can be, and the octets of one of its rows when inlined
PAGE = (
    "<!DOCTYPE html><html><head><style>.row {{ padding: 28px 0 32px }} .title "
    "{{ margin: 0 0 8px; font-size: 22px; line-height: 28px }} .link {{ color: #0d5c63 "
    "}}</style></head><body><table>{rows}</table></body></html>"
)
ROW = (
    '<tr><td class="row"><h2 class="title">The tide</h2>'
    '<a class="link" href="https://example.org/">Read</a></td></tr>'
)
INLINED_ROW = 230
SETTINGS = """\
[site]
title = "Bench"
url = "https://example.org"

[newsletters.weekly]
title = "Bench Weekly"
schedule = "0 * * * *"
zone = "UTC"
from = "Bench <bench@example.org>"
theme = "{theme}"
max_entries = {count}

[mail]
postal_address = "1 Quay Street"
"""
THEIRS = """
import sys
from pathlib import Path
import comrak, jinja2, premailer
articles = [
    comrak.render_markdown(path.read_text().split("---", 2)[2])
    for path in sorted(Path(sys.argv[1], "content").iterdir())
]
page = jinja2.Template(
    "<!DOCTYPE html><html><head><style>p { margin: 0 0 18px; color: #123 }"
    " a { color: #066 } h2 { font-size: 22px } td { padding: 30px }</style></head>"
    "<body><table>{% for each in articles %}<tr><td><h2>Title</h2>{{ each[:500] }}"
    "</td></tr>{% endfor %}</table></body></html>"
).render(articles=articles)
premailer.transform(page, allow_network=False)
"""


def main() -> int:
    """Measure, tell, and say whether the aims are met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=AIMED_COUNT)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--theme", default="digest")
    chosen = parser.parse_args()
    print(f"{'':8}{'entries':>8}{'ours s':>10}{'peer s':>10}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        write_site(site, chosen.articles, chosen.theme)
        open_site(site)
        site.rename(kept := Path(folder, "kept"))
        cold = measure(
            "cold",
            chosen.articles,
            chosen.rounds,
            partial(publish_cold, site),
            partial(run, "-c", THEIRS, str(kept)),
            before=partial(bring_back, kept, site),
        )
    entries = issue_entries(MANY, HTML * (LARGE // len(HTML)))
    page = as_heavy(render(entries, chosen.theme))
    many = measure(
        "many",
        MANY,
        chosen.rounds,
        partial(render, entries, chosen.theme),
        partial(inline_as_it_comes, page),
    )
    is_aimed_at = chosen.articles == AIMED_COUNT
    return int((is_aimed_at and cold > AIM_COLD) or many > AIM_MANY)


def measure(
    name: str,
    count: int,
    rounds: int,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    before: Callable[[], object] = int,
) -> float:
    """Take turns, tell the medians, and return ours, in seconds."""
    mine, others = [], []
    for _ in range(rounds):
        before()
        mine.append(timed(ours))
        others.append(timed(theirs))
    ratio = median(mine) / median(others)
    print(
        f"{name:8}{count:8}{median(mine):10.3f}{median(others):10.3f}{ratio:8.2f}",
        flush=True,
    )
    return median(mine)


def timed(work: Callable[[], object]) -> float:
    """The seconds that it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def open_site(site: Path) -> None:
    """Make its store, as of a time from which one slot came due."""
    with open_press(site, clock=lambda: read_clock() - HOUR) as press:
        publish(press)
    shutil.rmtree(site / ".digest" / "cache", ignore_errors=True)


def bring_back(kept: Path, site: Path) -> None:
    """The site as if its articles had never been seen."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(kept, site)


def publish_cold(site: Path) -> None:
    """Publish its issue, which must succeed."""
    run("-m", "digest", "--site", str(site), "publish")
    if not (site / "feeds" / "issues" / "weekly" / "1" / "index.html").exists():
        sys.exit("the issue is not there")


def as_heavy(outcome: str) -> str:
    """A page that weighs as much once it is inlined."""
    return PAGE.format(rows=ROW * (len(outcome) // INLINED_ROW))


def inline_as_it_comes(page: str) -> str:
    """What premailer does with its defaults."""
    # late: digest does so too, and pays for it within its own time
    from premailer import transform  # noqa: PLC0415

    return str(transform(page, allow_network=False))


def run(*words: str) -> None:
    """Run Python with these words in a process of its own, which must succeed."""
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)


def write_site(folder: Path, count: int, theme: str) -> None:
    """A site with so many articles, none of which an issue carried."""
    settings = SETTINGS.format(theme=theme, count=count)
    folder.mkdir()
    (folder / "digest.toml").write_text(settings)
    content = folder / "content"
    content.mkdir()
    for number in range(count):
        date = read_clock() - timedelta(hours=1 + number)
        head = f"---\ntitle: Tide {number}\ndate: {date:%Y-%m-%dT%H:%M:%SZ}\n---\n\n"
        (content / f"tide-{number}.md").write_text(head + PARAGRAPH * 20)


def issue_entries(count: int, html: str) -> tuple[Entry, ...]:
    """So many entries with this body."""
    return tuple(
        Entry(
            id=f"tag:example.org,2026:{number}",
            url=f"{SITE.url}/articles/{number}/",
            slug=str(number),
            title=f"The tide of day {number}",
            summary="The tide came in, and went out again.",
            html=html,
            text="",
            authors=("Ada Quay",),
            published=START - timedelta(hours=number),
            updated=START,
            language="en",
            reading_minutes=3,
        )
        for number in range(count)
    )


def render(entries: tuple[Entry, ...], theme: str) -> str:
    """The HTML of the issue that tells them all as a whole, as far as it has room."""
    bodies = {entry.id: entry for entry in entries}
    newsletter = Newsletter(
        name="weekly",
        title="Bench Weekly",
        schedule="0 7 * * MON",
        zone="UTC",
        sender="Bench <bench@example.org>",
        theme=theme,
        show=Shown.WHOLE,
        max_entries=len(entries),
        list_id="weekly.example.org",
    )
    issue = Issue(
        newsletter="weekly",
        number=1,
        slot="2026-11-16T07:00",
        subject="The tide",
        preheader="",
        url=f"{SITE.url}/issues/weekly/1/",
        published=START,
        entries=entries,
    )

    def fill(facts: EntryFacts) -> Entry:
        return bodies[facts.id]

    templates = Theme((packaged_templates(),))
    return render_issue(templates, SITE, newsletter, issue, MAIL, fill=fill).html


if __name__ == "__main__":
    sys.exit(main())
