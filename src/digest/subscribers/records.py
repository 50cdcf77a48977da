"""All that is known of a reader: told to them, or forgotten."""

from __future__ import annotations

from digest.errors import LinkError
from digest.records.readers import ReaderRecord
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.store.protocols import ConsentStore
from digest.subscribers.preferences import UNKNOWN


def record_of(store: ConsentStore, number: int) -> ReaderRecord:
    """All that is kept about the reader; raises LinkError where nobody is known."""
    record = store.record_of(number)
    if record is None:
        raise LinkError(UNKNOWN)
    return record


def forget_by_link(store: ConsentStore, key: Secret, token: str) -> Claim:
    """Erase the reader with all that hangs on them; repeating it is safe.

    Of a suppression a digest stays, so that no list brings back who complained. Raises
    LinkError.
    """
    claim = check_token(key.reveal(), LinkPurpose.PREFERENCES, token)
    store.forget(claim.subscriber)
    return claim
