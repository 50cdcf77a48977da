"""Makes the pictures of README and docs, of this publication: `make pictures`.

Needs Chromium. Letters are shown as a mail program would, the archive as a browser.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, get_args

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

from digest.schedule.jobs import publish
from digest.wiring import open_press

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
HOME = "https://notes.example.org/"
#: a Monday after seven, so that the first issue is just out
WHEN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
Scheme = Literal["light", "dark"]
THEMES = ("digest", "essay", "plain")
WINDOWS = {"desktop": (720, 1000), "phone": (375, 760)}
#: of a palette, in which a picture takes a third of its bytes
COLOURS = 256
#: what letters ask for, and the free face that is nearest to what readers have of it
FACES = {"Charter": "Charis SIL", "-apple-system": "Inter", "system-ui": "Inter"}
ALIAS = """\
<match target="pattern"><test name="family"><string>{wanted}</string></test>
<edit name="family" mode="prepend" binding="strong"><string>{free}</string></edit>
</match>
"""


def main() -> None:
    """Publish copies of the site at a fixed time, and photograph them."""
    with TemporaryDirectory() as folder, opened_browser(Path(folder)) as browser:
        for theme in THEMES:
            site = Path(folder) / theme
            html = publish_copy(site, theme)
            (site / "feeds/letter.html").write_text(html, encoding="utf-8")
            for name, scheme in product(WINDOWS, get_args(Scheme)):
                picture = DOCS / "letters" / f"{theme}-{name}-{scheme}.png"
                shoot(
                    browser,
                    site,
                    "letter.html",
                    picture=picture,
                    window=WINDOWS[name],
                    scheme=scheme,
                )
        site = Path(folder) / "digest"
        letter, archive = DOCS / "letter.png", DOCS / "archive.png"
        shoot(browser, site, "letter.html", picture=letter, window=(640, 1000))
        shoot(browser, site, "", picture=archive, window=(1024, 1600))


def publish_copy(site: Path, theme: str) -> str:
    """Publish a copy of the site, and return the HTML of its first letter."""
    site.mkdir()
    for name in ("content", "templates"):
        shutil.copytree(TOP / name, site / name)
    settings = (TOP / "digest.toml").read_text("utf-8")
    settings = settings.replace('theme = "digest"', f'theme = "{theme}"')
    (site / "digest.toml").write_text(settings, encoding="utf-8")
    with open_press(site, clock=lambda: WHEN) as press:
        publish(press)
        return press.store.letter("weekly", 1).html


@contextmanager
def opened_browser(folder: Path) -> Iterator[Browser]:
    """Chromium, which draws with the faces that most readers have, or their likes."""
    faces = "".join(ALIAS.format(wanted=name, free=FACES[name]) for name in FACES)
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    file = folder / "fonts.conf"
    file.write_text(f"<fontconfig>{system}{faces}</fontconfig>", encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(file)},
        )
        yield browser
        browser.close()


def shoot(
    browser: Browser,
    site: Path,
    path: str,
    *,
    picture: Path,
    window: tuple[int, int],
    scheme: Scheme = "light",
) -> None:
    """One picture, from the published tree in place of the site."""

    def answer(route: Route) -> None:
        wanted = route.request.url.removeprefix(HOME) or "index.html"
        route.fulfill(path=site / "feeds" / wanted)

    width, height = window
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    page.route("**/*", answer)
    page.goto(HOME + path)
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    picture.parent.mkdir(exist_ok=True)
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    sys.stdout.write(f"{picture.relative_to(TOP)}\n")


if __name__ == "__main__":
    main()
