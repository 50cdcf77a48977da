"""What an enhanced status code says by itself (RFC 3463, and its registry, RFC 5248).

Only codes that are used for what they mean: under 1.0, 2.0, 7.0 and 7.1 receivers file
whatever they have no code for, so that their words decide there.
"""

from __future__ import annotations

from digest.reasons.reason import Reason

#: subject and detail; the class, the first digit, says for how long
STATUSES: dict[str, Reason] = {
    "1.1": Reason.USER_UNKNOWN,
    "1.2": Reason.HOST_UNKNOWN,
    "1.6": Reason.MOVED,
    "1.7": Reason.BLOCKED,
    "1.8": Reason.BLOCKED,
    # a null MX (RFC 7505): of the receiver's domain, and of ours
    "1.10": Reason.HOST_UNKNOWN,
    "7.27": Reason.BLOCKED,
    "2.1": Reason.SUSPENDED,
    "2.2": Reason.MAILBOX_FULL,
    "2.3": Reason.TOO_LARGE,
    "2.4": Reason.SYSTEM,
    "3.0": Reason.SYSTEM,
    "3.1": Reason.SYSTEM,
    "3.2": Reason.LATER,
    "3.3": Reason.SYSTEM,
    "3.4": Reason.TOO_LARGE,
    "3.5": Reason.SYSTEM,
    "4.0": Reason.NETWORK,
    "4.1": Reason.NETWORK,
    "4.2": Reason.NETWORK,
    "4.3": Reason.NETWORK,
    "4.4": Reason.NETWORK,
    "4.5": Reason.LATER,
    "4.6": Reason.NETWORK,
    "4.7": Reason.NETWORK,
    "5.1": Reason.SYSTEM,
    "5.2": Reason.SYSTEM,
    "5.3": Reason.RATE,
    "5.4": Reason.SYSTEM,
    "6.0": Reason.POLICY,
    "6.1": Reason.POLICY,
    "7.2": Reason.POLICY,
    "7.5": Reason.AUTHENTICATION,
    "7.8": Reason.AUTHENTICATION,
    "7.9": Reason.AUTHENTICATION,
    "7.11": Reason.AUTHENTICATION,
    "7.13": Reason.SUSPENDED,
    "7.20": Reason.AUTHENTICATION,
    "7.21": Reason.AUTHENTICATION,
    "7.22": Reason.AUTHENTICATION,
    "7.23": Reason.AUTHENTICATION,
    "7.24": Reason.AUTHENTICATION,
    "7.25": Reason.BLOCKED,
    "7.26": Reason.AUTHENTICATION,
    "7.28": Reason.RATE,
    "7.29": Reason.AUTHENTICATION,
    "7.30": Reason.POLICY,
}

#: stand for too much to say anything against words that say it
VAGUE = frozenset({"2.1", "3.0", "4.0", "4.1", "4.4", "4.7", "6.0", "6.1", "7.9"})
