"""When to try again whoever did not answer, and when to stop. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)
#: each pause is so many times the one before
GROWTH = 4
#: nobody is left alone for longer, whoever asks
LONGEST_WISH = timedelta(days=1)

#: tries before a change is not told any more: about a day and a half
MOST_TELLINGS = 10
#: tries to ask back whoever does not answer
MOST_QUESTIONS = 3


def next_try(
    tries: int, *, most: int, wait: timedelta, now: datetime
) -> datetime | None:
    """When to try again after so many tries that failed; None: not any more.

    `wait` is how long the other side asks to be left alone.
    """
    if tries >= most:
        return None
    pause: timedelta = FIRST * GROWTH ** (tries - 1)
    return now + max(min(pause, LONGEST), min(wait, LONGEST_WISH))
