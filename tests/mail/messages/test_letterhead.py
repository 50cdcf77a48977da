from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from builders import a_letter
from digest.addresses import parse_mailbox
from digest.deliveries import Letter, Purpose
from digest.mail.messages.letterhead import letterhead


def fields_of(letter: Letter) -> dict[str, str]:
    """The fields as the standard library reads them."""
    data = letterhead(letter, parse_mailbox(letter.sender), "=_boundary")
    read = message_from_bytes(data + b"\r\n", policy=policy.default)
    return {name: str(value) for name, value in read.items()}


def test_only_an_issue_is_bulk() -> None:
    """What one reader asked for is not to be delayed as one of many."""
    assert fields_of(a_letter())["Precedence"] == "bulk"
    for purpose in (Purpose.CONFIRMATION, Purpose.WELCOME, Purpose.MOVE):
        found = fields_of(a_letter(purpose=purpose))
        assert "Precedence" not in found
        assert found["Auto-Submitted"] == "auto-generated"


def test_a_letter_without_an_archive_names_none() -> None:
    """A field without a value would be broken."""
    found = fields_of(a_letter(archive_url="", archived_at=""))
    assert not {"List-Archive", "Archived-At"} & found.keys()


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("a@b.cd", "bcd00"),
        ("a@notes.example.org", "notesexampleorg"),
        (f"a@{'very-long.' * 5}example.org", "verylongverylon"),
    ],
)
def test_the_sender_in_feedback_id_has_a_length_that_is_taken(
    sender: str, expected: str
) -> None:
    """Five to fifteen letters and digits, the same for ever."""
    assert fields_of(a_letter(sender=sender))["Feedback-ID"].endswith(f":{expected}")
