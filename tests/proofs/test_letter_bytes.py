"""The same content, configuration and clock make the same letter, byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
RUNS = 30 if os.environ.get("DIGEST_TEST_LONG") else 3
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8")
#: renders one issue that has all there is, in a process of its own
RENDER = """
import sys
from hashlib import sha256
from builders import a_newsletter, a_site, an_entry, an_issue, facts_of
from digest.config import MailSection
from digest.design import Design
from digest.issues import Grouping, Note, Shown
from digest.mail.messages.specimen import specimen
from digest.render.letters import render_issue
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret

entries = tuple(
    an_entry(
        title=f"Entry {n}",
        tags=("tide", "quay", f"t{n % 3}"),
        html="<h2>Part</h2><p>Words <a href='https://a.example.org/'>here</a></p>" * n,
    )
    for n in range(60)
)
bodies = {entry.id: entry for entry in entries}
newsletter = a_newsletter(
    theme="digest",
    group=Grouping.TAG,
    show=Shown.WHOLE,
    language="de",
    max_entries=60,
    design=Design(accent="#8a1c3b", social={"A": "https://a.example/", "B": "https://b.example/"}),
)
note = Note(path="next.md", fingerprint="f", html="<p>Dear readers</p>")
letter = render_issue(
    Theme((packaged_templates(),)),
    a_site(),
    newsletter,
    an_issue(entries=tuple(map(facts_of, entries)), note=note),
    MailSection(postal_address="1 Quay Street"),
    fill=lambda facts: bodies[facts.id],
)
message = specimen(letter, site=a_site(), newsletter=newsletter, key=Secret("k" * 40))
sys.stdout.write(sha256(message.data + repr(letter).encode()).hexdigest())
"""


def letter_made(number: int) -> str:
    """The digest of the message, made under circumstances that must not matter."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(number * 7919),
        "PYTHONPATH": os.pathsep.join([str(TOP / "src"), str(TOP / "tests")]),
        "TZ": ZONES[number % len(ZONES)],
        "LC_ALL": LOCALES[number % len(LOCALES)],
    }
    made = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", RENDER],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    return made.stdout


def test_a_letter_is_the_same_wherever_it_is_made() -> None:
    """Whatever the order of hashes, the time zone and the locale."""
    assert len({letter_made(number) for number in range(RUNS)}) == 1
