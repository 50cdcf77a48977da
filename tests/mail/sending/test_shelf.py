"""What waits, and for whom: by a clock that the test moves."""

from __future__ import annotations

import pytest

from builders import a_delivery, an_addressee
from digest.deliveries import Delivery, Purpose
from digest.mail.sending.domains import FIRST, LIMIT, Domains
from digest.mail.sending.shelf import Shelf
from digest.rates import Rate


def to(number: int, domain: str, newsletter: str = "weekly") -> Delivery:
    """A delivery to a reader of this number at the domain."""
    reader = an_addressee(id=number, address=f"r{number}@{domain}")
    return a_delivery(
        id=number,
        purpose=Purpose.ISSUE,
        issue=1,
        newsletter=newsletter,
        subscriber=reader,
    )


def a_shelf(
    *deliveries: Delivery, ways: int = 1, **rates: Rate
) -> tuple[Shelf, Domains]:
    """A shelf with these deliveries, and what is known of the domains."""
    domains = Domains({f"{name}.example": rate for name, rate in rates.items()})
    shelf = Shelf([()] * ways, domains)
    shelf.add(deliveries)
    return shelf, domains


def taken(shelf: Shelf, now: float, way: int = 0) -> list[int]:
    """All that may go at the moment."""
    found = []
    while delivery := shelf.take(way, now):
        found.append(delivery.id)
    return found


def test_they_go_in_order_and_the_first_stay_first() -> None:
    """What is put before all others keeps its own order."""
    shelf, _ = a_shelf(to(1, "a.example"), to(2, "b.example"))
    shelf.add_first([to(8, "c.example"), to(9, "d.example")])
    assert len(shelf) == 4
    assert sorted(shelf.ids()) == [1, 2, 8, 9]
    assert taken(shelf, 0) == [8, 9, 1, 2]
    assert len(shelf) == 0


def test_a_slow_domain_holds_up_nobody_else() -> None:
    """Its letters are set aside, and come back one by one in their order."""
    letters = [to(n, "slow.example" if n < 4 else "b.example") for n in range(1, 7)]
    shelf, _ = a_shelf(*letters, slow=Rate(count=1, seconds=10))
    assert taken(shelf, 1000) == [1, 4, 5, 6]
    assert 9 < shelf.wait(1000) <= 10
    assert sorted(shelf.ids()) == [2, 3]
    assert taken(shelf, 1005) == []
    assert taken(shelf, 1010) == [2]
    assert taken(shelf, 1020) == [3]
    assert shelf.wait(1020) == float("inf")


def test_more_than_fit_are_put_off_each_to_its_own_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many readers one domain has, they are claimed once more, not often."""
    monkeypatch.setattr("digest.mail.sending.shelf.MOST_ASIDE", 3)
    letters = [to(n, "slow.example") for n in range(1, 9)]
    shelf, _ = a_shelf(*letters, slow=Rate(count=1, seconds=10))
    assert taken(shelf, 1000) == [1]
    assert [one.id for one, _ in shelf.put_off] == [5, 6, 7, 8]
    assert [wait for _, wait in shelf.put_off] == [40, 50, 60, 70]


def test_a_domain_that_puts_off_all_is_left_alone() -> None:
    """After the rest one letter tries, and what comes of it decides for the others."""
    letters = [to(n, "busy.example") for n in range(1, 6)]
    shelf, domains = a_shelf(*letters)
    for _ in range(LIMIT):
        domains.fail(letters[0], 1000)
    assert taken(shelf, 1001) == []
    waits = [wait for _, wait in shelf.put_off]
    assert waits == [FIRST - 1 + n for n in range(1, 6)]
    shelf.put_off = []
    shelf.add(letters)
    assert taken(shelf, 1000 + FIRST) == [1]
    assert len(shelf) == 4
    domains.succeed(letters[0])
    assert taken(shelf, 1001 + FIRST) == [2, 3, 4, 5]


def test_a_domain_with_little_trouble_is_forgotten_as_it_takes_a_letter() -> None:
    """Nothing grows with the number of domains."""
    shelf, domains = a_shelf(to(1, "a.example"))
    domains.fail(to(1, "a.example"), 0)
    assert domains.find(to(1, "A.Example"))
    domains.succeed(to(1, "a.example"))
    assert domains.find(to(1, "a.example")) is None
    assert taken(shelf, 0) == [1]


def test_what_is_meant_is_taken_out() -> None:
    """Wherever it waits."""
    letters = [to(n, "slow.example") for n in range(1, 4)]
    shelf, _ = a_shelf(*letters, to(9, "b.example"), slow=Rate(count=1, seconds=10))
    assert taken(shelf, 1000) == [1, 9]
    assert [one.id for one in shelf.remove(lambda one: one.id == 2)] == [2]
    assert shelf.ids() == (3,)


def test_a_way_takes_only_what_is_its_own() -> None:
    """A newsletter that has a relay of its own."""
    shelf = Shelf([("daily",), ()], Domains({}))
    shelf.add([to(1, "a.example"), to(2, "a.example", "daily")])
    assert taken(shelf, 0, way=1) == [1]
    assert taken(shelf, 0, way=0) == [2]
    assert shelf.has_way(to(1, "a.example"))
    assert not Shelf([("daily",)], Domains({})).has_way(to(1, "a.example"))
