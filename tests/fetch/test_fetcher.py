from __future__ import annotations

import asyncio
import gzip
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from ipaddress import ip_address
from itertools import repeat
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import __version__
from digest.errors import FetchError
from digest.fetch.caller import Call, Caller, Heard
from digest.fetch.fetched import Fetched
from digest.fetch.fetcher import Fetcher, Limits
from digest.fetch.public import Address
from websites import Answer, Asked, is_loopback, reply, website

FERRY = "The ferry is late."


def fetch(url: str, limits: Limits | None = None, **validators: str) -> Fetched:
    """One request to the loopback."""
    with Fetcher(limits=limits, may_connect=is_loopback) as fetcher:
        return fetcher.fetch(url, **validators)


def fetched(answer: Answer, limits: Limits | None = None) -> Fetched:
    """What a site that answers so is taken to say."""
    with website(answer) as site:
        return fetch(f"{site.url}/feed", limits)


def refusal(answer: Answer, limits: Limits | None = None) -> FetchError:
    """Why a site that answers so is not taken."""
    with pytest.raises(FetchError) as caught:
        fetched(answer, limits)
    return caught.value


def names(*answers: str) -> tuple[Callable[[str], Sequence[Address]], list[str]]:
    """A name server that gives one of these answers each time, and who asked it."""
    asked: list[str] = []
    left = iter(answers)

    def resolve(host: str) -> Sequence[Address]:
        asked.append(host)
        return [ip_address(one) for one in next(left).split()]

    return resolve, asked


# --- what is asked ------------------------------------------------------------------


def test_a_request_says_who_asks_and_bears_nothing_else() -> None:
    """The site is named, gzip is welcome, and there is neither cookie nor referrer."""
    with (
        website(lambda _: reply(body=FERRY)) as site,
        Fetcher(may_connect=is_loopback, site_url="https://notes.example.org") as own,
    ):
        own.fetch(f"{site.url}/a%20b?c=d#e", accept="text/html")
    asked = site.asked[0]
    assert asked.path == "/a%20b?c=d"
    agent = f"digest/{__version__} (+https://notes.example.org)"
    assert asked.headers["user-agent"] == agent
    assert asked.headers["host"] == site.url.removeprefix("http://")
    assert asked.headers["accept"] == "text/html"
    assert asked.headers["accept-encoding"] == "gzip"
    assert set(asked.headers) == {
        *("user-agent", "host", "accept", "accept-encoding", "connection")
    }


def test_a_cookie_is_never_brought_back() -> None:
    """What a site sets is gone with its answer, also on the way of a redirect."""

    def answer(asked: Asked) -> bytes:
        if asked.path == "/feed":
            return reply(302, location="/there", set_cookie="a=b; Path=/")
        return reply(body=FERRY)

    with website(answer) as site:
        fetch(f"{site.url}/feed")
    assert [one.headers.get("cookie") for one in site.asked] == [None, None]


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect to what nobody checked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetched(lambda _: reply(body=FERRY)).data == FERRY.encode()


def test_words_of_any_language_in_a_url_are_sent_in_ascii() -> None:
    """The path is percent-encoded once."""
    with website(lambda _: reply()) as site:
        found = fetch(f"{site.url}/fähre")
    assert site.paths == ["/f%C3%A4hre"]
    assert found.url == f"{site.url}/f%C3%A4hre"


def test_validators_are_sent_and_a_304_is_an_answer() -> None:
    """What did not change is not sent again."""
    with website(lambda _: reply(304, etag='"1"')) as site:
        found = fetch(site.url, etag='"1"', last_modified="Mon, 23 Nov 2026 07:00 GMT")
    assert found.status == 304
    assert found.data == b""
    assert site.asked[0].headers["if-none-match"] == '"1"'
    when = "Mon, 23 Nov 2026 07:00 GMT"
    assert site.asked[0].headers["if-modified-since"] == when


def test_a_304_that_nobody_asked_for_is_none() -> None:
    """Without validators there is nothing that could be unchanged."""
    assert refusal(lambda _: reply(304)).status == 304


# --- what is answered ---------------------------------------------------------------


