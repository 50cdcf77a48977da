"""Makes the README's pictures of this repository's own publication: `make pictures`.

Needs Chromium. The letter is shown as a mail program would, the archive as a browser.
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Route, sync_playwright

from digest.schedule.jobs import publish
from digest.wiring import open_press

TOP = Path(__file__).parents[1]
HOME = "https://notes.example.org/"
#: a Monday after seven, so that the first issue is just out
WHEN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PAGES = {
    "letter": ("letter.html", 640, 1000),
    "archive": ("", 1024, 1600),
}


def main() -> None:
    """Publish a copy of the site at a fixed time, and photograph it."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        for name in ("content", "templates"):
            shutil.copytree(TOP / name, site / name)
        shutil.copy(TOP / "digest.toml", site)
        with open_press(site, clock=lambda: WHEN) as press:
            publish(press)
            letter = press.store.letter("weekly", 1)
        (site / "feeds/letter.html").write_text(letter.html, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name in PAGES:
            photograph(browser, site / "feeds", name)
        browser.close()


def photograph(browser: Browser, tree: Path, name: str) -> None:
    """One picture, from the published tree in place of the site."""
    path, width, height = PAGES[name]

    def answer(route: Route) -> None:
        wanted = route.request.url.removeprefix(HOME) or "index.html"
        route.fulfill(path=tree / wanted)

    page = browser.new_page(viewport={"width": width, "height": height})
    page.route("**/*", answer)
    page.goto(HOME + path)
    page.screenshot(path=TOP / "docs" / f"{name}.png")
    sys.stdout.write(f"docs/{name}.png\n")


if __name__ == "__main__":
    main()
