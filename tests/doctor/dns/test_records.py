from __future__ import annotations

from digest.doctor.dns.records import tags_of, text_record
from signatures import the_keys


def test_a_record_is_a_line_of_a_zone() -> None:
    """It can be pasted as it stands."""
    assert text_record("notes.example.org", "v=spf1 mx ~all") == (
        'notes.example.org. IN TXT "v=spf1 mx ~all"'
    )


def test_a_long_text_is_cut_into_strings() -> None:
    """Of 255 octets at the most (RFC 1035 3.3.14), which join to the whole text."""
    key = the_keys()[0].record
    line = text_record("digest._domainkey.notes.example.org", key)
    strings = line.partition(" IN TXT ")[2].strip('"').split('" "')
    assert len(key) > 255
    assert all(len(each) <= 255 for each in strings)
    assert "".join(strings) == key


def test_a_text_stays_within_its_quotes() -> None:
    """What a stranger wrote into DNS adds nothing to a zone (RFC 1035 5.1)."""
    assert text_record("a.example", '"b\\') == 'a.example. IN TXT "\\"b\\\\"'


def test_tags_are_read_as_receivers_do() -> None:
    """Blanks around them count for nothing, and what is no tag neither."""
    assert tags_of(" v = DKIM1 ;k=rsa; p=AA==;nothing;") == {
        "v": "DKIM1",
        "k": "rsa",
        "p": "AA==",
    }
