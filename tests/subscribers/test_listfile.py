from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.lines import one_line
from digest.store.protocols import NewSubscriber
from digest.subscribers.listfile import LONGEST_NAME, decode, read_csv, spoken_name

ANN = NewSubscriber(address="ann@example.org", name="Ann Quay")
BOB = NewSubscriber(address="bob@example.net", name="Bob")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("column", ["address", "Email", "E-Mail", "email address"])
def test_columns_are_found_by_their_names(delimiter: str, column: str) -> None:
    """Order, case and other columns do not matter."""
    lines = [
        ["id", "Name", "notes", column],
        ["1", "Ann Quay", "x", "ann@example.org"],
        ["2", "Bob", "", "bob@example.net"],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    reading = read_csv(text)
    assert reading.rows == (ANN, BOB)
    assert (reading.problems, reading.notes) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.org\nbob@example.net\n",
        "\n\nann@example.org\r\n\r\nbob@example.net",
        "ann@example.org\rbob@example.net\r",
        "address\nann@example.org\nbob@example.net\n",
    ],
)
def test_a_plain_list_needs_no_names_of_columns(text: str) -> None:
    """An address a line is a list, with any line ends."""
    addresses = [row.address for row in read_csv(text).rows]
    assert addresses == ["ann@example.org", "bob@example.net"]


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.org,Ann Quay\nbob@example.net,Bob\n",
        "Ann Quay;ann@example.org\nBob;bob@example.net\n",
        "Ann Quay <ann@example.org>\nBob <bob@example.net>\n",
    ],
)
def test_names_are_found_beside_addresses(text: str) -> None:
    """Pairs without a first line of names, and what a mail program copies."""
    assert read_csv(text).rows == (ANN, BOB)


def test_bad_rows_are_told_by_line_and_the_rest_goes_on() -> None:
    """One broken row never costs the others."""
    text = (
        "name,address\n"
        "Ann Quay,ann@example.org\n"
        "Cy,not an address\n"
        '"Dee\nQuay",dee@example.org\n'
        '"Eve,eve@example.org\n'
        "short\n"
        "Bob,bob@example.net\n"
    )
    reading = read_csv(text)
    assert reading.rows == (ANN, BOB)
    assert [problem.line for problem in reading.problems] == [3, 4, 6, 7]
    told = [str(problem) for problem in reading.problems]
    assert told[0].startswith("line 3: 'not an address': is no e-mail address")
    assert told[1] == "line 4: has a line break in the name; write it in one line"
    assert told[2].startswith("line 6: is no CSV (")
    assert told[3].startswith("line 7: '': is no e-mail address")


def test_a_double_is_told_and_the_first_counts() -> None:
    """Upper and lower case are one address."""
    reading = read_csv("Ann Quay,ann@example.org\nOther,ANN@Example.ORG\n")
    assert reading.rows == (ANN,)
    assert reading.problems == ()
    (note,) = reading.notes
    assert str(note) == "line 2: ANN@example.org stands in line 1 already; left out"


def test_a_table_without_a_column_of_addresses_is_told_once() -> None:
    """Not once a line."""
    reading = read_csv("Kontakt,Ort\nx,y\nz,w\n")
    assert reading.rows == ()
    (problem,) = reading.problems
    assert "names no column `address`" in problem.fact


def test_an_empty_file_has_nobody() -> None:
    """Nothing is no problem."""
    reading = read_csv("")
    assert (reading.rows, reading.problems, reading.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("Jürgen,j@example.org\n".encode(), []),
        ("Jürgen,j@example.org\n".encode("utf-8-sig"), []),
        ("Jürgen,j@example.org\n".encode("utf-16"), []),
        ("x,x@example.org\nJürgen,j@example.org\n".encode("cp1252"), [2]),
    ],
)
def test_a_file_is_decoded_and_a_guess_is_told(data: bytes, lines: list[int]) -> None:
    """UTF-8 with or without its mark, else Windows-1252 with a word about it."""
    text, notes = decode(data)
    assert [note.line for note in notes] == lines
    assert read_csv(text).rows[-1] == NewSubscriber(
        address="j@example.org", name="Jürgen"
    )


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_answer(data: bytes) -> None:
    """Nothing that somebody uploads is a traceback."""
    text, _ = decode(data)
    reading = read_csv(text)
    assert all("@" in row.address for row in reading.rows)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_name_that_a_table_can_hold_is_read_or_told(name: str) -> None:
    """What Python's own writer quotes is understood, and comes out in one line."""
    file = io.StringIO()
    csv.writer(file).writerows([["name", "address"], [name, "ann@example.org"]])
    reading = read_csv(file.getvalue())
    if reading.problems:
        assert set(name) & set('\r\n\0"')
    else:
        (row,) = reading.rows
        assert row.name == spoken_name(name)
        assert row.name == one_line(row.name)
        assert len(row.name) <= LONGEST_NAME
