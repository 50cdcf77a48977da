"""Good messages for checks of letters, and the same with one thing broken."""

from __future__ import annotations

from dataclasses import replace

from builders import a_letter, a_newsletter, a_site
from digest.check.findings import Finding, Severity
from digest.check.letters.inspection import inspect_letter
from digest.deliveries import Letter
from digest.mail.messages.specimen import specimen
from digest.secret import Secret

POSTAL_ADDRESS = "1 Quay Street, 20457 Hamburg"
WEB = "https://notes.example.org/issues/weekly/1/"
PAGE = f"""<!DOCTYPE html>
<html lang="en" dir="ltr" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>Harbour opens</title>
<!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->
<style>
:root {{ color-scheme: light dark }}
a:hover {{ text-decoration: none !important }}
@media (prefers-color-scheme: dark) {{ .page {{ background-color: #111111 !important }} }}
[data-ogsc] .page {{ color: #eeeeee !important }}
</style>
</head>
<body style="margin:0">
<div style="display:none">After the storm, ships are back; and what else the week brought.</div>
<div role="article" lang="en" dir="ltr">
<table role="presentation" class="page" bgcolor="#ffffff"><tr><td style="color:#222222;font-size:16px">
<!--[if mso]><table role="presentation"><tr><td><![endif]-->
<h1 style="font-size:24px">North Shore Weekly</h1>
<p style="font-size:14px">Issue 1 · <a href="{WEB}" style="color:#0b4f8a">Read it on the web</a></p>
<h2><a href="https://notes.example.org/articles/harbour-opens/" style="color:#222222">Harbour opens</a></h2>
<img src="https://notes.example.org/harbour.jpg" alt="Ships" width="520" height="260" style="width:100%">
<p class="b-p">After the storm, ships are back. See <a class="b-link" href="https://tides.example.com/" style="color:#0b4f8a">the tide of today</a>.</p>
<table class="b-table"><tr><th>Day</th><td>Ships</td></tr></table>
<p><a href="https://placeholder.invalid/unsubscribe" style="color:#0b4f8a">Unsubscribe</a> <a href="https://placeholder.invalid/preferences" style="color:#0b4f8a">Change your subscriptions</a></p>
<p>{POSTAL_ADDRESS}</p>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
"""  # noqa: E501  as templates write it
TEXT = f"""NORTH SHORE WEEKLY

Issue 1, on the web: {WEB}

Harbour
opens
=======

After the storm, ships are back. See the tide of today
<https://tides.example.com/>, and the ships of each day.

https://notes.example.org/articles/harbour-opens/

--
Unsubscribe: https://placeholder.invalid/unsubscribe
Change your subscriptions: https://placeholder.invalid/preferences
{POSTAL_ADDRESS}
"""
GOOD = replace(a_letter(html=PAGE, text=TEXT), preheader="After the storm.")


def a_message(letter: Letter = GOOD) -> bytes:
    """The letter as somebody would get it."""
    key = Secret("k" * 32)
    made = specimen(letter, site=a_site(), newsletter=a_newsletter(), key=key)
    return made.data


def findings_in(data: bytes) -> tuple[Finding, ...]:
    """What is found in the message."""
    return inspect_letter(data, path="letter.eml", postal_address=POSTAL_ADDRESS)


def in_page(old: str, new: str) -> bytes:
    """The good message with other words in its HTML."""
    assert old in PAGE
    return a_message(replace(GOOD, html=PAGE.replace(old, new, 1)))


def in_text(old: str, new: str) -> bytes:
    """The good message with other words in its text part."""
    assert old in TEXT
    return a_message(replace(GOOD, text=TEXT.replace(old, new, 1)))


def in_message(old: bytes, new: bytes) -> bytes:
    """The good message with other octets in it."""
    data = a_message()
    assert old in data
    return data.replace(old, new, 1)


def names_in(data: bytes, severity: Severity | None = None) -> set[str]:
    """The rules that find something in the message."""
    return {
        finding.rule
        for finding in findings_in(data)
        if severity in {None, finding.severity}
    }
