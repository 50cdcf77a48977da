"""The programs whose lists are known, as data.

A program is recognised by columns that no other has together; the first in the table
that fits is it.
"""

from __future__ import annotations

from digest.subscribers.lists.own import DIGEST
from digest.subscribers.lists.source import NO, YES, Mark, Source
from digest.subscribers.lists.standing import Standing


def _when_filled(column: str, standing: Standing) -> Mark:
    return Mark(column=column, meanings={}, otherwise=standing)


def _when(column: str, words: tuple[str, ...], standing: Standing) -> Mark:
    meanings = dict.fromkeys(words, standing)
    return Mark(column=column, meanings=meanings, otherwise=Standing.SUBSCRIBED)


#: its own words for the complaint among the reasons to leave
MAILCHIMP_COMPLAINTS = (
    *("abuse", "spam", "complaint", "the emails are spam and should be reported"),
)
MAILCHIMP = Source(
    name="mailchimp",
    title="Mailchimp",
    signs=(
        frozenset({"member_rating", "optin_time"}),
        frozenset({"leid", "euid"}),
        frozenset({"optin_time", "confirm_time"}),
    ),
    created=("optin_time", "confirm_time"),
    confirmed=("confirm_time", "optin_time"),
    ended=("unsub_time", "clean_time"),
    tags=("tags",),
    flags={},
    marks=(
        _when_filled("unsub_time", Standing.LEFT),
        _when_filled("clean_time", Standing.BOUNCED),
        _when("unsub_reason", MAILCHIMP_COMPLAINTS, Standing.COMPLAINED),
    ),
    # the longer first, as one is in the other
    files={
        "nonsubscribed": Standing.STRANGER,
        "unsubscribed": Standing.LEFT,
        "cleaned": Standing.BOUNCED,
    },
)
SUBSTACK = Source(
    name="substack",
    title="Substack",
    signs=(
        frozenset({"email", "active_subscription"}),
        frozenset({"email", "email_disabled"}),
    ),
    created=("created_at",),
    confirmed=("created_at",),
    flags={"active_subscription": "paid"},
    marks=(_when("email_disabled", YES, Standing.LEFT),),
    files={},
)
GHOST = Source(
    name="ghost",
    title="Ghost",
    signs=(
        frozenset({"email", "subscribed_to_emails"}),
        frozenset({"email", "complimentary_plan", "labels"}),
    ),
    created=("created_at",),
    confirmed=("created_at",),
    ended=("deleted_at",),
    tags=("labels",),
    flags={"complimentary_plan": "complimentary"},
    marks=(
        _when("subscribed_to_emails", NO, Standing.LEFT),
        _when_filled("deleted_at", Standing.LEFT),
    ),
    files={},
)
LISTMONK = Source(
    name="listmonk",
    title="listmonk",
    signs=(
        frozenset({"uuid", "email", "status", "attributes"}),
        frozenset({"uuid", "email", "status", "lists"}),
    ),
    created=("created_at",),
    confirmed=("created_at",),
    ended=("updated_at",),
    tags=("lists", "tags"),
    flags={},
    marks=(
        Mark(
            column="status",
            meanings={
                "enabled": Standing.SUBSCRIBED,
                "disabled": Standing.LEFT,
                "blocklisted": Standing.BLOCKED,
                "blacklisted": Standing.BLOCKED,
            },
        ),
        Mark(
            column="subscription_status",
            meanings={
                "confirmed": Standing.SUBSCRIBED,
                "unconfirmed": Standing.UNCONFIRMED,
                "unsubscribed": Standing.LEFT,
            },
        ),
    ),
    files={},
)
BUTTONDOWN_TYPES = {
    **dict.fromkeys(
        (
            *("regular", "premium", "gifted", "trialed", "unpaid", "churned"),
            *("churning", "paused", "past_due", "paid", "free", "upcoming"),
        ),
        Standing.SUBSCRIBED,
    ),
    "unactivated": Standing.UNCONFIRMED,
    "unsubscribed": Standing.LEFT,
    "removed": Standing.LEFT,
    "undeliverable": Standing.BOUNCED,
    "complained": Standing.COMPLAINED,
    "blocked": Standing.BLOCKED,
    "disabled": Standing.BLOCKED,
}
BUTTONDOWN = Source(
    name="buttondown",
    title="Buttondown",
    signs=(
        frozenset({"creation_date", "subscriber_type"}),
        frozenset({"email_address", "creation_date"}),
        frozenset({"email", "creation_date", "metadata"}),
    ),
    address=("email_address", "email"),
    created=("creation_date", "subscription_date"),
    confirmed=("creation_date", "subscription_date"),
    ended=("unsubscription_date", "undeliverability_date"),
    tags=("tags",),
    flags={},
    origin=("source", "referrer_url"),
    marks=(
        Mark(column="subscriber_type", meanings=BUTTONDOWN_TYPES),
        Mark(column="type", meanings=BUTTONDOWN_TYPES),
        Mark(column="status", meanings=BUTTONDOWN_TYPES),
        _when_filled("unsubscription_date", Standing.LEFT),
        _when_filled("undeliverability_date", Standing.BOUNCED),
    ),
    files={},
)
SENDY = Source(
    name="sendy",
    title="Sendy",
    signs=(
        frozenset({"email", "joined", "last activity"}),
        frozenset({"email", "opt-in method", "added via"}),
    ),
    created=("joined", "last activity"),
    confirmed=("joined", "last activity"),
    ended=("last activity",),
    flags={},
    origin=("opt-in method", "added via", "signed up from"),
    marks=(
        Mark(
            column="status",
            meanings={
                "active": Standing.SUBSCRIBED,
                "subscribed": Standing.SUBSCRIBED,
                "unconfirmed": Standing.UNCONFIRMED,
                "unsubscribed": Standing.LEFT,
                "bounced": Standing.BOUNCED,
                "soft bounced": Standing.SUBSCRIBED,
                "marked as spam": Standing.COMPLAINED,
            },
        ),
    ),
    files={},
)
KEILA = Source(
    name="keila",
    title="Keila",
    signs=(frozenset({"email", "first name", "last name", "data"}),),
    created=("inserted at", "created at"),
    confirmed=("double opt-in at", "inserted at", "created at"),
    flags={},
    marks=(
        Mark(
            column="status",
            meanings={
                "active": Standing.SUBSCRIBED,
                "unsubscribed": Standing.LEFT,
                "unreachable": Standing.BOUNCED,
            },
        ),
    ),
    files={},
)
#: any other list, whose columns have the names that most have
PLAIN = Source(
    name="csv",
    title="a list",
    signs=(),
    created=("created", "created_at", "created at", "subscribed_at", "signup date"),
    confirmed=("confirmed", "confirmed_at", "confirmed at", "optin_time"),
    ended=("unsubscribed_at", "unsubscribed at"),
    tags=("tags", "labels"),
    flags={},
    origin=("source", "consent"),
    marks=(
        Mark(
            column="status",
            meanings={
                **dict.fromkeys(
                    ("active", "subscribed", "confirmed", "enabled", *YES),
                    Standing.SUBSCRIBED,
                ),
                **dict.fromkeys(("unconfirmed", "pending"), Standing.UNCONFIRMED),
                **dict.fromkeys(
                    ("unsubscribed", "inactive", "disabled", *NO), Standing.LEFT
                ),
                **dict.fromkeys(("bounced", "cleaned", "invalid"), Standing.BOUNCED),
                **dict.fromkeys(("complained", "spam"), Standing.COMPLAINED),
                **dict.fromkeys(
                    ("blocked", "blocklisted", "suppressed"), Standing.BLOCKED
                ),
            },
        ),
        _when("subscribed", NO, Standing.LEFT),
        _when("unsubscribed", YES, Standing.LEFT),
    ),
    files={},
)

PROGRAMS = (DIGEST, MAILCHIMP, GHOST, SUBSTACK, LISTMONK, BUTTONDOWN, SENDY, KEILA)


def recognise(columns: frozenset[str]) -> Source:
    """The program that writes such columns; PLAIN where nothing tells."""
    for source in PROGRAMS:
        if any(sign <= columns for sign in source.signs):
            return source
    return PLAIN
