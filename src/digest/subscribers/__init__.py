"""The line that keeps readers and their consent; its rules, by who acts.

Readers act by links of their own, or by the form that anybody can fill in; the owner
acts for them by hand, or with whole lists.
"""

from __future__ import annotations

from digest.subscribers.by_owner import (
    BY_OWNER,
    add,
    forget,
    lift,
    remove,
    suppress,
)
from digest.subscribers.consent import come_back, confirm, leave, subscribe
from digest.subscribers.moving import ask_to_move, move
from digest.subscribers.preferences import choose, pause, set_language
from digest.subscribers.records import forget_by_link, record_of
from digest.subscribers.terms import Terms, terms_of

__all__ = [
    "BY_OWNER",
    "Terms",
    "add",
    "ask_to_move",
    "choose",
    "come_back",
    "confirm",
    "forget",
    "forget_by_link",
    "leave",
    "lift",
    "move",
    "pause",
    "record_of",
    "remove",
    "set_language",
    "subscribe",
    "suppress",
    "terms_of",
]
