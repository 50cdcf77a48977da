"""Why a message was refused or came back, as its receiver means it. Pure."""

from __future__ import annotations

from digest.reasons.reading import reason_of
from digest.reasons.reason import Reason, ends_mail

__all__ = ["Reason", "ends_mail", "reason_of"]