def test_an_answer_comes_with_what_its_headers_say() -> None:
    """Media type, charset, validators and how long it counts."""
    found = fetched(
        lambda _: reply(
            body=FERRY,
            content_type='Text/HTML; charset="UTF-8"',
            etag='W/"7"',
            last_modified="Mon, 23 Nov 2026 07:00:00 GMT",
            cache_control="public, max-age=600",
        )
    )
    assert (found.status, found.data) == (200, FERRY.encode())
    assert (found.media_type, found.charset) == ("text/html", "UTF-8")
    assert (found.etag, found.max_age) == ('W/"7"', timedelta(minutes=10))
    assert found.last_modified == "Mon, 23 Nov 2026 07:00:00 GMT"
    assert not found.is_permanently_moved
    assert found.retry_after is None


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 404, 410, 418, 500])
def test_any_other_answer_is_told_with_its_number(status: int) -> None:
    """The caller decides by it."""
    error = refusal(lambda _: reply(status))
    assert error.status == status
    assert f"answers {status}; " in str(error)


def test_a_site_that_wants_peace_says_for_how_long() -> None:
    """Retry-After of 429 and 503."""
    error = refusal(lambda _: reply(429, retry_after="120"))
    assert (error.status, error.retry_after) == (429, timedelta(minutes=2))


def test_the_body_of_a_fault_is_not_read() -> None:
    """An error page without end costs nothing."""
    head = reply(500).replace(b"content-length: 0", b"content-length: 99999999999")
    error = refusal(lambda _: [head, b"x" * 100], Limits(seconds=5))
    assert error.status == 500


def test_chunks_and_an_answer_without_length_are_read_to_their_end() -> None:
    """Both forms of HTTP/1.1."""
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    chunked = fetched(lambda _: head + b"4\r\nThe \r\n5\r\nferry\r\n0\r\n\r\n")
    plain = fetched(lambda _: b"HTTP/1.0 200 OK\r\n\r\nThe ferry")
    assert chunked.data == plain.data == b"The ferry"


def test_gzip_is_unpacked() -> None:
    """Also of several members."""
    packed = gzip.compress(b"The ") + gzip.compress(b"ferry")
    found = fetched(lambda _: reply(body=packed, content_encoding="gzip"))
    assert found.data == b"The ferry"


@pytest.mark.parametrize(
    ("packed", "encoding", "fact"),
    [
        (b"plain", "gzip", "is no gzip, as it says"),
        # without the time: a test has one name in all processes that share them out
        (
            gzip.compress(b"Ferry" * 99, mtime=0)[:-9],
            "gzip",
            "breaks off in the middle",
        ),
        (b"?", "br", "is packed as 'br', which nobody asked for"),
    ],
)
def test_a_broken_or_strange_packing_is_refused(
    packed: bytes, encoding: str, fact: str
) -> None:
    """Half an article is none."""
    error = refusal(lambda _: reply(body=packed, content_encoding=encoding))
    assert fact in str(error)


# --- redirects ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "is_for_good"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False)],
)
def test_redirects_are_followed_and_remembered_if_all_are_for_good(
    statuses: tuple[int, ...], *, is_for_good: bool
) -> None:
    """One that may change again is not written down."""

    def answer(asked: Asked) -> bytes:
        step = int(asked.path[1:])
        if step < len(statuses):
            return reply(statuses[step], location=str(step + 1))
        return reply(body=FERRY)

    with website(answer) as site:
        found = fetch(f"{site.url}/0")
    assert found.url == f"{site.url}/{len(statuses)}"
    assert found.is_permanently_moved is is_for_good


def test_a_circle_of_redirects_comes_to_an_end() -> None:
    """Five are followed."""
    with website(lambda _: reply(302, location="/feed")) as site:
        with pytest.raises(FetchError, match="sends on more than 5 times"):
            fetch(f"{site.url}/feed")
        assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("location", "fact"),
    [
        ("file:///etc/passwd", "is no web address"),
        ("gopher://127.0.0.1/", "is no web address"),
        ("http://user:secret@127.0.0.1/", "a user's name or password"),
        ("http://10.0.0.1/", "10.0.0.1, which is not on the public web"),
        ("http://169.254.169.254/latest/", "which is not on the public web"),
        ("http://[::ffff:10.0.0.1]/", "which is not on the public web"),
        ("http://127.0.0.1:25/", "port 25 is not one of the web"),
        ("http://127.0.0.1:99999/", "is no web address"),
        ("http://[::1", "makes no sense"),
        ("http://a b/", "names no host"),
    ],
)
def test_a_redirect_leads_only_where_one_may_go(location: str, fact: str) -> None:
    """Each target is checked as the first one was."""
    told = str(refusal(lambda _: reply(302, location=location)))
    assert fact in told
    assert "secret" not in told


