from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import NOW
from digest.errors import ListError
from digest.readers import SubscriberState
from digest.reasons import Reason
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Listed, NewSubscriber, Store, SubscriberQuery
from digest.subscribers.lists import importing
from digest.subscribers.lists.desks import DryDesk, StoreDesk
from digest.subscribers.lists.findings import Finding, Refusal
from digest.subscribers.lists.importing import Counts, Wishes, import_part
from digest.subscribers.lists.own import write_guarded_row, write_row
from digest.subscribers.lists.parts import HARMLESS, Part, find_parts
from digest.subscribers.lists.source import Source
from digest.subscribers.lists.writing import write_csv

WISHES = Wishes(newsletters=("weekly", "daily"), now=NOW)
DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store of its own."""
    with closing(open_memory()) as opened:
        yield opened


class Notebook:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.refused: list[tuple[int, str]] = []
        self.notes: list[str] = []
        self.octets: list[int] = []

    def begin(self, part: Part, source: Source) -> None:  # noqa: ARG002
        """See Listener."""
        self.sources.append(source.name)

    def refuse(self, part: Part, line: int, refusal: Refusal) -> None:  # noqa: ARG002
        """See Listener."""
        self.refused.append((line, refusal.fact))

    def note(self, part: Part, finding: Finding) -> None:  # noqa: ARG002
        """See Listener."""
        self.notes.append(str(finding))

    def proceed(self, part: Part, octets: int) -> None:  # noqa: ARG002
        """See Listener."""
        self.octets.append(octets)


def take(
    store: Store, path: Path, notebook: Notebook | None = None, wishes: Wishes = WISHES
) -> Counts:
    """Import the file."""
    counts = Counts()
    desk = StoreDesk(store, wishes.now)
    for part in find_parts(path):
        counts.add(import_part(part, desk, wishes, notebook or Notebook()))
    return counts


def by_address(store: Store) -> dict[str, Listed]:
    """All readers that there are now."""
    found = store.find_subscribers(SubscriberQuery())
    return {listed.reader.address: listed for listed in found}


def a_list(folder: Path, text: str | bytes, name: str = "readers.csv") -> Path:
    """A file with this in it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "Ann Quay,ann@example.org\nBob,bob@example.net\n",
        "Ann Quay <ann@example.org>\nBob <bob@example.net>\n",
        "id,Name,notes,E-Mail\r\n1,Ann Quay,x,ann@example.org\r2,Bob,,bob@example.net",
        "email;first name;last name\nann@example.org;Ann;Quay\nbob@example.net;;Bob",
        "\n\n\taddress\tname\n\tann@example.org\tAnn Quay\n\tbob@example.net\tBob\n",
    ],
)
def test_a_plain_list_is_read_in_any_form(
    store: Store, tmp_path: Path, text: str
) -> None:
    """Named columns, pairs, or what a mail program copies."""
    notebook = Notebook()
    assert take(store, a_list(tmp_path, text), notebook).added == 2
    assert notebook.refused == []
    readers = by_address(store)
    assert readers["ann@example.org"].reader.name == "Ann Quay"
    assert readers["bob@example.net"].confirmed == ("daily", "weekly")
    assert readers["bob@example.net"].reader.consent == "import of readers.csv"


BAD = (
    "name,address,created\n"
    "Ann,ann@example.org,2020-01-02\n"
    "Cy,not an address,\n"
    '"Dee\nQuay",dee@example.org,\n'
    '"Eve,eve@example.org\n'
    "short\n"
    f"Long,{'x' * 300}@example.org,\n"
    'Quote,"""a b""@example.org",\n'
    "Comment,a(b)@example.org,\n"
    "Nul,n\0ul@example.org,\n"
    "Umlaut,jürgen@example.org,\n"
    "Idn,ann@bücher.example,31/02/2020\n"
    "Role,info@example.net,2099-01-01\n"
    "=cmd|' /C calc'!A0,calc@example.org,\n"
    "Other,ANN@Example.ORG,,too,many,cells\n"
    "Bob,bob@example.net,\n"
)


