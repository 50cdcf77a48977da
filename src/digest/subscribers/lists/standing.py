"""How somebody stands with a list, in the words of none and of every program."""

from __future__ import annotations

from enum import IntEnum

from digest.readers import SubscriberState
from digest.reasons import Reason


class Standing(IntEnum):
    """What a list says of one reader; where it says two things, the later one holds."""

    SUBSCRIBED = 0
    #: they never said that the address is theirs
    UNCONFIRMED = 1
    #: an address that the program came by, such as of who bought something
    STRANGER = 2
    LEFT = 3
    #: mail came back for good
    BOUNCED = 4
    #: the program writes to them no more, for whatever reason
    BLOCKED = 5
    #: they called a letter spam
    COMPLAINED = 6


#: what the reader's subscriptions are then; a stranger has none
STATES = {
    Standing.SUBSCRIBED: SubscriberState.CONFIRMED,
    Standing.UNCONFIRMED: SubscriberState.UNCONFIRMED,
    Standing.LEFT: SubscriberState.UNSUBSCRIBED,
    # they did say yes, should the mailbox ever be mended
    Standing.BOUNCED: SubscriberState.CONFIRMED,
    Standing.BLOCKED: SubscriberState.UNSUBSCRIBED,
    Standing.COMPLAINED: SubscriberState.UNSUBSCRIBED,
}
#: why no mail goes there any more
REASONS = {
    Standing.BOUNCED: Reason.IMPORTED,
    Standing.BLOCKED: Reason.IMPORTED,
    Standing.COMPLAINED: Reason.COMPLAINT,
}
#: what it is called in messages
WORDS = {
    Standing.SUBSCRIBED: "subscribed",
    Standing.UNCONFIRMED: "not confirmed",
    Standing.STRANGER: "never subscribed",
    Standing.LEFT: "unsubscribed",
    Standing.BOUNCED: "bounced",
    Standing.BLOCKED: "blocked",
    Standing.COMPLAINED: "complained",
}
