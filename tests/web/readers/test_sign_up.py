"""Signing up, over HTTP, on a real store."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html as lxml_html

from digest.deliveries import Purpose
from digest.readers import SubscriberState
from digest.web.app import make_app
from digest.web.readers.limits import FOR_ONE_ADDRESS, FROM_ONE_NETWORK
from digest.wiring import Press
from reader_links import ANN, a_reader, ann, is_private
from serving import Client, serving

FORM = "newsletter=weekly&address=ann@example.net"


def ticked(page: str) -> list[str]:
    """The newsletters that the form has ticked."""
    root: Any = lxml_html.document_fromstring(page)
    return [str(box.get("value")) for box in root.xpath("//input[@checked]")]


def with_unlisted(press: Press) -> Press:
    """The site, whose tide tables are found by a link only."""
    weekly, tides = press.config.newsletters
    newsletters = (weekly, replace(tides, listed=False))
    return replace(press, config=replace(press.config, newsletters=newsletters))


def test_the_form_has_a_page_of_its_own(client: Client) -> None:
    """It works without script, and says what comes, and how often."""
    answer = client.ask("/subscribe")
    assert answer.status == 200
    assert is_private(answer)
    assert "<script" not in answer.text
    assert "When the water comes, once a month." in answer.text
    assert "on day 1 of every month at 05:00" in answer.text
    assert ticked(answer.text) == ["weekly"]


def test_a_link_ticks_the_newsletter_that_it_names(client: Client) -> None:
    """One that we do not have is passed over."""
    assert ticked(client.ask("/subscribe?newsletter=tides").text) == ["tides"]
    assert ticked(client.ask("/subscribe?newsletter=x").text) == ["weekly"]


def test_what_is_not_listed_is_found_by_its_link_only(press: Press) -> None:
    """And can be subscribed to by who has it."""
    with serving(make_app(with_unlisted(press))) as client:
        assert "Tide Tables" not in client.ask("/subscribe").text
        assert "Tide Tables" in client.ask("/subscribe?newsletter=tides").text
        form = "newsletter=tides&address=ann@example.net"
        assert client.post("/subscribe", form).status == 200
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1


def test_a_sign_up_plans_one_confirmation(press: Press, client: Client) -> None:
    """Nobody is subscribed yet: a letter with a link goes to the address."""
    answer = client.post(
        "/subscribe", urlencode({"address": ANN, "newsletter": "weekly"})
    )
    assert answer.status == 200
    assert is_private(answer)
    assert "We are sending you a letter" in answer.text
    assert ann(press).state is SubscriberState.UNCONFIRMED
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1


def test_the_answer_does_not_tell_who_reads(press: Press, client: Client) -> None:
    """A known and an unknown address get the same page, byte by byte."""
    a_reader(press, "weekly")
    known, unknown = (
        client.post("/subscribe", f"newsletter=weekly&address={name}%40example.net")
        for name in ("ann", "bob")
    )
    assert known.body == unknown.body
    assert known.status == unknown.status == 200


def test_the_time_of_the_answer_does_not_tell_who_reads(
    press: Press, client: Client
) -> None:
    """Known, unknown and a program's: each takes the same step of time."""
    a_reader(press, "weekly")
    times: dict[str, list[float]] = {"ann": [], "new": [], "program": []}
    for number in range(5):
        for kind, seconds in times.items():
            name = f"new{number}" if kind == "new" else "ann"
            trap = "&website=x" if kind == "program" else ""
            form = f"newsletter=weekly&address={name}%40example.net{trap}"
            began = time.perf_counter()
            assert client.post("/subscribe", form).status == 200
            seconds.append(time.perf_counter() - began)
    middles = [median(seconds) for seconds in times.values()]
    assert max(middles) - min(middles) < 0.05


def test_several_newsletters_are_chosen_at_once(press: Press, client: Client) -> None:
    """The field may be repeated; a name that we do not have is passed over."""
    form = f"{FORM}&newsletter=tides&newsletter=x"
    assert client.post("/subscribe", form).status == 200
    record = press.store.record_of(ann(press).id)
    assert record is not None
    assert {each.newsletter for each in record.subscriptions} == {"tides", "weekly"}


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (("", "", ""), ""),
        (("", "", "&lang=de"), "de"),
        (("", "fr-CH, en;q=0.5", "&lang=de"), "fr-CH"),
        (("?lang=ja", "fr", "&lang=de"), "ja"),
        (("?lang=xx", "nl", "&lang=%00"), ""),
    ],
)
def test_a_reader_is_spoken_to_in_the_language_that_they_asked_in(
    press: Press, client: Client, asked: tuple[str, str, str], language: str
) -> None:
    """The address's, the browser's, or the form's: their first letter speaks it."""
    query, accepted, written = asked
    answer = client.post(f"/subscribe{query}", FORM + written, Accept_Language=accepted)
    assert answer.status == 200
    assert ann(press).language == language