def test_bad_rows_are_told_by_line_and_the_rest_goes_on(
    store: Store, tmp_path: Path
) -> None:
    """One broken row never costs the others."""
    notebook = Notebook()
    counts = take(store, a_list(tmp_path, BAD), notebook)
    assert [line for line, _ in notebook.refused] == [3, 4, 6, 7, 8, 9, 10, 11, 12]
    assert (
        notebook.refused[1][1] == "has a line break in the name; write it in one line"
    )
    assert (counts.refused, counts.added, counts.known, counts.doubles) == (9, 5, 0, 1)
    assert notebook.notes == [
        "line 16: ANN@example.org stands in line 2 already; the first counts"
    ]
    assert sorted(by_address(store)) == [
        *("ann@example.org", "ann@xn--bcher-kva.example", "bob@example.net"),
        *("calc@example.org", "info@example.net"),
    ]
    told = {remark.split()[0]: count for remark, count in counts.remarks.items()}
    assert told == {"addresses": 1, "times": 2}


def test_a_table_without_a_column_of_addresses_is_told_once(
    store: Store, tmp_path: Path
) -> None:
    """Not once a line."""
    notebook = Notebook()
    take(store, a_list(tmp_path, "Kontakt,Ort\nx,y\nz,w\n"), notebook)
    assert [line for line, _ in notebook.refused] == [1]
    assert "names no column `address`" in notebook.refused[0][1]
    assert take(store, a_list(tmp_path, "")).rows == 0


