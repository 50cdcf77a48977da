"""The hub's addresses, behind a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from builders import NOW
from digest.web import hub
from digest.web.app import make_app
from digest.wiring import Press
from publications import Clock, a_press, write_publication
from serving import Client, serving

SITE = "https://notes.example.org"
ATOM = f"{SITE}/atom.xml"
FEEDS = ("atom.xml", "rss.xml", "feed.json", "tags/übersee/atom.xml")


def subscription(**changes: str) -> str:
    """A form in WebSub's words."""
    form = {
        "hub.mode": "subscribe",
        "hub.topic": ATOM,
        "hub.callback": "https://reader.example/callback",
        **changes,
    }
    return urlencode(form)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with a hub, and feeds in its tree."""
    root = write_publication(tmp_path / "site")
    settings = root / "digest.toml"
    settings.write_text(settings.read_text() + '\n[feeds]\nhub = "built-in"\n')
    for name in (*FEEDS, "index.html"):
        place = root / "feeds" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("<feed/>" * 100)
    return root


@pytest.fixture
def press(root: Path) -> Iterator[Press]:
    """It is open."""
    with a_press(root, Clock(NOW)) as opened:
        yield opened


@pytest.fixture
def client(press: Press) -> Iterator[Client]:
    """Somebody asks it."""
    with serving(make_app(press)) as found:
        yield found


def test_a_subscription_is_taken_at_once(press: Press, client: Client) -> None:
    """202 with a word in plain text (WebSub 5.1.2); it waits for the daemon."""
    answer = client.post("/hub", subscription())
    assert answer.status == 202
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"
    (request,) = press.store.due_requests(9, now=press.clock())
    assert request.callback == "https://reader.example/callback"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"hub.topic": f"{SITE}/other.xml"}, "hub.topic: is no feed"),
        ({"hub.callback": "http://127.0.0.1:8000/"}, "not on the public web"),
        ({"hub.secret": "x" * 200}, "hub.secret: has 200 octets"),
    ],
)
def test_a_fault_is_told_in_plain_text(
    client: Client, changes: dict[str, str], reason: str
) -> None:
    """A 400 with the reason (WebSub 5.1.2)."""
    answer = client.post("/hub", subscription(**changes))
    assert answer.status == 400
    assert reason in answer.text


def test_another_type_than_a_form_is_refused(client: Client) -> None:
    """WebSub 5.1: the type is application/x-www-form-urlencoded."""
    answer = client.post("/hub", subscription(), Content_Type="text/plain")
    assert answer.status == 400


def test_a_body_that_is_huge_is_not_read(client: Client) -> None:
    """It is refused before the hub sees it."""
    answer = client.post("/hub", subscription(**{"hub.secret": "x" * 200_000}))
    assert answer.status == 413


@pytest.mark.parametrize("path", ["/hub", "/rsscloud/pleaseNotify", "/rsscloud/ping"])
def test_a_hub_is_only_posted_to(client: Client, path: str) -> None:
    """There is nothing to be seen."""
    answer = client.ask(path)
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"


def test_one_network_asks_so_often_in_an_hour(
    press: Press, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind it the answer is 429, in every dialect."""
    monkeypatch.setattr(hub, "REQUESTS_EACH", 2)
    with serving(make_app(press)) as limited:
        answers = [limited.post("/hub", subscription()).status for _ in range(3)]
        assert answers == [202, 202, 429]
        assert limited.post("/rsscloud/ping", "url=x").status == 429
        clock = press.clock
        assert isinstance(clock, Clock)
        clock.now += timedelta(hours=1)
        assert limited.post("/hub", subscription()).status == 202
    assert client.post("/hub", subscription()).status == 202


def test_one_host_is_asked_for_so_often_in_an_hour(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks in its name, it is not flooded with questions."""
    monkeypatch.setattr(hub, "REQUESTS_OF_HOST", 2)
    other = subscription(**{"hub.callback": "https://other.example/"})
    with serving(make_app(press)) as client:
        answers = [client.post("/hub", subscription()).status for _ in range(3)]
        assert answers == [202, 202, 429]
        assert client.post("/hub", other).status == 202


def test_a_cloud_takes_subscriptions(press: Press, client: Client) -> None:
    """The answer is XML, as its programs read it."""
    form = {
        "registerProcedure": "",
        "protocol": "http-post",
        "domain": "reader.example",
        "port": "80",
        "path": "/notify",
        "url1": f"{SITE}/rss.xml",
    }
    answer = client.post("/rsscloud/pleaseNotify", urlencode(form))
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert '<notifyResult success="true"' in answer.text
    (request,) = press.store.due_requests(9, now=press.clock())
    assert request.callback == "http://reader.example:80/notify"


def test_a_cloud_tells_what_is_wrong_in_its_own_words(client: Client) -> None:
    """A 200 that says no: programs look into the answer only."""
    answer = client.post("/rsscloud/pleaseNotify", "protocol=soap")
    assert answer.status == 200
    assert '<notifyResult success="false" msg="protocol: ' in answer.text
    told = client.post("/rsscloud/ping", "url=x", Accept="application/json")
    assert told.text.startswith('{"success": false')


def test_who_names_no_domain_is_called_where_they_are(client: Client) -> None:
    """Which is not possible from a private address."""
    form = f"protocol=http-post&port=80&path=/&url1={SITE}/rss.xml"
    answer = client.post("/rsscloud/pleaseNotify", form)
    assert "127.0.0.1: is not on the public web" in answer.text


def test_a_ping_of_our_own_feed_is_welcome(client: Client) -> None:
    """It is looked at, and that is all."""
    answer = client.post("/rsscloud/ping", urlencode({"url": ATOM}))
    assert '<result success="true"' in answer.text


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_names_hub_and_itself_in_a_header(client: Client, name: str) -> None:
    """WebSub 4: rel=hub, and exactly one rel=self: the address that is served."""
    address = f"{SITE}/{name.replace('ü', '%C3%BC')}"
    path = address.removeprefix(SITE)
    for method in ("GET", "HEAD"):
        link = client.ask(path, method=method).headers["link"]
        assert link == f'<{SITE}/hub>; rel="hub", <{address}>; rel="self"'


def test_what_is_no_feed_names_no_hub(client: Client) -> None:
    """Nobody subscribes to a page."""
    assert "link" not in client.ask("/").headers


def test_without_a_hub_there_is_no_such_place(tmp_path: Path) -> None:
    """404 for the addresses, and no header."""
    root = write_publication(tmp_path / "plain")
    (root / "feeds").mkdir(exist_ok=True)
    (root / "feeds" / "atom.xml").write_text("<feed/>")
    with a_press(root, Clock(NOW)) as press, serving(make_app(press)) as client:
        assert client.post("/hub", subscription()).status == 404
        assert "link" not in client.ask("/atom.xml").headers
