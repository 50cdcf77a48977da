from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import NOW
from certificates import a_certificate
from digest.doctor.page import Page, look_at
from publications import Clock
from websites import Asked, reply, website

TLS = ssl.create_default_context()


def looked_at(url: str, tls: ssl.SSLContext = TLS, *, seconds: float = 10) -> Page:
    """What stands at the address."""
    return look_at(url, seconds=seconds, clock=Clock(NOW), tls=tls)


def test_a_page_is_asked_for_once_and_by_get(tmp_path: Path) -> None:
    """With the certificate's end and the site's clock; nothing is posted."""
    certificate = a_certificate(tmp_path)

    def answer(_asked: Asked) -> bytes:
        told = "Mon, 16 Nov 2026 09:00:30 GMT"
        return reply(200, "<p>", content_type="text/html; charset=utf-8", date=told)

    with website(answer, tls=certificate.server) as site:
        page = looked_at(f"{site.url}/leave/7.weekly", certificate.client)
    assert page == Page(
        status=200,
        kind="text/html",
        ends=certificate.ends,
        told=datetime(2026, 11, 16, 9, 0, 30, tzinfo=UTC),
        seen=NOW,
    )
    assert [(each.method, each.path) for each in site.asked] == [
        ("GET", "/leave/7.weekly")
    ]


def test_a_redirect_is_not_followed() -> None:
    """It is the answer."""
    moved = reply(301, location="https://elsewhere.example/", date="nonsense")
    with website(lambda _: moved) as site:
        page = looked_at(site.url)
    assert (page.status, page.location) == (301, "https://elsewhere.example/")
    assert page.told is None
    assert site.paths == ["/"]


@pytest.mark.parametrize(
    "date",
    ["01 Jan 2026 00:00:00 +99999999999999999", "Mon, 99999999999999999999 Jan 1 1:1"],
)
def test_a_clock_beyond_all_numbers_tells_no_time(date: str) -> None:
    """A site may answer anything."""
    with website(lambda _: reply(200, date=date, content_type="a/\x9b31m")) as site:
        page = looked_at(site.url)
    assert (page.status, page.told) == (200, None)
    assert page.kind.isprintable()


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000],
)
def test_what_is_no_site_is_told(answer: bytes) -> None:
    """Whatever answers there."""
    with website(lambda _: answer) as site:
        assert looked_at(site.url).fault


def test_a_certificate_of_others_is_told(tmp_path: Path) -> None:
    """Readers' programs would not go on either."""
    with website(lambda _: reply(), tls=a_certificate(tmp_path).server) as site:
        fault = looked_at(site.url).fault
    assert fault.startswith("shows a certificate that is not trusted: ")


def test_nobody_at_home_is_told() -> None:
    """Nor is a port that nobody can have a mistake of ours."""
    with website(lambda _: reply()) as site:
        pass
    assert looked_at(site.url).fault == "cannot be reached: Connection refused"
