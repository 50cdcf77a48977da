"""Sites for benchmarks of sending: so many readers, and one issue that is due to all.

No program: `sending.py` and `killing.py` stand on it. A site is made once for each
number of readers and copied from then on, as sending uses it up.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.clock import read_clock
from digest.deliveries import Letter, Placeholder, Purpose
from digest.issues import Issue, Slot
from digest.mail.messages.specimen import specimen
from digest.secret import Secret
from digest.store.protocols import NewSubscriber
from digest.wiring import Press, open_press

#: octets that a message has on the wire, about
SIZE = 40_000
#: rows of an import at a time
ROWS = 10_000
#: what our own sink refuses
REFUSED = "reject"
#: stands for the reader's number in what peers send
MARK = "{{number}}"
SLOT = Slot(newsletter="weekly", name="slot", due_at=datetime(2026, 11, 16, tzinfo=UTC))
SETTINGS = """\
[site]
title = "Bench"
url = "https://notes.example.org"

[newsletters.weekly]
title = "Bench Weekly"
schedule = "0 7 * * MON"
zone = "UTC"
from = "Bench <bench@notes.example.org>"

[mail]
postal_address = "1 Quay Street"
relay = "smtp+plain://127.0.0.1:{port}"
timeout = 20

[bounces]
address = "bounces@notes.example.org"

[sending]
connections = {connections}
durable = {durable}
pause_after = 0
{rate}
{dkim}
"""
PARAGRAPH = (
    "<tr><td style='padding:28px 0 32px;font-size:17px'><p>The tide came in at noon, "
    "and went out again before the ferry sailed from the café.</p></td></tr>\n"
)
TEXT = "The tide came in at noon, and went out again before the ferry sailed.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a site sends."""

    port: int
    connections: int
    is_durable: bool = False
    is_signed: bool = False
    #: as [sending] rate is written
    rate: str = ""


class Sites:
    """Makes sites in a folder, and copies of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies = 0

    def open_copy(self, readers: int, sending: Sending) -> Path:
        """A site of its own with so many readers, ready to send."""
        made = self._folder / f"site-{readers}"
        if not made.exists():
            make_site(made, readers)
        self._copies += 1
        copy = self._folder / f"copy-{self._copies}"
        shutil.copytree(made, copy)
        write_settings(copy, sending)
        return copy


def write_settings(folder: Path, sending: Sending) -> None:
    """The digest.toml of the site."""
    text = SETTINGS.format(
        port=sending.port,
        connections=sending.connections,
        durable="true" if sending.is_durable else "false",
        rate=f'rate = "{sending.rate}"' if sending.rate else "",
        dkim='[dkim]\nselector = "bench"' if sending.is_signed else "",
    )
    (folder / "digest.toml").write_text(text)


def reader_address(number: int, *, refused_every: int = 0) -> str:
    """The address of this reader; the sink refuses one of so many."""
    is_refused = refused_every and number % refused_every == 0
    return f"{REFUSED if is_refused else 'r'}{number}@example.net"


def make_site(folder: Path, readers: int, *, refused_every: int = 0) -> None:
    """A site with so many confirmed readers, and an issue planned for each."""
    (folder / "content").mkdir(parents=True)
    write_settings(folder, Sending(port=25, connections=1))
    with open_press(folder) as press:
        for start in range(0, readers, ROWS):
            rows = [
                NewSubscriber(
                    address=reader_address(number, refused_every=refused_every),
                    name=f"Reader {number}",
                )
                for number in range(start, min(start + ROWS, readers))
            ]
            press.store.import_subscribers(
                rows, ["weekly"], consent="bench", now=read_clock()
            )
        publish(press)
    database = folder / ".digest" / "digest.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def publish(press: Press) -> None:
    """Plan the issue for every reader."""
    now = press.clock()
    store = press.store
    store.record_slots("weekly", [SLOT], watermark=SLOT.due_at)
    until = now + timedelta(minutes=5)
    fence = store.claim_slot("weekly", SLOT.name, now=now, lease_until=until)
    assert fence is not None
    issue = Issue(
        newsletter="weekly",
        number=1,
        slot=SLOT.name,
        subject="The tide",
        preheader="",
        url="https://notes.example.org/issues/weekly/1/",
        published=SLOT.due_at,
        entries=(),
    )
    store.publish_issue(issue, a_letter(press), fence=fence, now=now)


def a_letter(press: Press) -> Letter:
    """A letter whose messages have about SIZE octets, each with links of its own."""
    rows = 1
    letter = _letter(rows)
    empty, one = (len(_message(press, text)) for text in (_letter(0), replace(letter)))
    return _letter((SIZE - empty) // (one - empty))


def _letter(rows: int) -> Letter:
    links = f"{Placeholder.UNSUBSCRIBE_URL}\n{Placeholder.PREFERENCES_URL}\n"
    html_links = "".join(f'<a href="{link}">here</a> ' for link in links.split())
    return Letter(
        purpose=Purpose.ISSUE,
        subject="The tide",
        html=f"<html><table>{PARAGRAPH * rows}</table>{html_links}</html>\n",
        text=f"{TEXT * rows}{links}",
        sender="Bench <bench@notes.example.org>",
        language="en",
        date=SLOT.due_at,
        list_id="weekly.notes.example.org",
        list_name="Bench Weekly",
        archived_at="https://notes.example.org/issues/weekly/1/",
        archive_url="https://notes.example.org/issues/weekly/",
        key="weekly-1",
    )


def _message(press: Press, letter: Letter) -> bytes:
    return specimen(
        letter,
        site=press.config.site,
        newsletter=press.config.newsletters[0],
        key=Secret("k" * 64),
    ).data


def write_letter_for_peers(site: Path, file: Path) -> None:
    """The same letter as JSON: its parts and a whole message, with marks in them."""
    with open_press(site) as press:
        letter = press.store.letter("weekly", 1)
        raw = _message(press, letter).decode("ascii").replace("reader@", f"{MARK}@")
        parts = {
            "subject": letter.subject,
            "text": letter.text.replace("placeholder.invalid/", f"example.org/{MARK}/"),
            "html": letter.html.replace("placeholder.invalid/", f"example.org/{MARK}/"),
            "raw": raw,
        }
    file.write_text(json.dumps(parts))
