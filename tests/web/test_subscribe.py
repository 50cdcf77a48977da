"""What readers do with their subscriptions, over HTTP, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from builders import NOW
from digest.deliveries import Purpose
from digest.errors import StoreError
from digest.links import Claim, LinkPurpose, make_token
from digest.readers import Subscriber, SubscriberState
from digest.store.protocols import NewSubscriber, Store
from digest.web.app import make_app
from digest.web.subscribe import SIGN_UPS_EACH
from digest.wiring import Press
from serving import Answer, Client, serving

#: programs that open every link of a letter before its reader does
SCANNERS = ("", "curl/8", "GoogleImageProxy", "Mozilla/5.0 (compatible; scanner)")
ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART = (
    b'--B\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
    b"One-Click\r\n--B--\r\n"
)


def a_reader(press: Press, *newsletters: str) -> Subscriber:
    """A confirmed reader of these newsletters."""
    row = NewSubscriber(address="ann@example.net", name="Ann")
    press.store.import_subscribers([row], newsletters, consent="owner", now=NOW)
    reader = press.store.find_subscriber(row.address)
    assert reader is not None
    return reader


def path_of(
    press: Press, purpose: LinkPurpose, reader: Subscriber, newsletter: str = ""
) -> str:
    """The link that stands in the reader's letters."""
    claim = Claim(subscriber=reader.id, newsletter=newsletter)
    return f"/{purpose}/{make_token(press.key.reveal(), purpose, claim)}"


def newsletters_of(press: Press) -> tuple[str, ...]:
    """What Ann is subscribed to now."""
    reader = press.store.find_subscriber("ann@example.net")
    assert reader is not None
    return reader.newsletters


def is_private(answer: Answer) -> bool:
    """Whether the page stays between us and one reader."""
    return (
        "set-cookie" not in answer.headers
        and "noindex" in answer.headers["x-robots-tag"]
        and answer.headers["referrer-policy"] == "no-referrer"
        and answer.headers["cache-control"] == "no-store"
    )


# --- signing up ---------------------------------------------------------------------


def test_a_sign_up_plans_one_confirmation(press: Press, client: Client) -> None:
    """Nobody is subscribed yet: a letter with a link goes to the address."""
    form = urlencode({"address": "ann@example.net", "newsletter": "weekly"})
    answer = client.post("/subscribe", form)
    assert answer.status == 200
    assert "We are sending you a letter" in answer.text
    reader = press.store.find_subscriber("ann@example.net")
    assert reader is not None
    assert reader.state is SubscriberState.UNCONFIRMED
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1


def test_the_answer_does_not_tell_who_reads(press: Press, client: Client) -> None:
    """A known and an unknown address get the same page, byte by byte."""
    a_reader(press, "weekly")
    known, unknown = (
        client.post("/subscribe", f"newsletter=weekly&address={address}%40example.net")
        for address in ("ann", "bob")
    )
    assert known.body == unknown.body
    assert known.status == unknown.status == 200


def test_several_newsletters_are_chosen_at_once(press: Press, client: Client) -> None:
    """The field may be repeated; a name that we do not have is passed over."""
    form = "address=ann@example.net&newsletter=weekly&newsletter=tides&newsletter=x"
    assert client.post("/subscribe", form).status == 200
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 2


def test_a_program_gets_the_same_page_and_nothing_else(
    press: Press, client: Client
) -> None:
    """Who fills in the field that people do not see is not subscribed."""
    form = "address=ann@example.net&newsletter=weekly"
    assert client.post("/subscribe", f"{form}&website=http://x.example").status == 200
    assert press.store.find_subscriber("ann@example.net") is None


@pytest.mark.parametrize(
    "form",
    [
        "newsletter=weekly&address=ann@@example.net",
        "newsletter=weekly&address=",
        "newsletter=weekly",
        "newsletter=weekly&address=ann%40example.net%0D%0ABcc:%20bob%40example.net",
        "address=ann@example.net",
        "address=ann@example.net&newsletter=nothing",
        "",
    ],
)
def test_a_form_with_a_slip_says_so(press: Press, client: Client, form: str) -> None:
    """400, in words, and nothing is kept."""
    answer = client.post("/subscribe", form)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert press.store.open_deliveries() == 0


