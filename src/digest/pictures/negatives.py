"""What a developed picture is kept as: a line that tells of the prints behind it.

Whatever lies in such a file, and however it was damaged, no other bytes come out than
went in.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from digest.images import Picture, PictureFacts, PrintFacts
from digest.replacing import replace_file

#: characters of the line; no picture has so many widths
LONGEST_LINE = 100_000


def keep(file: Path, record: Picture | str) -> None:
    """Keep the picture, or why there is none; a full disk stops nothing."""
    prints = record.prints if isinstance(record, Picture) else ()
    data = b"".join(
        (write_line(record).encode(), b"\n", *(each.data for each in prints))
    )
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, data, is_durable=False)


def write_line(record: Picture | str) -> str:
    """The line that tells of the picture, or why there is none."""
    if isinstance(record, str):
        return json.dumps({"fault": record})
    prints = [
        (each.width, each.height, len(each.data), crc32(each.data))
        for each in record.prints
    ]
    return json.dumps({"ending": record.ending, "prints": prints})


def read_line(line: str, key: str) -> PictureFacts | str | None:
    """What the line tells of the picture kept by this key; None if it is damaged."""
    try:
        told: Any = json.loads(line)
        if "fault" in told:
            return str(told["fault"])
        prints = tuple(
            PrintFacts(width=int(width), height=int(height), length=int(length))
            for width, height, length, _ in told["prints"]
        )
        ending = str(told["ending"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return PictureFacts(ending=ending, digest=key, prints=prints) if prints else None


def recall_line(file: Path) -> str | None:
    """The line of the file; None where there is none, or its prints are not whole."""
    try:
        with file.open("rb") as opened:
            line = opened.readline(LONGEST_LINE)
            rest = file.stat().st_size - len(line)
        lengths = _lengths(line)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return line.decode().rstrip("\n") if sum(lengths) == rest else None


def recall_print(file: Path, number: int) -> bytes | None:
    """The bytes of this print in the file; None where they are not what they were."""
    try:
        with file.open("rb") as opened:
            line = opened.readline(LONGEST_LINE)
            lengths = _lengths(line)
            opened.seek(sum(lengths[:number]), 1)
            data = opened.read(lengths[number])
        is_sound = crc32(data) == json.loads(line)["prints"][number][3]
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return data if is_sound else None


def _lengths(line: bytes) -> list[int]:
    told: Any = json.loads(line)
    return (
        [] if "fault" in told else [int(length) for _, _, length, _ in told["prints"]]
    )