def test_a_redirect_that_names_no_place_is_a_fault() -> None:
    """There is nothing to follow."""
    assert refusal(lambda _: reply(302)).status == 302


# --- hosts --------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433"])
def test_nobody_asks_this_machine(host: str) -> None:
    """However it is written; the rule is the default."""
    with (
        Fetcher() as fetcher,
        pytest.raises(FetchError, match=r"not on the public web|not known"),
    ):
        fetcher.fetch(f"http://{host}:8080/")


def test_a_name_is_asked_for_once_and_what_was_checked_is_connected() -> None:
    """A second answer, of a name server that changes its mind, is never heard."""
    resolve, asked = names("127.0.0.1", "10.0.0.1")
    with (
        website(lambda _: reply(body=FERRY)) as site,
        Fetcher(may_connect=is_loopback, resolve=resolve) as fetcher,
    ):
        found = fetcher.fetch(f"http://news.example.org:{site.port}/feed")
    assert asked == ["news.example.org"]
    assert found.data == FERRY.encode()
    assert site.asked[0].headers["host"] == f"news.example.org:{site.port}"


def test_a_name_that_turns_private_is_refused_at_the_next_hop() -> None:
    """Each hop has an answer of its own, and each is checked."""
    resolve, asked = names("127.0.0.1", "192.168.0.1")
    with (
        website(lambda _: reply(302, location="/there")) as site,
        Fetcher(may_connect=is_loopback, resolve=resolve) as fetcher,
        pytest.raises(FetchError, match=r"192\.168\.0\.1, which is not on"),
    ):
        fetcher.fetch(f"http://news.example.org:{site.port}/")
    assert len(asked) == 2
    assert len(site.asked) == 1


def test_a_name_with_one_private_address_is_refused_whole() -> None:
    """Whoever mixes them is up to something."""
    resolve, _ = names("127.0.0.1 10.0.0.1")
    with (
        website(lambda _: reply(body=FERRY)) as site,
        Fetcher(may_connect=is_loopback, resolve=resolve) as fetcher,
        pytest.raises(FetchError, match="not on the public web"),
    ):
        fetcher.fetch(f"http://news.example.org:{site.port}/")
    assert not site.asked


def test_the_next_address_is_tried_where_one_is_away() -> None:
    """Many machines have an IPv6 that leads nowhere."""
    resolve, _ = names("127.0.0.9 127.0.0.1")
    with (
        website(lambda _: reply(body=FERRY)) as site,
        Fetcher(may_connect=is_loopback, resolve=resolve) as fetcher,
    ):
        found = fetcher.fetch(f"http://news.example.org:{site.port}/")
    assert found.data == FERRY.encode()


def test_ipv6_is_spoken() -> None:
    """With its brackets."""
    with website(lambda _: reply(body=FERRY), host="::1") as site:
        assert fetch(site.url).data == FERRY.encode()
    assert site.asked[0].headers["host"] == f"[::1]:{site.port}"


def test_a_host_that_is_away_is_told() -> None:
    """With what the system says of it."""
    with website(lambda _: reply()) as site:
        pass
    with pytest.raises(FetchError, match="could not be reached") as caught:
        fetch(site.url)
    assert caught.value.status == 0


def _unknown(host: str) -> Sequence[Address]:
    message = f"{host} who?"
    raise OSError(message)


def _malformed(host: str) -> Sequence[Address]:
    message = f"label of {host} too long"
    raise UnicodeError(message)


@pytest.mark.parametrize("resolve", [_unknown, _malformed, lambda _: ()])
def test_a_host_that_nobody_knows_is_told(
    resolve: Callable[[str], Sequence[Address]],
) -> None:
    """Whatever the name server's way to say so."""
    with (
        Fetcher(resolve=resolve) as fetcher,
        pytest.raises(FetchError, match="its host is not known"),
    ):
        fetcher.fetch("http://news.example.org/")


def test_a_name_server_that_hangs_is_not_waited_for() -> None:
    """The limit holds for names, too."""
    hangs = Event()

    def resolve(_: str) -> Sequence[Address]:
        hangs.wait(20)
        return ()

    with (
        Fetcher(resolve=resolve, limits=Limits(seconds=0.1)) as fetcher,
        pytest.raises(FetchError, match=r"took longer than 0\.1 seconds"),
    ):
        fetcher.fetch("http://news.example.org/")
    hangs.set()