def test_the_only_newsletter_need_not_be_named(press: Press) -> None:
    """A form on another page may have just the address."""
    config = replace(press.config, newsletters=press.config.newsletters[:1])
    with serving(make_app(replace(press, config=config))) as client:
        assert client.post("/subscribe", "address=ann@example.net").status == 200
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1


def test_a_form_may_come_in_parts_but_without_files(client: Client) -> None:
    """Both encodings of forms are read; a file is none of our fields."""
    parts = (
        b"--B\r\nContent-Disposition: form-data; name=newsletter\r\n\r\nweekly\r\n"
        b"--B\r\nContent-Disposition: form-data; name=address%s\r\n\r\n"
        b"ann@example.net\r\n--B--\r\n"
    )
    kind = "multipart/form-data; boundary=B"
    for file, status in ((b"", 200), (b'; filename="a.txt"', 400)):
        body = parts % file
        answer = client.ask("/subscribe", method="POST", body=body, Content_Type=kind)
        assert answer.status == status


def test_a_flood_of_sign_ups_is_told_to_wait(press: Press, client: Client) -> None:
    """429 with whole seconds (RFC 6585 4)."""
    form = "newsletter=weekly&address=ann@example.net"
    statuses = [client.post("/subscribe", form).status for _ in range(SIGN_UPS_EACH)]
    assert set(statuses) == {200}
    answer = client.post("/subscribe", form)
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1


def test_sign_up_is_no_page(client: Client) -> None:
    """The form stands on the site's pages."""
    answer = client.ask("/subscribe")
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"


# --- links of letters ---------------------------------------------------------------


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_looking_at_a_link_changes_nothing(
    press: Press, client: Client, purpose: LinkPurpose
) -> None:
    """GET and HEAD, by whatever program and how often, show a page with a button."""
    reader = a_reader(press, "tides")
    press.store.request_subscription(
        reader.address, "", ["weekly"], confirm_after=NOW, now=NOW
    )
    before = press.store.subscriber(reader.id), press.store.count_subscribers()
    path = path_of(press, purpose, reader, "weekly")
    for program in SCANNERS:
        for method in ("GET", "HEAD"):
            answer = client.ask(path, method=method, User_Agent=program)
            assert answer.status == 200
            assert is_private(answer)
    page = client.ask(path).text
    assert '<form class="text" method="post">' in page
    assert 'name="robots" content="noindex"' in page
    after = press.store.subscriber(reader.id), press.store.count_subscribers()
    assert after == before


def test_the_button_confirms(press: Press, client: Client) -> None:
    """Once or many times, the reader is welcome."""
    reader = press.store.request_subscription(
        "ann@example.net", "Ann", ["weekly"], confirm_after=NOW, now=NOW
    )
    path = path_of(press, LinkPurpose.CONFIRM, reader, "weekly")
    for _ in range(2):
        answer = client.post(path)
        assert answer.status == 200
        assert "North Shore Weekly" in answer.text
    assert newsletters_of(press) == ("weekly",)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK.encode(), "application/x-www-form-urlencoded"),
        (MULTIPART, "multipart/form-data; boundary=B"),
        (b"", "application/x-www-form-urlencoded"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff\xfe", "text/plain"),
    ],
)
def test_one_post_unsubscribes(
    press: Press, client: Client, body: bytes, kind: str
) -> None:
    """200 at once, no redirect, no cookie, and again (RFC 8058 3.1)."""
    reader = a_reader(press, "weekly", "tides")
    path = path_of(press, LinkPurpose.LEAVE, reader, "weekly")
    for _ in range(2):
        answer = client.ask(path, method="POST", body=body, Content_Type=kind)
        assert answer.status == 200
        assert is_private(answer)
        assert "no more letters of North Shore Weekly" in answer.text
    assert newsletters_of(press) == ("tides",)


