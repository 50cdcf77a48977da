"""What a publisher must do (WebSub 3.1, 4, 6): name its hubs, and tell them of news."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from digest.hub.agenda import MOST_IN_PING
from digest.hub.announcing import announce_all
from digest.hub.pauses import MOST_TELLINGS
from digest.hub.results import Result
from digest.hub.topics import link_header
from listening import ATOM, FORM, RSS, HubScene, a_hub, form_of, listening
from websites import Asked, Website, reply, website


class Hub:
    """A hub elsewhere, whose answer a test changes."""

    def __init__(self) -> None:
        self.status = 204
        self.pause = 0.0
        self.headers: dict[str, str] = {}

    def __call__(self, _: Asked) -> bytes:
        """The answer to a ping."""
        time.sleep(self.pause)
        return reply(self.status, **self.headers)


@pytest.fixture
def other() -> Iterator[tuple[Hub, Website]]:
    """A hub elsewhere, and what it is asked."""
    hub = Hub()
    with website(hub) as site:
        yield hub, site


@pytest.fixture
def publisher(tmp_path: Path, other: tuple[Hub, Website]) -> Iterator[HubScene]:
    """A site whose two feeds the hub knows already."""
    with a_hub(tmp_path, f"{other[1].url}/hub") as scene:
        scene.push()
        other[1].asked.clear()
        yield scene


def test_the_header_names_the_hubs_and_the_feed_itself_once() -> None:
    """WebSub 4: rel=hub for each of them, exactly one rel=self."""
    hubs = ["https://a.example/", "https://b.example/"]
    assert link_header(ATOM, hubs) == (
        '<https://a.example/>; rel="hub", <https://b.example/>; rel="hub", '
        f'<{ATOM}>; rel="self"'
    )
    assert link_header(ATOM, []) == ""


def test_a_hub_is_told_of_a_change(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """WebSub 6: by a form with hub.mode=publish and the topic as hub.url."""
    publisher.publish()
    assert publisher.push() == {Result.PINGED: 1}
    (asked,) = other[1].asked
    assert (asked.method, asked.path) == ("POST", "/hub")
    assert asked.headers["content-type"] == FORM
    assert form_of(asked) == {"hub.mode": ["publish"], "hub.url": [ATOM]}


def test_a_hub_is_told_once_and_only_of_changes(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """A file that is written again with the same bytes is no news."""
    publisher.publish()
    publisher.push()
    publisher.publish()
    announce_all(publisher.site, now=publisher.clock())
    assert publisher.push() == {}
    assert len(other[1].asked) == 1


def test_several_topics_go_in_one_ping(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """And very many in several."""
    for number in range(MOST_IN_PING + 1):
        publisher.publish(f"tags/t{number:03}/atom.xml")
    assert publisher.push() == {Result.PINGED: 2}
    first, second = (form_of(asked)["hub.url"] for asked in other[1].asked)
    assert (len(first), len(second)) == (MOST_IN_PING, 1)


def test_every_hub_is_told_and_a_failing_one_holds_up_nobody(tmp_path: Path) -> None:
    """One answers 500, one is away, one takes it."""
    with website(lambda _: reply(500)) as broken, website(lambda _: reply()) as good:
        hubs = f"{broken.url}/ http://127.0.0.1:65535/ {good.url}/"
        with a_hub(tmp_path, hubs) as scene:
            pushed = scene.pushed()
            assert pushed.counts == {Result.NOT_PINGED: 2, Result.PINGED: 1}
            assert any("answers 500; look at" in fault for fault in pushed.faults)
            faults = scene.store.hub_counts().faults
            assert len(faults) == 2
    assert len(good.asked) == 1


def test_a_failing_hub_is_told_again_later_and_later(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """After a minute, after four more, and in the end not any more."""
    other[0].status = 503
    publisher.publish()
    assert publisher.push() == {Result.NOT_PINGED: 1}
    assert publisher.push() == {}
    publisher.clock.now += timedelta(minutes=1)
    assert publisher.push() == {Result.NOT_PINGED: 1}
    publisher.clock.now += timedelta(minutes=1)
    assert publisher.push() == {}
    for _ in range(MOST_TELLINGS - 2):
        publisher.clock.now += timedelta(hours=7)
        assert publisher.push() == {Result.NOT_PINGED: 1}
    publisher.clock.now += timedelta(days=30)
    assert publisher.push() == {}
    assert publisher.store.hub_counts().pings == 0


def test_a_hub_may_ask_for_patience(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """RFC 9110 10.2.3: but for no longer than a day."""
    other[0].status, other[0].headers = 429, {"retry-after": "3600"}
    publisher.publish()
    publisher.push()
    publisher.clock.now += timedelta(minutes=59)
    assert publisher.push() == {}
    other[0].headers = {"retry-after": "99999999"}
    publisher.clock.now += timedelta(minutes=1)
    assert publisher.push() == {Result.NOT_PINGED: 1}
    publisher.clock.now += timedelta(days=1)
    other[0].status = 200
    assert publisher.push() == {Result.PINGED: 1}


def test_a_redirect_is_no_success(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """Its owner is told, and mends the address."""
    other[0].status, other[0].headers = 308, {"location": "/other"}
    publisher.publish()
    (fault,) = publisher.pushed().faults
    assert "answers 308" in fault
    assert len(other[1].asked) == 1


def test_a_hub_that_never_answers_is_given_up_in_time(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """It is a failure like the others."""
    other[0].pause = 0.5
    publisher.seconds = 0.1
    publisher.publish()
    (fault,) = publisher.pushed().faults
    assert "took longer than 0.1 seconds" in fault


def test_a_change_that_nobody_announced_is_found_by_the_next_look(
    publisher: HubScene, other: tuple[Hub, Website]
) -> None:
    """As when digest was killed between publishing and telling."""
    publisher.write("rss.xml", "<rss>two</rss>")
    assert announce_all(publisher.site, now=publisher.clock()) == (RSS,)
    assert publisher.push() == {Result.PINGED: 1}
    assert form_of(other[1].asked[0])["hub.url"] == [RSS]


def test_what_is_no_feed_is_told_to_nobody(publisher: HubScene) -> None:
    """Pages, pictures, and what is hidden or without feeds by its noun."""
    for path in ("index.html", "articles/a/atom.xml", "media/rss.xml", ".x/atom.xml"):
        publisher.write(path, "x")
    assert announce_all(publisher.site, now=publisher.clock()) == ()


def test_without_a_hub_nothing_is_remembered(tmp_path: Path) -> None:
    """And nothing is read."""
    with a_hub(tmp_path, "") as scene:
        scene.publish()
        assert scene.store.topic_digests() == {}
        assert scene.push() == {}


def test_both_kinds_of_hub_work_side_by_side(
    tmp_path: Path, other: tuple[Hub, Website]
) -> None:
    """Listeners are told, and the hub elsewhere; each names both."""
    with (
        a_hub(tmp_path, f"built-in {other[1].url}/") as scene,
        listening() as program,
    ):
        scene.push()
        scene.listener(program.callback)
        scene.publish()
        assert scene.push() == {Result.TOLD: 1, Result.PINGED: 1}
        assert program.news[0].headers["link"] == (
            f'<https://notes.example.org/hub>; rel="hub", <{other[1].url}/>; '
            f'rel="hub", <{ATOM}>; rel="self"'
        )
