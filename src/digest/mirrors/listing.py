"""What rsync says of the files on the other side. Pure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

#: mode, octets, time in UTC and name of a file; what is none begins with another letter
LINE = re.compile(
    rb"^-\S{9,10} +(\d{1,18}) (\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) (.+)$", re.MULTILINE
)
#: how octets are written that not every terminal can show
OCTET = re.compile(rb"\\#([0-3][0-7]{2})")


def read_listing(text: bytes) -> Mapping[str, str]:
    """The tags of the files in a listing, by path; no file has a day that is none."""
    return dict(_files(text))


def tag_of(status: os.stat_result) -> str:
    """The tag of a file that was put with its time: octets, and seconds since 1970."""
    return f"{status.st_size} {status.st_mtime_ns // 1_000_000_000}"


def _files(text: bytes) -> Iterator[tuple[str, str]]:
    for size, moment, name in LINE.findall(text):
        # the other side may say anything
        with suppress(ValueError):
            yield _name(name), f"{int(size)} {_seconds(moment)}"


def _seconds(moment: bytes) -> int:
    written = datetime.strptime(f"{moment.decode()}+0000", "%Y/%m/%d %H:%M:%S%z")
    return int(written.timestamp())


def _name(text: bytes) -> str:
    return os.fsdecode(OCTET.sub(lambda octet: bytes((int(octet[1], 8),)), text))