def test_a_fault_of_ours_in_resolving_is_no_answer() -> None:
    """It is raised as what it is."""

    def resolve(_: str) -> Sequence[Address]:
        raise ZeroDivisionError

    with Fetcher(resolve=resolve) as fetcher, pytest.raises(ZeroDivisionError):
        fetcher.fetch("http://news.example.org/")


# --- hostile sites ------------------------------------------------------------------


def test_a_bomb_ends_at_the_limit() -> None:
    """A small file that unpacks to a vast one is refused, and never made."""
    bomb = gzip.compress(bytes(20_000_000))
    error = refusal(
        lambda _: reply(body=bomb, content_encoding="gzip"), Limits(bytes=100_000)
    )
    assert "is longer than 100000 bytes" in str(error)


@pytest.mark.parametrize("length", ["1000001", "10"])
def test_an_answer_that_is_too_long_ends_at_the_limit(length: str) -> None:
    """Whether it says so or not."""

    def answer(_: Asked) -> Iterator[bytes]:
        yield f"HTTP/1.1 200 OK\r\nx-length: {length}\r\n\r\n".encode()
        yield from repeat(bytes(100_000), 11)

    assert "is longer than 1000000 bytes" in str(
        refusal(answer, Limits(bytes=1_000_000))
    )


def test_an_answer_of_just_the_limit_is_taken() -> None:
    """The limit itself is allowed."""
    assert len(fetched(lambda _: reply(body=bytes(99)), Limits(bytes=99)).data) == 99


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_site_that_drips_is_given_up(head: bytes) -> None:
    """A byte now and then keeps no one, neither in the head nor in the body."""
    done = Event()

    def answer(_: Asked) -> Iterator[bytes]:
        yield head
        while not done.wait(0.02):
            yield b"H" if not head else b"x"

    error = refusal(answer, Limits(seconds=0.3))
    done.set()
    assert "took longer than 0.3 seconds" in str(error)


def test_a_site_that_says_nothing_is_given_up() -> None:
    """It took the request, and that was that."""
    done = Event()

    def answer(_: Asked) -> Iterator[bytes]:
        done.wait(20)
        yield b""

    error = refusal(answer, Limits(seconds=0.2))
    done.set()
    assert "took longer than 0.2 seconds" in str(error)


def test_headers_without_end_are_given_up() -> None:
    """Before they fill the memory."""

    def answer(_: Asked) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        yield from repeat(b"x-ferry: late\r\n" * 1000, 1000)

    assert "broke off or makes no sense" in str(refusal(answer, Limits(seconds=20)))


def test_interim_answers_without_end_are_given_up() -> None:
    """A site that promises and promises runs out of time."""
    done = Event()

    def answer(_: Asked) -> Iterator[bytes]:
        while not done.is_set():
            yield b"HTTP/1.1 102 Processing\r\n\r\n"

    error = refusal(answer, Limits(seconds=0.3))
    done.set()
    assert "took longer" in str(error)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\x00\xff\r\n\r\n",
        b"HTTP/9.9 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n0123456789",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\ncontent-length: 10\r\n\r\n0123456789",
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nThe ferry",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["nothing", "binary", "version", "words", "two", "short", "line", "chunk"],
)
def test_an_answer_that_makes_no_sense_is_a_fault(answer: bytes) -> None:
    """Of the site, told as one, and never half an article."""
    assert "broke off or makes no sense" in str(refusal(lambda _: answer))


PIECES = st.sampled_from(
    [
        *(b"HTTP/1.1 ", b"200 OK", b"302 Found", b"\r\n", b"\r\n\r\n", b"\n"),
        *(b"location: ", b"/a", b"http://", b"[::1", b"\xff\xfe", b"\x00"),
        *(b"content-type: ", b"content-length: ", b"-1", b"9" * 30),
        *(b"transfer-encoding: chunked", b"content-encoding: gzip", b"\x1f\x8b\x08"),
        *(b"retry-after: ", b"cache-control: max-age=", b"etag: ", b"upgrade: h2c"),
    ]
)


@pytest.fixture(scope="module")
def parrot() -> Iterator[Callable[[bytes], Fetched]]:
    """What a site that says these words is taken to say."""
    words = [b""]
    with (
        website(lambda _: words[-1]) as site,
        Fetcher(limits=Limits(seconds=5), may_connect=is_loopback) as fetcher,
    ):

        def ask(told: bytes) -> Fetched:
            words.append(told)
            return fetcher.fetch(site.url)

        yield ask


