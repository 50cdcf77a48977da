from __future__ import annotations

import pytest

from digest.mail.sending.routing import route


@pytest.mark.parametrize(
    ("newsletter", "ways", "taken"),
    [
        ("weekly", [()], (0,)),
        ("weekly", [(), ()], (0, 1)),
        ("weekly", [("weekly",), ()], (0,)),
        ("daily", [("weekly",), ()], (1,)),
        ("weekly", [("weekly",), (), ("daily", "weekly")], (0, 2)),
        ("daily", [("weekly",)], ()),
    ],
)
def test_a_newsletter_takes_its_own_ways_or_the_common_ones(
    newsletter: str, ways: list[tuple[str, ...]], taken: tuple[int, ...]
) -> None:
    """A relay that is kept for some carries nothing else."""
    assert route(newsletter, ways) == taken