@given(st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_octets_give_an_answer(tmp_path: Path, data: bytes) -> None:
    """Nothing that somebody has for a list is a traceback."""
    with closing(open_memory()) as store:
        path = a_list(tmp_path, b"l" + data)
        take(store, path)
        assert all("@" in address for address in by_address(store))


MAILCHIMP = {
    "subscribed_members_export_1.csv": (
        # the postal address is among the columns of every new audience
        "Email Address,First Name,Last Name,Address,MEMBER_RATING,"
        "OPTIN_TIME,CONFIRM_TIME,TAGS\n"
        'ann@example.org,Ann,Quay,"1 Quay St  Hamburg",2,2020-02-03 04:05:06,'
        '2020-02-03 04:06:00,"""VIP"""\n'
    ),
    "unsubscribed_members_export_1.csv": (
        "Email Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,UNSUB_REASON\n"
        "left@example.org,2,,2020-02-03 04:06:00,2022-02-03 04:06:00,NORMAL\n"
        "spam@example.org,2,,2020-02-03 04:06:00,2022-02-03 04:06:00,ABUSE\n"
    ),
    "cleaned_members_export_1.csv": (
        "Email Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CLEAN_TIME\n"
        "gone@example.org,2,,2020-02-03 04:06:00,2022-02-03 04:06:00\n"
    ),
    "nonsubscribed_members_export_1.csv": (
        "Email Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME\nno@example.org,2,,\n"
    ),
    "notes.txt.doc": "no list\n",
}


def test_an_archive_of_mailchimp_comes_whole(store: Store, tmp_path: Path) -> None:
    """With its consent, its tags, and who is not to be written to."""
    path = tmp_path / "audience.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in MAILCHIMP.items():
            archive.writestr(name, text)
    notebook = Notebook()
    counts = take(store, path, notebook)
    assert (counts.added, counts.refused, counts.suppressed) == (4, 1, 2)
    assert set(notebook.sources) == {"mailchimp"}
    readers = by_address(store)
    ann = readers["ann@example.org"].reader
    assert (ann.name, ann.tags) == ("Ann Quay", ("VIP",))
    assert ann.created == datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert ann.confirmed == datetime(2020, 2, 3, 4, 6, tzinfo=UTC)
    assert ann.consent == "import of subscribed_members_export_1.csv (Mailchimp)"
    left, spam, gone = (readers[f"{n}@example.org"] for n in ("left", "spam", "gone"))
    assert left.left == ("daily", "weekly")
    assert set(left.since.values()) == {datetime(2022, 2, 3, 4, 6, tzinfo=UTC)}
    assert (left.suppression, spam.confirmed) == (None, ())
    assert spam.suppression is not None
    assert spam.suppression.reason is Reason.COMPLAINT
    assert gone.suppression is not None
    assert gone.suppression.reason is Reason.IMPORTED
    assert gone.suppression.detail == "bounced, by Mailchimp"
    assert gone.suppression.since == datetime(2022, 2, 3, 4, 6, tzinfo=UTC)


#: a head, a row, and what becomes of it: state, whether suppressed, tags
SAMPLES = [
    ("email,active_subscription,email_disabled,created_at", "true,false,2020-01-02",
     SubscriberState.CONFIRMED, None, ("paid",)),
    ("email,active_subscription,email_disabled,created_at", "false,true,2020-01-02",
     SubscriberState.UNSUBSCRIBED, None, ()),
    ("email,subscribed_to_emails,complimentary_plan,labels", 'true,true,"a, b"',
     SubscriberState.CONFIRMED, None, ("a", "b", "complimentary")),
    ("email,subscribed_to_emails,complimentary_plan,deleted_at", "true,,2020-01-02",
     SubscriberState.UNSUBSCRIBED, None, ()),
    ("email,subscribed_to_emails,labels", "false,", SubscriberState.UNSUBSCRIBED,
     None, ()),
    ("email,creation_date,type,metadata,tags", "2020-01-02,premium,{},x",
     SubscriberState.CONFIRMED, None, ("x",)),
    ("email,creation_date,type,metadata", "2020-01-02,unactivated,{}",
     SubscriberState.UNCONFIRMED, None, ()),
    ("email,creation_date,type,metadata", "2020-01-02,undeliverable,{}",
     SubscriberState.CONFIRMED, Reason.IMPORTED, ()),
    ("email,uuid,attributes,status,created_at", "1,{},enabled,2020-01-02",
     SubscriberState.CONFIRMED, None, ()),
    ("email,uuid,attributes,status,created_at", "1,{},blocklisted,2020-01-02",
     SubscriberState.UNSUBSCRIBED, Reason.IMPORTED, ()),
    ("Email,First name,Last name,Data,Status", "A,B,,unreachable",
     SubscriberState.CONFIRMED, Reason.IMPORTED, ()),
    ("Email,First name,Last name,Data,Status", "A,B,,unsubscribed",
     SubscriberState.UNSUBSCRIBED, None, ()),
    ("Email,Joined,Last activity,Status", "2020-01-02,,Marked as spam",
     SubscriberState.UNSUBSCRIBED, Reason.COMPLAINT, ()),
    ("Email,Joined,Last activity,Status", "2020-01-02,,Unconfirmed",
     SubscriberState.UNCONFIRMED, None, ()),
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_program_keeps_what_its_readers_said(
    store: Store,
    tmp_path: Path,
    sample: tuple[str, str, SubscriberState, Reason | None, tuple[str, ...]],
) -> None:
    """Who left stays away, and who bounced or complained gets no mail."""
    head, row, state, reason, tags = sample
    take(store, a_list(tmp_path, f"{head}\nann@example.org,{row}\n"))
    (ann,) = by_address(store).values()
    assert ann.reader.state is state
    assert (ann.suppression.reason if ann.suppression else None) is reason
    assert ann.reader.tags == tags


def test_an_unknown_status_is_refused_and_not_guessed(
    store: Store, tmp_path: Path
) -> None:
    """Nobody is written to who may have said no."""
    notebook = Notebook()
    text = "uuid,email,attributes,status\n1,ann@example.org,{},dormant\n"
    take(store, a_list(tmp_path, text), notebook)
    ((line, fact),) = notebook.refused
    assert (line, fact.partition(";")[0]) == (
        2,
        "status 'dormant': nobody knows what that means",
    )


def test_an_import_that_was_cut_goes_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is whole, and the second time only the rest is new."""
    monkeypatch.setattr(importing, "BATCH", 10)
    path = a_list(tmp_path, "".join(f"r{n}@example.org\n" for n in range(35)))

    class Killed(StoreDesk):
        left = 2

        def put(
            self, rows: list[NewSubscriber], *, newsletters: Sequence[str], consent: str
        ) -> int:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return super().put(rows, newsletters=newsletters, consent=consent)

    (part,) = find_parts(path)
    with pytest.raises(KeyboardInterrupt):
        import_part(part, Killed(store, NOW), WISHES, Notebook())
    assert len(by_address(store)) == 20
    notebook = Notebook()
    counts = take(store, path, notebook)
    assert (counts.added, counts.known, counts.rows) == (15, 20, 35)
    assert notebook.octets[-1] == path.stat().st_size
    assert len(by_address(store)) == 35


def test_a_dry_run_keeps_nothing(store: Store, tmp_path: Path) -> None:
    """It tells what the import would tell."""
    take(store, a_list(tmp_path, "ann@example.org\n"))
    path = a_list(tmp_path, "ann@example.org\nbob@example.net\nBOB@example.net\n")
    (part,) = find_parts(path)
    dry = import_part(part, DryDesk(store), WISHES, Notebook())
    assert (dry.added, dry.known, dry.doubles) == (1, 1, 1)
    assert len(by_address(store)) == 1
    wet = take(store, path)
    assert (wet.added, wet.known, wet.doubles) == (1, 1, 1)


@pytest.mark.parametrize(
    ("write", "name"), [(write_row, "=Bob"), (write_guarded_row, "'=Bob")]
)
def test_what_is_exported_comes_back_equal(
    store: Store,
    tmp_path: Path,
    write: Callable[[Listed], tuple[str, ...]],
    name: str,
) -> None:
    """Every reader with all that a list can say, formulas and suppressions included.

    So do pauses, and when what was said to which newsletter.
    """
    path = a_list(tmp_path, BAD.replace("Bob", name))
    take(store, path, wishes=Wishes(newsletters=("weekly",), tags=("=x",), now=NOW))
    text = (
        "email,status,newsletter\nann@example.org,unsubscribed,\nz@example.org,bounced"
    )
    take(store, a_list(tmp_path, text, "more.csv"))
    reader = by_address(store)["z@example.org"].reader
    store.pause(reader.id, NOW + 5 * DAY, now=NOW)
    store.choose_subscriptions(reader.id, ["daily"], now=NOW + DAY)
    before = by_address(store)
    assert before["ann@example.org"].left == ("weekly",)
    z = before["z@example.org"]
    assert z.reader.paused_until == NOW + 5 * DAY
    assert z.since == {"daily": NOW, "weekly": NOW + DAY}
    exported = "".join(write_csv(before.values(), write))
    with closing(open_memory()) as other:
        notebook = Notebook()
        take(
            other,
            a_list(tmp_path, exported, "out.csv"),
            notebook,
            replace(WISHES, now=NOW + 2 * DAY),
        )
        assert (notebook.sources, notebook.refused) == (["digest"], [])
        after = by_address(other)
    assert [told(one) for one in after.values()] == [
        told(one) for one in before.values()
    ]


def told(listed: Listed) -> tuple[str, ...]:
    """All that a list says of the reader: the number is the store's own."""
    return write_row(listed)


def test_a_list_of_suppressions_makes_no_reader(store: Store, tmp_path: Path) -> None:
    """Only mail is stopped."""
    text = "address,suppressed,suppressed_since\nann@example.org,complaint,2020-01-02\n"
    take(store, a_list(tmp_path, text))
    assert by_address(store) == {}
    (one,) = store.suppressions()
    assert (one.address, one.reason) == ("ann@example.org", Reason.COMPLAINT)


def test_an_archive_with_a_broken_stream_is_told(tmp_path: Path) -> None:
    """What was packed is no more what it was."""
    path = tmp_path / "torn.zip"
    text = "".join(f"ann{number}@example.org\n" for number in range(1000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", text)
    data = bytearray(path.read_bytes())
    data[100:200] = b"\xff" * 100
    path.write_bytes(data)
    (part,) = find_parts(path)
    with pytest.raises(ListError, match="cannot be read"), part.open() as file:
        file.read()


def test_an_archive_that_would_take_for_ever_is_refused(tmp_path: Path) -> None:
    """A list shrinks to a tenth, and this one to a thousandth."""
    path = tmp_path / "trap.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.csv", "w") as member,
    ):
        for _ in range(HARMLESS // 1_000_000 + 1):
            member.write(b"0" * 1_000_000)
    with pytest.raises(ListError, match="endless"):
        find_parts(path)


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    """With what to do about it."""
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/a.csv", "x")
    with pytest.raises(ListError, match=r"without any \.csv"):
        find_parts(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "ann@example.org\n" * 100)
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    (part,) = find_parts(path)
    with (
        closing(open_memory()) as store,
        pytest.raises(ListError, match="cannot be read"),
    ):
        import_part(part, StoreDesk(store, NOW), WISHES, Notebook())
