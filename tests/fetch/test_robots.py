from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.errors import FetchError
from digest.fetch.fetched import Fetched
from digest.fetch.fetcher import Fetcher
from digest.fetch.robots import LONGEST_BYTES, Fetch, Manners, Robots
from websites import is_loopback, reply, website

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
FEED = "https://news.example.org/feed"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def robots_txt(text: str | bytes) -> Fetched:
    """An answer with these rules."""
    return Fetched(
        url="https://news.example.org/robots.txt",
        status=200,
        media_type="text/plain",
        charset="",
        data=text.encode() if isinstance(text, str) else text,
        etag="",
        last_modified="",
        retry_after=None,
        max_age=None,
        is_permanently_moved=False,
    )


def answering(*answers: Fetched | int) -> tuple[Fetch, list[str]]:
    """A web that gives one of these answers each time, a number being a fault."""
    left, asked = iter(answers), list[str]()

    def fetch(url: str) -> Fetched:
        asked.append(url)
        answer = next(left)
        if isinstance(answer, int):
            raise FetchError(f"{url}: answers {answer}", status=answer)
        return answer

    return fetch, asked


def manners_of(text: str | bytes, url: str = FEED) -> Manners:
    """What a site with these rules asks of us."""
    return Robots().manners(url, fetch=answering(robots_txt(text))[0], now=NOW)


@pytest.mark.parametrize(
    ("text", "may_read"),
    [
        ("", True),
        ("user-agent: *\ndisallow:\n", True),
        ("user-agent: *\ndisallow: /\n", False),
        ("user-agent: *\ndisallow: /fe\n", False),
        ("user-agent: *\ndisallow: /\nallow: /feed\n", True),
        ("user-agent: *\ndisallow: /\n\nuser-agent: digest\ndisallow: /a\n", True),
        ("user-agent: Digest\ndisallow: /feed$\n", False),
        ("user-agent: somebody\ndisallow: /\n", True),
        (b"\xef\xbb\xbfuser-agent: *\ndisallow: /\n", False),
        (b"\xff\xfe\x00 nonsense", True),
        ("<html><body>Where is it?</body></html>", True),
        (b"#" * LONGEST_BYTES + b"\nuser-agent: *\ndisallow: /\n", True),
    ],
)
def test_rules_are_read_as_the_standard_says(
    text: str | bytes, *, may_read: bool
) -> None:
    """By our name before `*`, the longest match first, 500 KiB of it."""
    assert (manners_of(text).fault == "") is may_read


def test_who_may_not_read_is_told_what_and_what_to_do() -> None:
    """Place, fact and remedy."""
    fault = manners_of("user-agent: *\ndisallow: /\n").fault
    assert fault == (
        "https://news.example.org/robots.txt: does not let digest read /feed; "
        "ask its owner, or leave it out"
    )


@pytest.mark.parametrize(
    ("delay", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("1.5", timedelta(seconds=1.5)),
        ("999999999", DAY),
        ("x", timedelta()),
    ],
)
def test_a_delay_is_told(delay: str, wait: timedelta) -> None:
    """But never more than a day."""
    assert manners_of(f"user-agent: *\ncrawl-delay: {delay}\n").delay == wait


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_asks_nothing(status: int) -> None:
    """RFC 9309 2.3.1.3."""
    fetch, _ = answering(status)
    assert Robots().manners(FEED, fetch=fetch, now=NOW) == Manners()


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_a_site_that_does_not_answer_is_left_alone(status: int) -> None:
    """RFC 9309 2.3.1.4; it is asked again in an hour."""
    robots = Robots()
    fetch, asked = answering(status, robots_txt(""))
    fault = robots.manners(FEED, fetch=fetch, now=NOW).fault
    assert fault == f"https://news.example.org/robots.txt: answers {status}"
    soon = NOW + timedelta(minutes=59)
    assert robots.manners(FEED, fetch=fetch, now=soon).fault
    assert len(asked) == 1
    assert not robots.manners(FEED, fetch=fetch, now=NOW + HOUR).fault


def test_rules_count_for_a_day_and_for_their_site_only() -> None:
    """Scheme, host and port make a site."""
    robots = Robots()
    fetch, asked = answering(*[robots_txt("")] * 4)
    robots.manners(FEED, fetch=fetch, now=NOW)
    robots.manners(f"{FEED}/other?a=b", fetch=fetch, now=NOW + DAY - HOUR)
    assert asked == ["https://news.example.org/robots.txt"]
    robots.manners("http://news.example.org:81/", fetch=fetch, now=NOW)
    assert asked[1:] == ["http://news.example.org:81/robots.txt"]
    robots.manners(FEED, fetch=fetch, now=NOW + DAY)
    assert len(asked) == 3


def test_rules_from_the_future_are_read_again() -> None:
    """The clock was wrong when they were read."""
    robots = Robots()
    fetch, asked = answering(*[robots_txt("")] * 2)
    robots.manners(FEED, fetch=fetch, now=NOW)
    robots.manners(FEED, fetch=fetch, now=NOW - DAY)
    assert len(asked) == 2


def test_a_site_that_answered_once_keeps_its_rules_while_it_is_away() -> None:
    """Both what it forbids and what it allows."""
    robots = Robots()
    fetch, _ = answering(robots_txt("user-agent: *\ndisallow: /a\n"), 500)
    robots.manners(FEED, fetch=fetch, now=NOW)
    assert not robots.manners(FEED, fetch=fetch, now=NOW + DAY).fault
    place = "https://news.example.org/a"
    assert robots.manners(place, fetch=fetch, now=NOW + DAY).fault


def test_a_real_site_is_asked_for_its_rules() -> None:
    """By the fetcher itself."""
    with (
        website(lambda _: reply(body="user-agent: *\ndisallow: /feed\n")) as site,
        Fetcher(may_connect=is_loopback) as fetcher,
    ):
        manners = Robots().manners(f"{site.url}/feed", fetch=fetcher.fetch, now=NOW)
    assert "does not let digest read /feed" in manners.fault
    assert site.paths == ["/robots.txt"]


def test_only_so_many_sites_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were read longest ago are forgotten, and asked anew."""
    monkeypatch.setattr("digest.fetch.robots.MOST_SITES", 2)
    fetch, asked = answering(*[robots_txt("")] * 5)
    robots = Robots()
    for host in ("a", "b", "a", "c", "b", "a"):
        robots.manners(f"https://{host}.example.org/feed", fetch=fetch, now=NOW)
    hosts = [url.removeprefix("https://")[0] for url in asked]
    assert hosts == ["a", "b", "c", "a"]
