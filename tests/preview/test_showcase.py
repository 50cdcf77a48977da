"""What the page shows now, and who looks at it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from builders import a_letter, a_newsletter, a_site
from digest.errors import ConfigError
from digest.preview.showcase import Showcase
from previews import a_failed_issue, a_media_file, a_next_issue

FAULT = ConfigError("digest.toml:3: is not TOML; mend the line")


def told_by(showcase: Showcase) -> dict[str, Any]:
    """What is shown at this moment."""
    told: dict[str, Any] = json.loads(showcase.told)
    return told


def test_before_anything_is_made_nothing_is_shown() -> None:
    """And that is no fault."""
    assert told_by(Showcase()) == {"title": "", "fault": "", "newsletters": []}


def test_a_fault_of_the_whole_leaves_everything_where_it_is() -> None:
    """Until something can be made again."""
    showcase = Showcase()
    showcase.show(a_site(), [a_next_issue()])
    good = told_by(showcase)
    showcase.fail(FAULT)
    assert told_by(showcase) == {**good, "fault": str(FAULT)}
    showcase.show(a_site(), [a_next_issue()])
    assert told_by(showcase) == good


def test_a_fault_of_one_newsletter_stops_no_other() -> None:
    """Each keeps its own last good letter."""
    harbour = a_next_issue(newsletter=a_newsletter(name="harbour", title="Harbour"))
    showcase = Showcase()
    showcase.show(a_site(), [a_next_issue(), harbour])
    showcase.show(a_site(), [a_failed_issue(FAULT), harbour])
    weekly, other = told_by(showcase)["newsletters"]
    assert (weekly["problem"], other["problem"]) == (str(FAULT), "")
    assert weekly["letter"]["subject"] == "Harbour opens"


def test_a_newsletter_that_is_no_more_is_shown_no_more() -> None:
    """Whoever asks for it learns that it is not there."""
    showcase = Showcase()
    showcase.show(a_site(), [a_next_issue()])
    showcase.show(a_site(), [])
    assert showcase.exhibit("weekly") is None
    assert told_by(showcase)["newsletters"] == []


def test_a_picture_is_had_before_it_is_public(tmp_path: Path) -> None:
    """As bytes, or as the file that has them; and only what a letter needs."""
    targets = (
        a_media_file("media/a.png", lambda _: b"drawn"),
        a_media_file("media/b.png", lambda _: tmp_path),
    )
    showcase = Showcase()
    showcase.show(a_site(), [a_next_issue(media=targets)])
    assert showcase.picture("media/a.png") == b"drawn"
    assert showcase.picture("media/b.png") == tmp_path
    assert showcase.picture("../digest.toml") is None


def test_who_looks_is_told_of_each_change_once() -> None:
    """First of what is there; of what is the same again, nothing."""

    async def look() -> list[str]:
        showcase, subjects = Showcase(), list[str]()

        async def follow() -> None:
            async for told in showcase.follow():
                newsletters = json.loads(told)["newsletters"]
                subjects.extend(each["letter"]["subject"] for each in newsletters)

        showcase.show(a_site(), [a_next_issue()])
        looking = asyncio.create_task(follow())
        for subject in ("Harbour opens", "Harbour shuts", "Harbour shuts"):
            await asyncio.sleep(0.01)
            showcase.show(a_site(), [a_next_issue(a_letter(subject=subject))])
        await asyncio.sleep(0.01)
        showcase.close()
        await asyncio.wait_for(looking, 10)
        return subjects

    assert asyncio.run(look()) == ["Harbour opens", "Harbour shuts"]
