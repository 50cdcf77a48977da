"""A good message with one fault: the rule that has to find it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from digest.check.findings import Severity
from digest.check.letters.rules import RULES
from letter_messages import (
    GOOD,
    a_message,
    findings_in,
    in_message,
    in_page,
    in_text,
    names_in,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A message in which something is otherwise."""

    rule: str
    make: Callable[[], bytes]
    told: str

    def __str__(self) -> str:
        """As it is named in the list of tests."""
        return f"{self.rule}: {self.told[:50]!r}"


def page(rule: str, *changes: tuple[str, str]) -> Iterator[Mutant]:
    """Mutants of the HTML."""
    for old, new in changes:
        yield Mutant(rule=rule, make=partial(in_page, old, new), told=new)


def text(rule: str, *changes: tuple[str, str]) -> Iterator[Mutant]:
    """Mutants of the text part."""
    for old, new in changes:
        yield Mutant(rule=rule, make=partial(in_text, old, new), told=new)


def octets(rule: str, *changes: tuple[bytes, bytes]) -> Iterator[Mutant]:
    """Mutants of the message."""
    for old, new in changes:
        told = new.decode("latin-1")
        yield Mutant(rule=rule, make=partial(in_message, old, new), told=told)


def whole(rule: str, **messages: bytes) -> Iterator[Mutant]:
    """Messages that are quite otherwise."""
    for told, data in messages.items():
        yield Mutant(rule=rule, make=partial(bytes, data), told=told)


def without(name: str) -> bytes:
    """The good message without this header field."""
    pattern = rf"(?m)^{name}:.*\r\n(?:[ \t].*\r\n)*".encode()
    return re.sub(pattern, b"", a_message(), count=1)


def with_field(name: str, value: str) -> bytes:
    """The good message with another value of this header field."""
    pattern = rf"(?m)^{name}:.*\r\n(?:[ \t].*\r\n)*".encode()
    return re.sub(pattern, f"{name}: {value}\r\n".encode(), a_message(), count=1)


def signed(**tags: str) -> bytes:
    """The good message with a signature of these tags."""
    names = "from:from:to:subject:date:message-id:mime-version:content-type"
    told = {
        "v": "1",
        "a": "rsa-sha256",
        "d": "notes.example.org",
        "s": "s1",
        "h": f"{names}:list-unsubscribe:list-unsubscribe-post",
        "bh": "x",
        "b": "x",
        **tags,
    }
    value = "; ".join(f"{name}={value}" for name, value in told.items())
    field = value.replace("; ", ";\r\n ").replace(":list", ":\r\n list")
    return f"DKIM-Signature: {field}\r\n".encode() + a_message()


BOUNDARY = re.compile(rb'boundary="([^"]+)"')


def turned() -> bytes:
    """The good message with its HTML first."""
    data = a_message()
    found = BOUNDARY.search(data)
    assert found
    mark = b"\r\n--" + found[1]
    head, first, second, end = data.split(mark)
    return mark.join((head, second, first, end))


