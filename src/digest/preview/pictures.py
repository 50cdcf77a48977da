"""Pictures of letters, taken by a Chromium that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from digest.errors import ConfigError, DigestError
from digest.media_types import media_type_of
from digest.pipeline.issues.next_issue import NextIssue
from digest.preview.parts import parts_of

if TYPE_CHECKING:
    # an extra that need not be there
    from playwright.sync_api import Browser, Playwright, Route

#: under which Chromium is installed
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: where it is, in the environment
VARIABLE = "DIGEST_CHROMIUM"
#: pixels of the window
WIDTHS = {"desktop": 700, "phone": 360}
HEIGHT = 800
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: dots of a picture to each pixel of the page, as screens have them today
SHARPNESS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shot:
    """One picture to take."""

    newsletter: str
    device: str
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """Of the file."""
        return f"{self.newsletter}-{self.device}-{self.scheme}.png"


def take_pictures(
    issues: Sequence[NextIssue], folder: Path, *, site_url: str
) -> Iterator[Path]:
    """Each letter on a desktop and a phone, light and dark; the files, as they come.

    Raises ConfigError where no browser is there to take them, or the folder cannot be
    written.
    """
    with _open_browser(os.environ) as browser:
        for issue in issues:
            if issue.message is None:
                continue
            answer = _Answering(issue, site_url)
            html = parts_of(issue.message).html
            for shot in _shots(issue.newsletter.name):
                path = folder / shot.name
                _write(path, _picture(browser, html, shot, answer))
                yield path


def find_chromium(environ: Mapping[str, str]) -> str:
    """The program; raises ConfigError where there is none."""
    if given := environ.get(VARIABLE):
        if found := shutil.which(given):
            return found
        fact = f"{given} is no program that can be started"
        raise ConfigError(f"{VARIABLE}: {fact}; write the path of Chromium")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    fact = "no Chromium is installed"
    remedy = f"install it, or set {VARIABLE} to its path"
    raise ConfigError(f"preview --png: {fact}; {remedy}")


@contextmanager
def _open_browser(environ: Mapping[str, str]) -> Iterator[Browser]:
    chromium = find_chromium(environ)
    # what root runs has no sandbox of its own
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with _open_driver() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _open_driver() -> Iterator[Playwright]:
    try:
        # an extra: who wants no pictures need not install it
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError as error:
        fact = "playwright is not installed"
        remedy = "pip install 'digest-publisher[screenshots]'"
        raise ConfigError(f"preview --png: {fact}; {remedy}") from error
    with sync_playwright() as driver:
        yield driver


def _shots(newsletter: str) -> Iterator[_Shot]:
    for device in WIDTHS:
        for scheme in SCHEMES:
            yield _Shot(newsletter=newsletter, device=device, scheme=scheme)


def _picture(browser: Browser, html: str, shot: _Shot, answer: _Answering) -> bytes:
    """The whole letter, as the window draws it."""
    page = browser.new_page(
        viewport={"width": WIDTHS[shot.device], "height": HEIGHT},
        color_scheme=shot.scheme,
        device_scale_factor=SHARPNESS,
        java_script_enabled=False,
    )
    try:
        page.route("**/*", answer)
        page.set_content(html)
        return page.screenshot(full_page=True)
    finally:
        page.close()


class _Answering:
    """Answers for the site, whose new pictures nobody else has yet."""

    def __init__(self, issue: NextIssue, site_url: str) -> None:
        self._media = {f"{site_url}/{each.path}": each for each in issue.media}

    def __call__(self, route: Route) -> None:
        target = self._media.get(route.request.url)
        if target is None:
            route.continue_()
            return
        try:
            # what media is made of is in the target
            made = target.recipe(None)
            data = made.read_bytes() if isinstance(made, Path) else made
        except (DigestError, OSError):
            route.abort()
            return
        route.fulfill(body=data, content_type=media_type_of(target.path))


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        fact = f"cannot be written ({error.strerror})"
        raise ConfigError(f"{path}: {fact}; name another folder") from error
