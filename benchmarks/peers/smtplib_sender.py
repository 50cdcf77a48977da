"""The usual way of Python: an EmailMessage for each reader, and smtplib in threads.

    python benchmarks/peers/smtplib_sender.py LETTER PORT CONNECTIONS COUNT

LETTER is JSON with a subject, a text and an HTML, in which {{number}} stands for the
reader. The last line is JSON.
"""

from __future__ import annotations

import json
import resource
import smtplib
import sys
from email.message import EmailMessage
from email.utils import make_msgid
from itertools import count as count_from
from pathlib import Path
from threading import Thread
from time import perf_counter

MARK = "{{number}}"


def make(letter: dict[str, str], number: int) -> EmailMessage:
    """The letter for one reader."""
    message = EmailMessage()
    message["From"] = "Bench <bench@notes.example.org>"
    message["To"] = f"Reader {number} <r{number}@example.net>"
    message["Subject"] = letter["subject"]
    message["Message-ID"] = make_msgid(domain="notes.example.org")
    message["List-Unsubscribe"] = f"<https://example.org/{number}/unsubscribe>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(
        letter["text"].replace(MARK, str(number)), cte="quoted-printable"
    )
    message.add_alternative(
        letter["html"].replace(MARK, str(number)),
        subtype="html",
        cte="quoted-printable",
    )
    return message


def processor_seconds() -> float:
    """What this process took of a processor so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Send, and tell."""
    file, *numbers = sys.argv[1:]
    port, connections, count = map(int, numbers)
    letter = json.loads(Path(file).read_text())
    turns = count_from()

    def work() -> None:
        with smtplib.SMTP("127.0.0.1", port, "bench.example.org") as client:
            while (number := next(turns)) < count:
                sender = f"bounces+{number}@notes.example.org"
                client.send_message(make(letter, number), from_addr=sender)

    began, before = perf_counter(), processor_seconds()
    threads = [Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = {
        "wall": perf_counter() - began,
        "cpu": processor_seconds() - before,
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "accepted": count,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