def test_a_link_for_all_ends_all(press: Press, client: Client) -> None:
    """A token without a newsletter means every one of them."""
    reader = a_reader(press, "weekly", "tides")
    assert client.post(path_of(press, LinkPurpose.LEAVE, reader)).status == 200
    assert newsletters_of(press) == ()


def test_who_was_forgotten_can_still_leave(press: Press, client: Client) -> None:
    """An old letter's link says goodbye, and brings nobody back."""
    reader = a_reader(press, "weekly")
    path = path_of(press, LinkPurpose.LEAVE, reader, "weekly")
    press.store.forget(reader.id)
    assert client.post(path, ONE_CLICK).status == 200
    assert press.store.find_subscriber(reader.address) is None


def test_a_reader_chooses_among_the_newsletters(press: Press, client: Client) -> None:
    """What is ticked is what comes; the page shows it."""
    reader = a_reader(press, "weekly")
    path = path_of(press, LinkPurpose.PREFERENCES, reader)
    page = client.ask(path).text
    assert 'value="weekly" checked' in page
    assert 'value="tides">' in page
    assert "When the water comes" in page
    saved = client.post(path, "newsletter=tides")
    assert saved.status == 200
    assert 'value="tides" checked' in saved.text
    assert newsletters_of(press) == ("tides",)
    assert client.post(path, "").status == 200
    assert newsletters_of(press) == ()


@pytest.mark.parametrize("purpose", list(LinkPurpose))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forged_link_gets_one_page_and_changes_nothing(
    press: Press, client: Client, purpose: LinkPurpose, method: str
) -> None:
    """Changed, cut, foreign and empty tokens look the same from outside."""
    reader = a_reader(press, "weekly")
    good = path_of(press, purpose, reader, "weekly")
    foreign = LinkPurpose.LEAVE if purpose != "leave" else LinkPurpose.CONFIRM
    forged = (
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good[:-3],
        good.replace("weekly", "tides"),
        good.replace(f"/{reader.id}.", f"/{reader.id + 1}."),
        f"/{purpose}/" + path_of(press, foreign, reader, "weekly").rpartition("/")[2],
        f"/{purpose}/x",
        f"/{purpose}/" + "9" * 5000,
        f"/{purpose}/%ff%fe",
    )
    answers = [
        client.ask(path, method=method, body=ONE_CLICK.encode()) for path in forged
    ]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1
    assert newsletters_of(press) == ("weekly",)


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_link_allows_only_looking_and_acting(
    press: Press, client: Client, purpose: LinkPurpose
) -> None:
    """405 names all that is allowed."""
    path = path_of(press, purpose, a_reader(press, "weekly"), "weekly")
    answer = client.ask(path, method="DELETE")
    assert answer.status == 405
    assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD", "POST"]


# --- faults -------------------------------------------------------------------------


class BrokenStore:
    """A store that does not answer, whatever is asked."""

    def __getattr__(self, name: str) -> object:
        def refuse(*args: object, **values: object) -> None:
            raise StoreError("store: is busy; try again")

        return refuse


@contextmanager
def without_a_store(press: Press) -> Iterator[Client]:
    """The site while its database is away."""
    store: Store = BrokenStore()  # type: ignore[assignment]
    with serving(make_app(replace(press, store=store))) as client:
        yield client


def test_feeds_are_served_while_the_store_is_away(press: Press) -> None:
    """Readers' requests get 503 and when to come back; the published tree stands."""
    reader = a_reader(press, "weekly")
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>")
    with without_a_store(press) as client:
        form = "address=bob@example.net&newsletter=weekly"
        for answer in (
            client.post("/subscribe", form),
            client.post(path_of(press, LinkPurpose.LEAVE, reader), ONE_CLICK),
            client.ask(path_of(press, LinkPurpose.PREFERENCES, reader)),
        ):
            assert answer.status == 503
            assert int(answer.headers["retry-after"]) > 0
            assert "try again" in answer.text
        assert client.ask("/atom.xml").body == b"<feed/>"
        assert client.ask("/healthz").status == 200
        assert client.ask(path_of(press, LinkPurpose.LEAVE, reader)).status == 200
