"""How rsync's listing is read."""

from __future__ import annotations

import os
from pathlib import Path

from digest.mirrors.listing import read_listing, tag_of

LISTING = b"""\
receiving incremental file list
drwxr-xr-x          4,096 2026/11/23 06:57:43 .
-rw-r--r--              1 2026/11/23 06:57:43 a/new\\#012line
drwxr-xr-x           4096 2026/11/23 06:57:43 a/b
-rw-r--r--     12345678901 1970/01/01 00:00:09 a/b/x y.html
lrwxrwxrwx             11 2026/11/23 06:57:43 link -> elsewhere
-rw-r--r--              2 2026/11/23 06:57:43 \\#303\\#251/caf\xc3\xa9.xml
a line of somebody's login shell
"""


def test_files_are_read_with_their_octets_and_time() -> None:
    """Folders, links and what a login shell says are none; octal signs are octets."""
    assert read_listing(LISTING) == {
        "a/new\nline": "1 1795417063",
        "a/b/x y.html": "12345678901 9",
        "é/café.xml": "2 1795417063",
    }


def test_what_the_other_side_makes_up_is_no_file() -> None:
    """A push goes on, and puts what it does not see there."""
    made_up = (
        b"-rw-r--r-- 1 2026/13/45 06:57:43 a\n"
        b"-rw-r--r-- 1 0000/00/00 99:99:99 b\n"
        b"-rw-r--r-- " + b"9" * 5000 + b" 2026/11/23 06:57:43 c\n"
        b"-rw-r--r-- 1 2026/11/23 06:57:43 d\\#999\\#777\n"
    )
    assert read_listing(made_up) == {"d\\#999\\#777": "1 1795417063"}


def test_a_file_has_the_tag_that_its_listing_tells(tmp_path: Path) -> None:
    """Octets, and whole seconds: file systems keep different parts of them."""
    path = tmp_path / "page"
    path.write_bytes(b"12")
    os.utime(path, ns=(0, 1_795_417_063_987_654_321))
    assert tag_of(path.stat()) == "2 1795417063"
