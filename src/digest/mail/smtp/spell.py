"""How a relay has fared of late: when it is tried again. Without I/O and dice."""

from __future__ import annotations

from hashlib import sha256

#: seconds before the first new try, and the longest; each is twice the one before,
#: changed by up to a fifth: what failed together is not tried together
FIRST_WAIT, LONGEST_WAIT, JITTER = 1.0, 60.0, 0.2


class Spell:
    """Connections that came to nothing, since the last one that did not."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self.failures = 0
        #: on the loop's clock
        self.not_before = 0.0
        #: whether the desk knows
        self.is_told = False

    def end(self) -> None:
        """The relay answers messages: what was before is forgotten."""
        self.failures, self.not_before, self.is_told = 0, 0.0, False

    def note_failure(self, now: float) -> float:
        """One more came to nothing; the seconds to wait before the next."""
        seconds = wait(self.failures, self._seed)
        self.failures += 1
        self.not_before = now + seconds
        return seconds


def wait(failures: int, seed: str) -> float:
    """Seconds to wait after so many failures before; the same for the same seed."""
    # more steps than ten are the longest wait in any case, and never overflow
    wished = min(FIRST_WAIT * (1 << min(failures, 10)), LONGEST_WAIT)
    digest = sha256(f"{seed} {failures}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") / 2**32
    return wished * (1 + JITTER * (2 * share - 1))
