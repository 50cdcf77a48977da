"""A store with a row of nearly everything, for tests that carry whole stores about."""

from __future__ import annotations

from builders import NOW, a_letter, a_suppression, an_entry, an_issue, facts_of
from digest.store.sql import SqlStore
from store_steps import (
    a_slot,
    accept,
    add_readers,
    claim,
    hold_slot,
    intend,
)


def fill(store: SqlStore, name: str = "“Ö” 🛳") -> SqlStore:
    """Readers, issues, letters that arrived and letters that wait; the same store."""
    add_readers(store, "ann@example.net", "bob@example.net", "dan@example.net")
    slot = a_slot()
    issue = an_issue(slot=slot.name, entries=(facts_of(an_entry()),))
    store.watermark("weekly", "key", start=NOW, latest=NOW)
    store.publish_issue(issue, a_letter(), fence=hold_slot(store, slot), now=NOW)
    first, _, third = claim(store)
    accept(store, first)
    intend(store, third.id, now=NOW)
    store.request_subscription(
        "new@example.net", name, ["weekly"], confirm_after=NOW, now=NOW
    )
    store.suppress(a_suppression("bob@example.net"))
    (last,) = add_readers(store, "eve@example.net")
    store.forget(last)
    return store
