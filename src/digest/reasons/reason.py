"""The reasons for which no mail goes to an address, or a letter did not arrive."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What a refusal says; the first five say that no mail will ever arrive."""

    #: there is no such mailbox
    USER_UNKNOWN = "user-unknown"
    #: there is no such domain, or it takes no mail (RFC 7505)
    HOST_UNKNOWN = "host-unknown"
    #: the reader is somewhere else now
    MOVED = "moved"
    #: the mailbox is there, and is closed for good
    NOT_ACCEPTED = "not-accepted"
    #: the reader called a letter of ours spam (RFC 5965)
    COMPLAINT = "complaint"
    #: the mailbox is shut, perhaps for a time only
    SUSPENDED = "suspended"
    #: the mailbox has no room
    MAILBOX_FULL = "mailbox-full"
    #: the letter is too large for it
    TOO_LARGE = "too-large"
    #: the letter looks like spam, or has a word or link that is not wanted
    SPAM = "spam"
    #: who sends is not wanted: address, domain or reverse DNS
    BLOCKED = "blocked"
    #: SPF, DKIM, DMARC or our login did not pass: a fault of ours
    AUTHENTICATION = "authentication"
    #: a rule of the receiver, and no more is said
    POLICY = "policy"
    #: too much in too short a time
    RATE = "rate"
    #: come back later: greylisting, and whatever passes by itself
    LATER = "later"
    #: the way to the receiver is broken
    NETWORK = "network"
    #: the receiver's own trouble
    SYSTEM = "system"
    #: nothing tells
    UNKNOWN = "unknown"
    #: the owner said so
    OWNER = "owner"
    #: came with a list from elsewhere
    IMPORTED = "imported"


#: what will be so tomorrow, whoever sends and whatever
_LASTING = frozenset(
    {
        *(Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN, Reason.MOVED),
        *(Reason.NOT_ACCEPTED, Reason.COMPLAINT),
    }
)


def ends_mail(reason: Reason) -> bool:
    """Whether a refusal for good with this reason ends all mail to the address."""
    return reason in _LASTING
