"""Records of DNS as text: how they are read, and how an owner puts them there."""

from __future__ import annotations

#: octets of one string of a TXT record (RFC 1035 3.3.14)
LONGEST_STRING = 255


def text_record(name: str, text: str) -> str:
    """The line of a zone file; a long text is several strings, which readers join."""
    starts = range(0, len(text), LONGEST_STRING)
    strings = (_quoted(text[at : at + LONGEST_STRING]) for at in starts)
    return f"{name}. IN TXT {' '.join(strings)}"


def tags_of(text: str) -> dict[str, str]:
    """The `tag=value` pairs of a record (RFC 6376 3.2, RFC 9989 4.7)."""
    pairs = (pair.partition("=") for pair in text.split(";"))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def _quoted(string: str) -> str:
    """The string as a zone file has it (RFC 1035 5.1)."""
    escaped = string.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