LINK = 'href="https://tides.example.com/"'
PICTURE = 'src="https://notes.example.org/harbour.jpg"'
HEAD = b"Subject: "
MUTANTS = (
    *whole(
        "letter-unreadable",
        empty=b"",
        blank=b"\r\n \r\n",
        binary=bytes(range(256)) * 9,
        huge=a_message() + b"x" * 1_000_000,
        lines=a_message() + b"\n" * 90_000,
        words=b"Dear reader,\r\n\r\nthe harbour is open again.\r\n",
        fields=b"X: a\r\n" * 500 + a_message(),
        deep=b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 30,
        cut=a_message()[:-40],
    ),
    *octets(
        "letter-line-ends",
        (b"weekly.notes", b"weekly\0notes"),
        (b"\r\n\r\n--", b"\r\n\n--"),
    ),
    *octets("letter-long-line", (b"NORTH SHORE", b"N" * 1_200)),
    *whole("letter-long-header", subject=with_field("Subject", "word " * 20 + "end")),
    *whole(
        "letter-header-octets",
        subject=with_field("Subject", "Caf\u00e9"),
        word=with_field("Subject", f"=?utf-8?q?{'a' * 70}?="),
    ),
    *octets(
        "letter-header-count",
        (HEAD, b"Subject: Another\r\nSubject: "),
        (b"To: ", b"To: bob@example.net\r\nTo: "),
        (b"Date: ", b"Date: Mon, 16 Nov 2026 06:00:00 +0000\r\nDate: "),
    ),
    *whole(
        "letter-header-count",
        **{name: without(name) for name in ("From", "To", "Subject", "MIME-Version")},
    ),
    *octets(
        "letter-barred-header",
        (HEAD, b"Bcc: x@example.net\r\nSubject: "),
        (HEAD, b"X-Priority: 1\r\nSubject: "),
        (HEAD, b"Disposition-Notification-To: x@example.net\r\nSubject: "),
    ),
    *whole("letter-parts", turned=turned()),
    *octets(
        "letter-parts",
        (b"multipart/alternative", b"multipart/mixed"),
        (b"Content-Type: text/html", b"Content-Type: text/calendar"),
    ),
    *octets(
        "letter-amp", (b"Content-Type: text/plain", b"Content-Type: text/x-amp-html")
    ),
    *octets(
        "letter-encoding",
        (b"text/html; charset=utf-8", b"text/html; charset=iso-8859-1"),
        (b"text/html; charset=utf-8", b"text/html"),
        (b"NORTH", b"=FF"),
        (b"Encoding: quoted-printable", b"Encoding: 8bit"),
        (b"NORTH SHORE", b"N" * 77),
    ),
    *page(
        "letter-size",
        ("<title>", f"<!--{'word ' * 21_000}--><title>"),
        ("<title>", f"<!--{'word ' * 41_000}--><title>"),
    ),
    *page("letter-heavy", ("<title>", f"<!--{'word ' * 18_500}--><title>")),
    *octets(
        "letter-heavy", (b"\r\n\r\n--", b"\r\n" + b"preamble\r\n" * 40_000 + b"\r\n--")
    ),
    *whole(
        "letter-date",
        none=without("Date"),
        words=with_field("Date", "yesterday"),
        zone=with_field("Date", "Mon, 16 Nov 2026 06:00:00 -0000"),
        far=with_field("Date", "Mon, 99 Nov 2026 06:00:00 +0000"),
    ),
    *whole(
        "letter-message-id",
        none=without("Message-ID"),
        foreign=with_field("Message-ID", "<1@localhost>"),
        bare=with_field("Message-ID", "1@notes.example.org"),
    ),
    *whole(
        "letter-sender",
        two=with_field("From", "a@notes.example.org, b@notes.example.org"),
        none=with_field("From", "North Shore Notes"),
        silent=with_field("From", "Notes <no-reply@notes.example.org>"),
        endless=with_field("From", "a@b.example, " * 200),
    ),
    *whole("letter-sender-name", bare=with_field("From", "notes@notes.example.org")),
    *whole(
        "letter-recipient",
        two=with_field("To", "ann@example.net, bob@example.net"),
        none=with_field("To", "undisclosed-recipients:;"),
    ),
    *whole("letter-subject", none=with_field("Subject", " ")),
    *whole(
        "letter-subject-words",
        long=with_field("Subject", "The harbour is open\r\n " * 5),
        loud=with_field("Subject", "HARBOUR OPENS AGAIN"),
        answer=with_field("Subject", "Re: the harbour"),
    ),
    *whole(
        "letter-unsubscribe",
        none=without("List-Unsubscribe"),
        mail=with_field("List-Unsubscribe", "<mailto:notes@notes.example.org>"),
        insecure=with_field("List-Unsubscribe", "<http://notes.example.org/u/1>"),
        encoded=with_field("List-Unsubscribe", "=?utf-8?q?<https://a.example/>?="),
        blank=with_field("List-Unsubscribe", "<https://notes.example.org/\r\n u/1>"),
    ),
    *whole(
        "letter-unsubscribe-by-mail",
        web=with_field("List-Unsubscribe", "<https://notes.example.org/u/1>"),
    ),
    *whole(
        "letter-one-click",
        none=without("List-Unsubscribe-Post"),
        other=with_field("List-Unsubscribe-Post", "One-Click"),
    ),
    *whole(
        "letter-list-id",
        none=without("List-Id"),
        label=with_field("List-Id", "weekly"),
        dotless=with_field("List-Id", "Weekly <weekly>"),
    ),
    *whole(
        "letter-automatic",
        none=without("Precedence").replace(b"Auto-Submitted: auto-generated\r\n", b""),
        answer=with_field("Auto-Submitted", "auto-replied"),
    ),
    *whole(
        "letter-feedback-id",
        many=with_field("Feedback-ID", "a:b:c:d:sender"),
        short=with_field("Feedback-ID", "a:b:c:d"),
    ),
    *whole(
        "letter-list-headers",
        **{
            name: without(name)
            for name in ("List-Help", "List-Archive", "List-Post", "Feedback-ID")
        },
    ),
    *whole(
        "letter-signature",
        length=signed(l="100"),
        weak=signed(a="rsa-sha1"),
        foreign=signed(d="example.com"),
        subject=signed(h="from:from:list-unsubscribe:list-unsubscribe-post"),
        lists=signed(h="from:from:subject:list-unsubscribe"),
    ),
    *whole(
        "letter-thin-signature",
        once=signed(h="from:subject:list-unsubscribe:list-unsubscribe-post"),
    ),
    *whole("letter-text-stub", short=in_text(GOOD.text, "See the HTML.")),
    *text(
        "letter-text-markup",
        ("After the storm", '<p style="x">After the storm'),
        ("After the storm", "After&nbsp;the storm"),
    ),
    *text("letter-text-unsubscribe", ("https://placeholder.invalid/unsubscribe", "—")),
    *text("letter-text-heading", ("Harbour\nopens", "What opens")),
    *text("letter-text-link", ("<https://tides.example.com/>", "")),
    *page(
        "letter-doctype",
        ("<!DOCTYPE html>\n", ""),
        ("<!DOCTYPE html>", "\ufeff<!DOCTYPE html>"),
    ),
    *page(
        "letter-head",
        ('<html lang="en"', "<html"),
        ("<title>Harbour opens</title>", "<title> </title>"),
        ("<title>Harbour opens</title>", ""),
        ('<meta charset="utf-8">', '<meta charset="latin1">'),
        ("width=device-width", "width=600"),
    ),
    *page("letter-direction", (' dir="ltr" xmlns', " xmlns")),
    *page(
        "letter-colour-scheme",
        (
            'name="color-scheme" content="light dark"',
            'name="color-scheme" content="light"',
        ),
        ('<meta name="supported-color-schemes" content="light dark">', ""),
    ),
    *page("letter-dark-rules", ("(prefers-color-scheme: dark)", "(max-width: 600px)")),
    *page(
        "letter-preheader",
        ('<div style="display:none">', "<div>"),
        ('<body style="margin:0">', '<body style="margin:0">Dear reader'),
    ),
    *page(
        "letter-preheader-length",
        ("; and what else the week brought.", ""),
        ("; and what else", f"; and {'what else ' * 20}"),
    ),
    *page(
        "letter-active",
        ("</body>", "<script>1</script></body>"),
        ("</body>", "<form></form></body>"),
        ("</body>", '<iframe src="https://a.example/"></iframe></body>'),
        ("</head>", '<link rel="stylesheet" href="https://a.example/a.css"></head>'),
        ("</head>", '<meta http-equiv="refresh" content="1"></head>'),
        ("<style>", "<style>@import url(https://a.example/a.css);"),
        ("<h1", '<h1 onclick="x()"'),
        (LINK, 'href="java\nscript:alert(1)"'),
    ),
    *page(
        "letter-tags",
        ("</h2>", ""),
        ("</h2>", "</b></h2>"),
        ("</div>\n</body>", "</body>"),
        ("<h2>", '<h2 id="a" id="b">'),
        ("</html>", '<a href="x'),
        ("</html>", "<!-- and no end"),
        ("<p>", "<i>" * 250 + "<p>"),
        ('<a class="b-link"', '<a href="https://a.example/">a<a class="b-link"'),
        ("</h1>", "<h2>b</h2></h1>"),
        ("</html>", "</html><![endif]-->"),
    ),
    *page(
        "letter-office-comments",
        ("<!--[if mso]></td></tr></table><![endif]-->", ""),
        ('<!--[if mso]><table role="presentation"><tr><td><![endif]-->', ""),
        ("<h1", "<!--[if !mso]><!--><h1"),
        ("<h1", "<!--<![endif]--><h1"),
        ("<h1", "<!--[if mso]><p>--><h1"),
    ),
    *page(
        "letter-office-tags", ('xmlns:o="urn:schemas-microsoft-com:office:office"', "")
    ),
    *page(
        "letter-layout-table",
        ('role="presentation" class="page"', 'class="page"'),
        ('role="presentation" class="page"', 'role="grid" class="page"'),
    ),
    *page("letter-article-role", ('role="article" lang="en"', 'role="article"')),
    *page(
        "letter-headings",
        ("<h2>", "<h1>x</h1><h2>"),
        ('<h1 style="font-size:24px">North Shore Weekly</h1>', ""),
        ("<h2>", "<h2></h2><h2>"),
        ("<h2>", "<h4>x</h4><h2>"),
    ),
    *page(
        "letter-link",
        (LINK, 'href=""'),
        (LINK, 'href="/tides/"'),
        (LINK, 'href="#tides"'),
        (LINK, 'href="#"'),
        (LINK, 'href="ftp://tides.example.com/"'),
        (LINK, 'href="https://tides.example.com/a b"'),
    ),
    *page("letter-empty-link", (">the tide of today<", "> <"), (">Unsubscribe<", "><")),
    *page("letter-insecure-link", (LINK, 'href="http://tides.example.com/"')),
    *page(
        "letter-vague-link",
        (">Change your subscriptions<", ">Click here!<"),
        (">Change your subscriptions<", ">Mehr erfahren<"),
    ),
    *page("letter-vague-words", (">the tide of today<", ">here<")),
    *page(
        "letter-other-address",
        (">Change your subscriptions<", ">https://bank.example.com/<"),
    ),
    *page("letter-other-words", (">the tide of today<", ">https://bank.example.org/<")),
    *page(
        "letter-picture",
        (' alt="Ships"', ""),
        (' width="520"', ""),
        (' width="520"', ' width="100%"'),
        (PICTURE, 'src="/harbour.jpg"'),
        (PICTURE, 'src="http://notes.example.org/harbour.jpg"'),
        (PICTURE, 'src="data:image/png;base64,iVBORw0KGgo="'),
        (PICTURE, ""),
    ),
    *page(
        "letter-tracking",
        (' width="520"', ' width="1"'),
        (' height="260" style="', ' style="height:1px;'),
    ),
    *page("letter-picture-type", ("harbour.jpg", "harbour.webp?v=2")),
    *page(
        "letter-alt-words",
        ('alt="Ships"', 'alt="IMG_2033.jpg"'),
        ('alt="Ships"', f'alt="{"Ships and " * 30}"'),
    ),
    *page(
        "letter-contrast",
        ("color:#222222;font-size:16px", "color:#aaaaaa;font-size:16px"),
        ("color:#222222;font-size:16px", "background:#333333;font-size:16px"),
        ("color:#222222;font-size:16px", "color:rgba(34,34,34,.5);font-size:16px"),
    ),
    *page(
        "letter-tiny-text",
        ("font-size:14px", "font-size:9px"),
        ("font-size:14px", "font-size:75%"),
        ("font-size:14px", "font-size:.7em"),
        ("font-size:14px", "font-size:8pt"),
        ("font-size:14px", "font-size:x-small"),
    ),
    *page("letter-small-text", ("font-size:14px", "font-size:13px")),
    *page(
        "letter-not-inlined",
        ("<style>", "<style>p { color: #222222 }"),
        ("#111111 !important", "#111111"),
        ('style="font-size:14px"', 'style="color:var(--ink);font-size:14px"'),
        ('style="font-size:14px"', 'style="--ink:red;font-size:14px"'),
    ),
    *page(
        "letter-unsupported-style",
        *(
            ("margin:0", style)
            for style in (
                *(
                    "display:flex",
                    "display:inline-grid",
                    "position:absolute",
                    "gap:4px",
                ),
                *("margin-top:-4px", "width:calc(100% - 4px)", "transform:none"),
                "margin:0 auto -1em",
            )
        ),
    ),
    *page(
        "letter-outlook-style",
        ("margin:0", "border-color:rgba(0,0,0,.5)"),
        ("margin:0", "padding:1rem"),
    ),
    *page(
        "letter-style-element",
        ("<h1", "<style>a:hover{color:red!important}</style><h1"),
        ("<style>", f"<style>/*{'x' * 17_000}*/"),
        ("<style>", "<style>@media print{@media screen{a{color:red!important}}}"),
    ),
    *page(
        "letter-large-style",
        ("<style>", f"<style>/*{'x' * 9_000}*/"),
        ("</style>", "and so on</style>"),
    ),
    *page(
        "letter-unfilled",
        ("North Shore Weekly</h1>", "{{ issue.title }}</h1>"),
        ("Issue 1 ·", "None ·"),
        ("<title>Harbour opens", "<title>{{ title }}"),
        ("org/harbour.jpg", "org/{{%20picture%20}}"),
        (
            ">Change your",
            "><img alt='' width='9' src='https://a.org/*|URL|*'>Change your",
        ),
        ("margin:0", "margin:{{ margin }}"),
        ("Issue 1 ·", "%%number%% ·"),
    ),
    *page("letter-marks", ("ships are back. See", "ships are {{ back }}. See")),
    *page("letter-draft-words", ("ships are back. See", "lorem ipsum dolor. See")),
    *page("letter-broken-words", ("Harbour opens</a>", "CafÃ© opens</a>")),
    *whole(
        "letter-broken-words",
        subject=with_field("Subject", "=?utf-8?q?Caf=C3=83=C2=A9?="),
    ),
    *page("letter-doubtful-words", ("ships are back. See", "donâ€™t see")),
    *page(
        "letter-unsubscribe-link",
        ("https://placeholder.invalid/unsubscribe", "https://notes.example.org/x"),
        ('unsubscribe" style="', 'unsubscribe" style="display:none;'),
    ),
    *page(
        "letter-web-page",
        ("https://notes.example.org/issues/weekly/1/", "https://a.org/"),
    ),
    *page("letter-postal-address", ("<p>1 Quay Street, 20457 Hamburg</p>", "")),
    *text("letter-postal-address", ("1 Quay Street, 20457 Hamburg", "")),
)


def test_a_good_message_has_no_findings() -> None:
    """Else no mutant would prove anything."""
    assert findings_in(a_message()) == ()


def test_a_good_signature_has_no_findings() -> None:
    """Where there is one; and none is asked for where there need not be."""
    assert findings_in(signed()) == ()


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_each_fault_is_found_by_its_rule(mutant: Mutant) -> None:
    """Whatever other rules say of it, too."""
    assert mutant.rule in names_in(mutant.make())


def test_every_rule_has_a_mutant() -> None:
    """So that none is there for nothing."""
    # what is no fault of a message, but of the site that it is from: test_trials
    names = {rule.name for rule in RULES} - {"letter-trial"}
    assert names == {mutant.rule for mutant in MUTANTS}


def test_names_and_words_of_rules_have_one_form() -> None:
    """Small letters with hyphens; a description and a reason in a line each."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert re.fullmatch(r"letter-[a-z]+(?:-[a-z]+)*", rule.name)
        assert 10 < len(rule.description) < 80
        assert 10 < len(rule.reason) < 80
        assert rule.severity in Severity
