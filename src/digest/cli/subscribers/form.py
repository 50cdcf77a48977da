"""`digest subscribers form`: the form to subscribe, for any page."""

from __future__ import annotations

from pathlib import Path

import click

from digest.config import load_config
from digest.errors import ConfigError
from digest.render.offers import offers
from digest.render.theme import Theme, packaged_templates
from digest.urls import encode_url
from digest.words import words_for

TEMPLATE = "site/reader_snippet.html"


@click.command("form", short_help="Print the form to subscribe, for any page.")
@click.option(
    "--newsletter",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only this one, listed or not; may be given again.  [default: all listed]",
)
@click.option("--lang", default="", metavar="TAG", help="Its words.  [default: site's]")
@click.pass_obj
def command(site: Path, names: tuple[str, ...], lang: str) -> None:
    """Print the form to subscribe as plain HTML, to be pasted into any page.

    It needs no script and no style; it posts to this site, and the reader then sees our
    own pages. The page may dress it as it likes, but has to keep the names of fields,
    and the hidden field, which programs fill in and people do not.

    \b
      digest subscribers form
      digest subscribers form --newsletter weekly --lang de
    """
    config = load_config(site)
    known = {newsletter.name: newsletter for newsletter in config.newsletters}
    for name in names:
        if name not in known:
            message = f"{name}: is no newsletter of digest.toml; use {', '.join(known)}"
            raise ConfigError(message)
    chosen = [n for n in known.values() if (n.name in names if names else n.listed)]
    if not chosen:
        remedy = "name one with --newsletter"
        raise ConfigError(f"digest.toml: lists no newsletter; {remedy}")
    words = words_for(lang or config.site.language)
    theme = Theme((site / "templates", packaged_templates()))
    shown = offers(
        chosen,
        {chosen[0].name},
        language=words.tag,
        site_language=config.site.language,
    )
    click.echo(
        theme.fill(
            TEMPLATE,
            site=config.site,
            action=f"{encode_url(config.site.url)}/subscribe",
            choices=shown,
            language=words.tag,
            direction=words.direction,
            _=words.gettext,
        ).strip()
    )