def test_a_program_gets_the_same_page_and_nothing_else(
    press: Press, client: Client
) -> None:
    """Who fills in the field that people do not see is not subscribed."""
    person = client.post("/subscribe", FORM.replace("ann", "bob"))
    program = client.post("/subscribe", f"{FORM}&website=http://x.example")
    assert program.body == person.body
    assert press.store.find_subscriber(ANN) is None


@pytest.mark.parametrize(
    "form",
    [
        "newsletter=weekly&address=ann@@example.net",
        "newsletter=weekly&address=",
        "newsletter=weekly",
        "newsletter=weekly&address=ann%40example.net%0D%0ABcc:%20bob%40example.net",
        "newsletter=weekly&address=%FF%FE",
        f"newsletter=weekly&address={'a' * 400}%40example.net",
        "address=ann@example.net",
        "address=ann@example.net&newsletter=nothing",
        "",
    ],
)
def test_a_form_with_a_slip_says_so(press: Press, client: Client, form: str) -> None:
    """400, in words, with the form to mend it, and nothing is kept."""
    answer = client.post("/subscribe", form)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert 'action="./subscribe"' in answer.text
    assert press.store.open_deliveries() == 0


def test_an_address_with_a_slip_stands_in_the_form(client: Client) -> None:
    """What was ticked, too; and what is wrong stands beside the field."""
    answer = client.post("/subscribe", 'newsletter=tides&address="ann"<b>')
    root: Any = lxml_html.document_fromstring(answer.text)
    (field,) = root.xpath("//input[@type='email']")
    assert field.get("value") == '"ann"<b>'
    assert field.get("aria-invalid") == "true"
    (error,) = root.xpath(f"//*[@id='{field.get('aria-describedby')}']")
    assert "name@example.org" in error.text_content()
    assert ticked(answer.text) == ["tides"]


def test_the_only_newsletter_need_not_be_named(press: Press) -> None:
    """A form on another page may have just the address."""
    config = replace(press.config, newsletters=press.config.newsletters[:1])
    with serving(make_app(replace(press, config=config))) as client:
        assert 'type="checkbox"' not in client.ask("/subscribe").text
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


def test_a_flood_of_one_network_is_told_to_wait(press: Press, client: Client) -> None:
    """429 with whole seconds (RFC 6585 4)."""
    forms = [f"newsletter=weekly&address=a{n}" for n in range(FROM_ONE_NETWORK)]
    assert {client.post("/subscribe", form).status for form in forms} == {400}
    answer = client.post("/subscribe", FORM)
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0
    assert press.store.open_deliveries() == 0


def test_a_flood_for_one_address_is_told_to_wait(press: Press, client: Client) -> None:
    """Known or not, and however it is written; others may go on."""
    forms = [FORM, FORM.replace("ann", "ANN")] * FOR_ONE_ADDRESS
    statuses = [client.post("/subscribe", form).status for form in forms]
    assert statuses == [200] * FOR_ONE_ADDRESS + [429] * FOR_ONE_ADDRESS
    assert press.store.open_deliveries(Purpose.CONFIRMATION) == 1
    assert client.post("/subscribe", FORM.replace("ann", "bob")).status == 200


def test_a_flood_of_all_together_is_told_to_wait(press: Press) -> None:
    """As [subscribing] most_per_hour has it; what a program sends does not count."""
    settings = replace(press.config.subscribing, most_per_hour=2)
    config = replace(press.config, subscribing=settings)
    with serving(make_app(replace(press, config=config))) as client:
        for name, trap, status in (
            *(("a", "&website=x", 200), ("b", "&website=x", 200)),
            *(("c", "", 200), ("d", "", 200), ("e", "", 429)),
        ):
            form = f"newsletter=weekly&address={name}@example.net{trap}"
            assert client.post("/subscribe", form).status == status