@given(st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n"]), st.lists(PIECES, max_size=14))
@settings(max_examples=200, deadline=None)
def test_whatever_a_site_says_is_an_answer_or_a_fault(
    parrot: Callable[[bytes], Fetched], start: bytes, pieces: list[bytes]
) -> None:
    """And never another exception; a fault is one line that can be shown."""
    fault = ""
    try:
        parrot(start + b"".join(pieces))
    except FetchError as error:
        fault = str(error)
    assert not fault or fault.isprintable()


def test_a_body_that_is_longer_than_its_length_ends_there() -> None:
    """What comes behind is no part of the answer."""
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n"
    assert fetched(lambda _: head + b"The ferry is late").data == b"The ferry"


def test_what_a_site_says_in_a_fault_stays_in_one_line() -> None:
    """Its words go to a log and to a terminal."""
    error = refusal(lambda _: reply(302, location="/\x1b[2J\tgone\x07"))
    assert str(error).isprintable()


def test_nothing_is_waited_for_once_digest_ends() -> None:
    """Who ends it need not wait for a site that hangs."""
    done, begun = Event(), Event()

    def answer(_: Asked) -> Iterator[bytes]:
        begun.set()
        done.wait(20)
        yield b""

    with (
        website(answer) as site,
        Fetcher(may_connect=is_loopback, is_stopping=begun.is_set) as fetcher,
        pytest.raises(FetchError, match="given up, as digest ends; the next start"),
    ):
        fetcher.fetch(site.url)
    done.set()


# --- TLS ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key with a certificate of its own for news.example.org."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example.org"
    extension = "subjectAltName=DNS:news.example.org"
    files = ("-keyout", str(path), "-out", str(path.with_suffix(".crt")))
    subprocess.run(  # noqa: S603  the words are ours
        [openssl, *words.split(), "-addext", extension, *files],
        check=True,
        capture_output=True,
    )
    with path.open("a") as file:
        file.write(path.with_suffix(".crt").read_text())
    return path


def _server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def _encrypted(certificate: Path, answer: Answer, host: str) -> Fetched:
    resolve, _ = names(*["127.0.0.1"] * 9)
    trust = ssl.create_default_context(cafile=str(certificate.with_suffix(".crt")))
    with (
        website(answer, tls=_server_context(certificate)) as site,
        Fetcher(may_connect=is_loopback, resolve=resolve, tls=trust) as fetcher,
    ):
        return fetcher.fetch(f"https://{host}:{site.port}/feed")


def test_a_certificate_is_checked_against_the_name(certificate: Path) -> None:
    """Though the connection goes to an address."""
    found = _encrypted(certificate, lambda _: reply(body=FERRY), "news.example.org")
    assert found.data == FERRY.encode()
    assert found.url.startswith("https://news.example.org:")


@pytest.mark.parametrize("host", ["other.example.org", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused(certificate: Path, host: str) -> None:
    """Whoever it is, it is not the one that was asked."""
    with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        _encrypted(certificate, lambda _: reply(), host)


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    """With the trust that is the default."""
    with (
        website(lambda _: reply(), tls=_server_context(certificate)) as site,
        Fetcher(may_connect=is_loopback, resolve=names("127.0.0.1")[0]) as fetcher,
        pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        fetcher.fetch(f"https://news.example.org:{site.port}/")


def test_a_caller_checks_certificates_as_well(certificate: Path) -> None:
    """Of the name that is called, though the connection goes to its address."""
    trust = ssl.create_default_context(cafile=str(certificate))
    loopback = ip_address("127.0.0.1")

    def heard(host: str, tls: ssl.SSLContext | None) -> Heard:
        caller = Caller(may_connect=is_loopback, resolve=lambda _: [loopback], tls=tls)
        call = Call(method="POST", url=f"https://{host}:{site.port}/", body=b"x")
        return asyncio.run(caller.call(call))

    with website(lambda _: reply(204), tls=_server_context(certificate)) as site:
        assert heard("news.example.org", trust).status == 204
        for answer in (heard("other.example", trust), heard("news.example.org", None)):
            assert "CERTIFICATE_VERIFY_FAILED" in answer.fault


def test_nobody_is_sent_from_https_to_http(certificate: Path) -> None:
    """What anybody on the way could change is not taken for the site's own."""
    onward = "http://news.example.org/feed"
    with pytest.raises(FetchError, match="which is not encrypted; give that address"):
        _encrypted(
            certificate, lambda _: reply(301, location=onward), "news.example.org"
        )
