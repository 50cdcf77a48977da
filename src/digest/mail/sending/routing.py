"""Which relays a newsletter's letters may take. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def route(newsletter: str, ways: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """The numbers of the ways that the newsletter takes, each told by its newsletters.

    Those that name it, and those that name none where nobody names it. Empty where all
    are kept for others.
    """
    own = tuple(n for n, names in enumerate(ways) if newsletter in names)
    return own or tuple(n for n, names in enumerate(ways) if not names)
