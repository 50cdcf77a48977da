"""`digest init`: a new publication."""

from __future__ import annotations

from pathlib import Path

import click

from digest.errors import ConfigError

DIGEST_TOML = """\
# A publication of digest. Each line that starts with # shows a default.

[site]
title = "{title}"
url = "https://notes.example.org"    # where readers will find it; no slash at the end
language = "en"
author = "{title}"
description = "Articles by feed at once, and by e-mail in the next issue."

[content]
folder = "content"                   # put articles here: .md, .html, .txt

[feeds]
folder = "feeds"                     # the published tree: feeds, archive, issues
entries = 20                         # newest entries in a feed

[newsletters.weekly]
title = "{title} Weekly"
schedule = "0 7 * * MON"             # minute hour day month weekday, in this zone:
zone = "UTC"
from = "{title} <notes@notes.example.org>"
theme = "digest"
# tags = ["harbour"]                 # only entries with one of these
# max_entries = 20                   # told in one letter; the rest are counted
# catch_up_within = 24               # hours; a slot missed for longer is given up

[mail]
relay = "outbox"                     # a Maildir in .digest/outbox; or a real relay:
# relay = "smtp://user@relay.example.org:587"   # password in DIGEST_SMTP_PASSWORD
postal_address = "1 Quay Street, 20457 Hamburg" # the law asks for one in every letter

[web]
listen = "127.0.0.1:8000"
"""

FIRST_ARTICLE = """\
---
title: How to write an article here
draft: true          # take this line out, and the article is public
tags: [digest]
---

A file in this folder is an article. The lines between the dashes are its front matter;
all of them may be left out, and then the first heading is the title.

## What else goes in here

- HTML pages that you saved
- text that you copied from a page, with whatever came along: `digest entry FILE` shows
  what digest keeps of it
"""

GIT_IGNORE = ".digest/\n"


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Name of the publication; default: the folder's name.")
def command(folder: Path, title: str | None) -> None:
    """Make a new publication in FOLDER: digest.toml, and content/ with a first draft.

    Nothing that is there already is ever changed.

    \b
      digest init notes
      digest init notes --title "North Shore Notes"
    """
    if (folder / "digest.toml").exists():
        message = f"{folder / 'digest.toml'}: is there already; edit it as you like"
        raise ConfigError(message)
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").title()
    safe = name.replace("\\", "").replace('"', "'")
    files = {
        "digest.toml": DIGEST_TOML.format(title=safe),
        "content/how-to-write.md": FIRST_ARTICLE,
        ".gitignore": GIT_IGNORE,
    }
    try:
        for path, text in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{error.filename}: cannot be written ({error.strerror})"
        raise ConfigError(f"{message}; choose another folder") from error
    click.echo(f"Made the publication {safe!r} in {folder}/. What comes next:")
    click.echo(f"  1. edit {folder}/digest.toml: title, url, from")
    click.echo(f"  2. put articles into {folder}/content/")
    click.echo(f"  3. cd {folder} && digest run")
