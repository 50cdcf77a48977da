"""What is an e-mail address, and when two are the same.

The only importer of email_validator. Nothing here asks the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError, ObsoleteHeaderDefect
from email.headerregistry import AddressHeader
from email.policy import SMTPUTF8

from digest.errors import AddressError

#: what email_validator gives back as it is, so that it need not be asked: short labels
#: of lower-case ASCII, no punycode (RFC 5891), and no name for special use (RFC 6761)
_PLAIN = re.compile(
    r"[a-z0-9_+=-]+(?:\.[a-z0-9_+=-]+)*"
    r"@(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion|test)\Z)(?!..--)"
    r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?<![0-9])"
)
NO_ADDRESS = "the address is empty; write name@example.org"
#: octets of a local part (RFC 5321 4.5.3.1.1)
LONGEST_LOCAL = 64
#: octets that a path may have (RFC 5321 4.5.3.1.3), less its angle brackets
LARGEST_ADDRESS = 254
#: what the parser of the standard library raises for such as `.:`, `.\\` and `((((`
PARSER_FAULTS = (
    *(HeaderParseError, AttributeError, IndexError, TypeError, ValueError),
    RecursionError,
)
#: characters of a mailbox with its name: that parser takes the square of their number
LONGEST_MAILBOX = 1000
#: what stands before an @ with something behind it; a quoted one, too (RFC 5321 4.1.2)
LOCAL_PART = re.compile(
    r"""(?:"(?:[^"\\]|\\.){1,64}"|[^\s<>"'(),:;/@]{1,64})@(?=[\w\[])"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """An address with the name of its owner (RFC 5322 3.4 `mailbox`)."""

    name: str = ""
    address: str

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]


def parse_address(text: str) -> str:
    """The address in the form that SMTP takes: domain in lower-case ASCII (RFC 5891).

    Raises AddressError for what is none, or has a local part beyond ASCII: few relays
    take those (RFC 6531).
    """
    plain = text.strip()
    if is_plain(plain):
        return plain
    if not plain:
        raise AddressError(NO_ADDRESS)
    # late: a site without newsletters has no address, and need not wait for its tables
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        found = validate_email(
            text.strip(),
            check_deliverability=False,
            allow_smtputf8=False,
            allow_quoted_local=False,
            # a local part has 64 octets at most (RFC 5321 4.5.3.1.1)
            strict=True,
            test_environment=True,
        )
    except EmailNotValidError as error:
        shown = text.strip()[:80]
        message = f"{shown!r}: is no e-mail address ({error}); write name@example.org"
        raise AddressError(message) from error
    return found.ascii_email or found.normalized


def is_plain(text: str) -> bool:
    """Whether the text is an address that nothing needs to be done to.

    Most are, and to see it takes a thirtieth of the time; any other may be one as well.
    """
    return (
        len(text) <= LARGEST_ADDRESS
        and _PLAIN.fullmatch(text) is not None
        and text.index("@") <= LONGEST_LOCAL
    )


def address_key(address: str) -> str:
    """Equal for two addresses that the same person would see as one.

    Upper and lower case are one; dots and plus-tags differ at most providers, and stay.
    """
    return address.casefold()


def mask_addresses(text: str) -> str:
    """The text with a star for the local part of whatever looks like an address.

    Relays repeat in their answers whom they refuse, and a log is read by many.
    """
    return LOCAL_PART.sub("*@", text)


def parse_mailbox(text: str) -> Mailbox:
    """The one mailbox of a From header; raises AddressError for none or several."""
    place = f"{text[:80]!r}"
    if any(character in text for character in "\r\n\0"):
        raise AddressError(f"{place}: has a line break; write it in one line")
    if len(text) > LONGEST_MAILBOX:
        raise AddressError(f"{place}: is too long; write Name <name@example.org>")
    try:
        header = SMTPUTF8.header_factory("from", text)
    except PARSER_FAULTS as error:
        message = f"{place}: is no mailbox; write Name <name@example.org>"
        raise AddressError(message) from error
    addresses = header.addresses if isinstance(header, AddressHeader) else ()
    if len(addresses) != 1:
        message = f"{place}: holds {len(addresses)} mailboxes; write just one"
        raise AddressError(message)
    found = addresses[0]
    # a dot in a name is obsolete and everywhere (RFC 5322 4.1); a group is no mailbox
    is_broken = any(
        not isinstance(defect, ObsoleteHeaderDefect) for defect in header.defects
    ) or any(group.display_name for group in header.groups)
    # an encoded-word may hide a line break (RFC 2047)
    if is_broken or any(character < " " for character in found.display_name):
        message = f'{place}: is no mailbox; write "Name" <name@example.org>'
        raise AddressError(message)
    return Mailbox(name=found.display_name, address=parse_address(found.addr_spec))
