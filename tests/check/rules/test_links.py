"""Links within the site, and whether what they lead to is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from checking import SOUND, a_collection, a_study, faults_of
from digest.check.collection import Collection
from digest.check.findings import Fault
from digest.check.references import Reference, ReferenceKind
from digest.check.rules.links import (
    find_broken_fragment,
    find_broken_link,
    find_private_target,
    find_wrong_case,
)

TIDE = f'# The tide\n\n{SOUND}\n<p id="low">Low water</p>\n\nMore.[^1]\n\n[^1]: Note.\n'


def facts_of(
    find: Callable[[Collection], Iterator[Fault]], link: str, **texts: str
) -> list[str]:
    """What is said of a link in an article beside a.md and the others given."""
    others = {f"{name}.md": text for name, text in texts.items()}
    collection = a_collection(
        {"deep/open.md": f"# Open\n\n{SOUND}\n{link}\n", "tide.md": TIDE, **others},
        files=("images/quay.jpg",),
    )
    return [fault.fact for fault in find(collection) if fault.path == "deep/open.md"]


@pytest.mark.parametrize(
    "link",
    [
        "[a](../tide.md)",
        "[a](../tide.md?x=1#low)",
        "![a](../images/quay.jpg)",
        "[a](https://example.org/none)",
        "[a](//example.org/none)",
        "[a](mailto:ada@example.org)",
        "[a](/articles/tide/)",
        "[a](https://notes.example.org/articles/tide/#low)",
        "[a](https://notes.example.org/media/images/quay.jpg)",
        "[a](https://notes.example.org/)",
        "[a](/tags/harbour/)",
        "[a](#)",
        "[a]()",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(link: str) -> None:
    """Other sites are not asked."""
    assert facts_of(find_broken_link, link) == []


def test_an_address_that_nobody_can_read_leads_out_of_the_site() -> None:
    """What it means is for browsers to say."""
    study = a_study("open.md", SOUND)
    odd = Reference(kind=ReferenceKind.LINK, url="http://[", words="odd")
    collection = replace(a_collection({}), studies=(replace(study, references=(odd,)),))
    for find in (find_broken_link, find_broken_fragment, find_private_target):
        assert list(find(collection)) == []


@pytest.mark.parametrize(
    ("link", "fact"),
    [
        ("[a](tide.md)", "tide.md is not in the content folder"),
        ("![a](../images/pier.jpg)", "../images/pier.jpg is not in the content folder"),
        ("[a](../../x.txt)", "../../x.txt leads out of the content folder"),
        ("[a](/articles/none/)", "/articles/none/ is no article"),
        (
            "[a](https://notes.example.org/articles/none/#x)",
            "https://notes.example.org/articles/none/#x is no article",
        ),
        ("[a](/media/none.jpg)", "/media/none.jpg is not in the content folder"),
        ("[a](<a b.md>)", "a b.md is not in the content folder"),
    ],
)
def test_a_link_to_what_is_not_there_is_a_fault(link: str, fact: str) -> None:
    """By its path, by the address of an article, or by that of its file."""
    assert facts_of(find_broken_link, link) == [fact]


def test_what_was_meant_is_guessed() -> None:
    """A file of that name elsewhere, most often."""
    collection = a_collection({"deep/open.md": "[a](tide.md)", "tide.md": TIDE})
    (fault,) = find_broken_link(collection)
    assert fault.remedy == "did you mean tide.md?"
    (fault,) = find_broken_link(a_collection({"open.md": "[a](none.md)"}))
    assert fault.remedy == "add the file, or mend the link"


def test_the_picture_and_files_of_the_front_matter_are_looked_for() -> None:
    """On the line of their keys."""
    text = f"---\ntitle: Open\nimage: q.jpg\nenclosures: t.mp3\n---\n{SOUND}"
    assert faults_of(find_broken_link, text) == [
        (3, "q.jpg is not in the content folder"),
        (4, "t.mp3 is not in the content folder"),
    ]
    assert faults_of(find_broken_link, text, files=("q.jpg", "t.mp3")) == []


def test_a_name_in_another_case_is_a_fault_of_its_own() -> None:
    """It would be found on a Mac, and so nobody notices."""
    link = "![a](../images/Quay.JPG)"
    assert facts_of(find_broken_link, link) == []
    assert facts_of(find_wrong_case, link) == [
        "refers to ../images/Quay.JPG, but the file is images/quay.jpg"
    ]
    assert facts_of(find_wrong_case, "![a](../images/quay.jpg)") == []
    assert facts_of(find_wrong_case, "![a](../images/pier.jpg)") == []


DRAFT = f"---\ndraft: true\n---\n# Draft\n\n{SOUND}"
LATER = f"---\ndate: 2027-01-01\n---\n# Later\n\n{SOUND}"


@pytest.mark.parametrize(
    ("link", "facts"),
    [
        ("[a](../draft.md)", ["links to draft.md, which is a draft"]),
        ("[a](/articles/draft/)", ["links to draft.md, which is a draft"]),
        ("[a](../later.md)", ["links to later.md, which is dated in the future"]),
        ("[a](../tide.md) [b](#low) [c](../images/quay.jpg)", []),
    ],
)
def test_a_link_to_what_is_not_public_is_a_fault(link: str, facts: list[str]) -> None:
    """The page is not there when readers follow it."""
    assert facts_of(find_private_target, link, draft=DRAFT, later=LATER) == facts


def test_articles_that_are_not_public_may_link_to_each_other() -> None:
    """A draft to anything, and an article to one of the same day."""
    texts = {
        "a.md": f"{DRAFT}\n[a](b.md) [c](c.md)\n",
        "b.md": f"{LATER}\n[a](c.md) [b](b.md)\n",
        "c.md": LATER,
    }
    assert list(find_private_target(a_collection(texts))) == []


@pytest.mark.parametrize(
    ("link", "facts"),
    [
        ("[a](../tide.md#low)", []),
        ("[a](../tide.md#fn-1)", []),
        ("[a](#top) [b](../tide.md#) [c](../tide.md#:~:text=low)", []),
        ("[a](../images/quay.jpg#x)", []),
        ("[a](https://example.org/#x)", []),
        ("[a](../tide.md#high)", ["links to #high, and tide.md has no such place"]),
        (
            "[a](/articles/tide/#high)",
            ["links to #high, and tide.md has no such place"],
        ),
        ("[a](#here)", ["links to #here, and deep/open.md has no such place"]),
    ],
)
def test_a_link_to_a_place_has_to_find_it(link: str, facts: list[str]) -> None:
    """In the same article or in another; browsers know the top themselves."""
    assert facts_of(find_broken_fragment, link) == facts
