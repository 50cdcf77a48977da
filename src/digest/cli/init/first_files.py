"""What `digest init` writes: the texts of a new publication's first files."""

from __future__ import annotations

import json
from email.headerregistry import Address

#: every key there is, as a test sees to; a line `# key = value` shows the default
SETTINGS = """\
# The settings of a publication of digest. Every setting there is stands here.
#
#   key = value       is set here
#   # key = value     shows the default: take the # away to change it
#   #   words ...     tell what the next key means
#
# Paths count from the folder of this file. A running daemon takes changes over at once.

[site]
title = {title}
#   where readers will find the site; no slash at the end. http:// will do while letters
#   stay in the outbox; a relay gets none without https://
url = "https://notes.example.org"
#   BCP 47 tag of the language that you write in
# language = "en"
#   credited where an article names nobody
author = {title}
#   one sentence for feeds and the front page
description = "Articles by feed at once, and by e-mail in the next issue."

[content]
#   put articles here: .md, .html, .txt, .eml, .docx
# folder = "content"
#   files that are not read, as patterns of their path, such as "drafts/*"
# ignore = []
#   bytes; a larger file is no article
# largest_file = 5_000_000
#   bytes; a larger picture or recording is not published
# largest_media = 100_000_000
#   passages that the cleaner leaves in every article: all of their words, with * for
#   any others, or the number that `digest entry --explain` tells
# keep = []
#   passages that are taken out of every article, named in the same way
# drop = []
#   the same for the files of a pattern of paths; or one section for each pattern:
#   [[content.rules]]
#   path = "press/*"
#   keep = ["Press contact *"]
# rules = []

#   Other sites whose feeds are polled for news: one such section for each, without the
#   number signs. Their articles come to content/sources/NAME/.
#
#   [[sources]]
#   name = "harbour-office"
#   #   of the feed, or of a page that names its feed
#   url = "https://harbour.example.org/news"
#   #   how the site is named beside its articles; empty: as its feed does
#   title = ""
#   #   minutes between two polls, where the site does not ask for more; 15 or more
#   every = 60
#   #   "full" shows whole articles: only where their author allows it
#   show = "summary"
#   #   of the articles that stand in the feed at the first poll, so many are taken
#   newest = 10
#   #   given to each of its articles
#   tags = []
#   #   what the cleaner leaves in its articles, and what it takes out, as in [content]
#   keep = []
#   drop = []

[feeds]
#   the published tree: feeds, archive, issues
# folder = "feeds"
#   newest entries in a feed
# entries = 20
#   octets of a feed, and of an archive, that are not exceeded but by a lone entry
# largest = 250_000
#   entries that a page of the archive lists, about
# page_entries = 50
#   whether readers can search the archive
# search = true
#   whether an entry also brings its text in Markdown, for readers that show it
# markdown = false
#   who tells readers of new entries (WebSub): "built-in" for digest itself, the address
#   of a hub, or several with blanks between them
# hub = ""
#   whether a reader that asks for it gets only what is new (RFC 3229)
# delta = false
#   whether a subscriber can have a feed of their own, with private entries
# private = false
#   whether .gz and .br stand beside each text, for servers that send them as they are
# compressed = false

[pictures]
#   pixels; a picture is made in each of these widths that is smaller than its own. No
#   photograph is published any wider than the widest
# widths = [480, 800, 1200, 1600]
#   of JPEG, 1 to 95
# quality = 82
#   width times height; a larger picture is never decoded
# most_pixels = 60_000_000

[check]
#   rules of `digest check` that are not asked, as `digest check --rules` names them;
#   behind a name the files of which it is not asked: ["bare-url", "* sources/*"]
# ignore = []

#   One such section for each newsletter; its name stands in addresses, so keep it.
[newsletters.weekly]
title = {weekly}
#   minute hour day month weekday, read in the zone
schedule = "0 7 * * MON"
#   such as "Europe/Berlin"; changes of its clocks neither skip nor double an issue
# zone = "UTC"
#   who the letters come from
from = {sender}
#   one sentence for the form to subscribe
# description = ""
#   the folder of its templates below templates/newsletter/
# theme = "digest"
#   only entries with one of these, such as ["Ferries", "Travel"]; empty: every entry
# tags = []
#   of its title, and of the words that its letters say themselves (en, de, es, fr, ar,
#   ja); empty: the site's language
# language = ""
#   headings that entries stand under: "none", "tag" or "author"
# group = "none"
#   how much of an entry stands in a letter: "teaser", "whole", or as the "theme" does
# show = "theme"
#   below so many new entries a slot brings no issue, and they wait for the next
# min_entries = 1
#   entries told in one letter; the rest are counted, and stand on the web
# max_entries = 20
#   a template, such as "{{{{ newsletter }}}} {{{{ number }}}}: {{{{ title }}}}"; empty:
#   the title of the first entry
# subject = ""
#   where answers go; empty: to the sender
# reply_to = ""
#   whether each issue waits for `digest issues approve` before it goes out
# approve = false
#   whether who confirms is greeted with a letter
# welcome = true
#   whether who confirms gets the last issue at once
# last_issue = false
#   whether the form to subscribe shows it
# listed = true
#   whether clicks on links are counted, for all readers together; nobody is followed
# clicks = false
#   hours; an issue that could not come out for longer is given up
# catch_up_within = 24
#   what becomes of issues that were missed: "latest" makes one of them all, "all" makes
#   each by itself, "skip" none
# catch_up = "latest"
#   days without issues, from the first to the last: ["2026-12-20/2027-01-06"]
# pauses = []
#   once = "2027-01-01T09:00" in the place of `schedule` makes one issue, at that local
#   time
#   start = 2026-12-01T00:00:00 lets issues begin at that local time; without it they
#   begin when the daemon is first started
#   what mail programs know the list by; never change it once letters went out
# list_id = "weekly.notes.example.org"

#   how its letters look; what is empty is as the theme has it
[newsletters.weekly.design]
#   each colour is written as "#0d5c63": of links and buttons
# accent = ""
#   of text
# ink = ""
#   of text that matters less
# soft = ""
#   between entries
# line = ""
#   behind the text
# paper = ""
#   around it
# ground = ""
#   the same where a mail program shows letters dark
# dark_accent = ""
#   as ink
# dark_ink = ""
#   as soft
# dark_soft = ""
#   as line
# dark_line = ""
#   as paper
# dark_paper = ""
#   as ground
# dark_ground = ""
#   "serif", "sans", "mono", or names of fonts with commas between them
# font = ""
#   the same of headings
# heading_font = ""
#   pixels of the column, 480 to 720; 0: as the theme has it
# width = 0
#   PNG, JPEG or GIF, a file of the content folder or an https address, in the place of
#   the newsletter's name
# logo = ""
#   pixels in which it is shown
# logo_width = 160
#   one more paragraph at the end of each letter
# footer = ""
#   other places to meet: {{ Mastodon = "https://social.example/@notes" }}
# social = {{}}

[mail]
#   "outbox" keeps letters as files in .digest/outbox, for you to look at. A real relay:
#   "smtp://USER@HOST:587" for STARTTLS, "smtps://USER@HOST" for TLS from the start,
#   "smtp+plain://HOST" for none. The password is never written here: set
#   DIGEST_SMTP_PASSWORD, or DIGEST_SMTP_PASSWORD_FILE to the path of a file with it.
# relay = "outbox"
#   stands below every letter, as the law asks; a relay is not used without it
postal_address = "1 Quay Street, 20457 Hamburg"
#   where mail programs without one-click write to unsubscribe; empty: to the sender
# unsubscribe_address = ""
#   seconds that the relay may take for one answer
# timeout = 60
#   how the relay lets us in: "auto", "plain", "login", or "xoauth2", for which the
#   password is an access token
# auth = "auto"
#   a program and its arguments that prints an access token for "xoauth2"
# token_command = []
#   tries before a letter that the relay defers is given up
# attempts = 8

#   Several relays in the place of the one above: such a section for each, without the
#   number signs. The password of each is DIGEST_SMTP_PASSWORD_NAME, or the common one.
#
#   [[relays]]
#   name = "main"
#   url = "smtp://USER@HOST:587"
#   #   newsletters that go this way alone; empty: any
#   newsletters = []
#   #   at a time; 0: as [sending] says
#   connections = 0
#   #   "14/s", "300/min", "5000/h" or "20000/day"; empty: as [sending] says
#   rate = ""
#   #   as in [mail]
#   auth = "auto"
#   token_command = []

[sending]
#   connections to a relay at a time
# connections = 8
#   round trips that a letter takes: "chain" one, "group" two, "plain" four
# pipelining = "chain"
#   letters that each relay gets: "14/s", "300/min", "5000/h" or "20000/day"; empty: as
#   many as it takes
# rate = ""
#   the same for single domains of readers: {{ "gmail.com" = "20/s" }}
# domains = {{}}
#   issues go out in these hours of the newsletter's zone only: "08:00-20:00"
# hours = ""
#   where the relay's answer was lost with the sender: "resend" the letter as the same
#   message, "hold" it until you decide, or "skip" it
# on_doubt = "resend"
#   refusals in a row after which an issue is paused; 0: never
# pause_after = 25
#   whether issues are sent by `digest worker`, on any number of machines; needs
#   PostgreSQL, see [store]
# workers = false
#   whether what the relay answered survives a loss of power, too; slower
# durable = false

[dkim]
#   name of the key in DNS that signs messages; `digest doctor` shows what to put there.
#   Empty: nothing is signed here, as where the relay does it
# selector = ""
#   of a second signature by Ed25519
# ed25519_selector = ""
#   whose key it is; empty: the domain of the newsletter's sender
# domain = ""

[bounces]
#   letters are sent in the name of this address, with a token behind a +, so that what
#   comes back tells whose it was: "bounces@notes.example.org"
# address = ""
#   where it comes back to: a Maildir, or "imaps://USER@HOST/INBOX" with its password in
#   DIGEST_BOUNCES_PASSWORD
# mailbox = ""
#   minutes between two looks into it
# every = 5
#   services that report bounces to /bounces/NAME: "ses", "postmark", "sendgrid",
#   "mailgun"; the secret or key of each is DIGEST_WEBHOOK_NAME
# webhooks = []
#   ARN of the topic that is believed, for "ses"
# ses_topic = ""

[subscribing]
#   letters to confirm that go out in an hour, to all addresses together
# most_per_hour = 300
#   days for which the link in one is good
# confirm_within = 14

[store]
#   database, lock, outbox and the key that signs links: back this folder up
# state = ".digest"
#   the database in the place of the file in that folder, where several machines share
#   it: "postgresql://USER@HOST/DATABASE"; its password is DIGEST_STORE_PASSWORD
# url = ""

[schedule]
#   seconds between two looks at what is due; 15 at the most
# tick = 15
#   seconds after which work is taken up again that a run began and did not end
# lease = 300
#   slots of a newsletter that may come due between two looks; where there are more, a
#   clock is wrong, and nothing goes out
# most_slots = 200
#   megabytes of the disk that have to be free before an issue goes out
# least_free = 100

[web]
#   HOST:PORT of the built-in server
# listen = "127.0.0.1:8000"
#   HOST:PORT where Prometheus asks for /metrics; empty: nowhere
# metrics = ""
#   seconds for which readers' programs may keep a feed or page
# max_age = 900
#   requests of one address on the internet; empty: any number
# rate = "50/s"
#   the IP address of a proxy before it, such as "127.0.0.1"; several with commas. Its
#   X-Forwarded-For then tells who signs up. It has to add the address it was asked from
# trusted_proxy = ""
#   a file for the log of requests, which `digest readers` reads; it names nobody
# access_log = ""

#   Copies of the published tree elsewhere: one such section for each, without number
#   signs. The secret of its key is DIGEST_MIRROR_NAME. See docs/mirrors.md.
#
#   [[mirrors]]
#   name = "storage"
#   #   or "rsync:USER@HOST:/FOLDER"
#   url = "s3://BUCKET/FOLDER"
#   #   of storage that is not Amazon's: "https://HOST"
#   endpoint = ""
#   region = ""
#   #   of the account
#   key_id = ""
#   #   a program and its arguments in the place of ssh, for rsync
#   shell = []
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

#: the state holds addresses and a key: nothing for a repository
GIT_IGNORE = ".digest/\n"


def settings_text(title: str) -> str:
    """A digest.toml for a publication of this title, which is printable text."""
    # what looks like an encoded-word would be read as other text (RFC 2047)
    name = "" if "=?" in title else title
    sender = Address(display_name=name, username="notes", domain="notes.example.org")
    return SETTINGS.format(
        title=_quoted(title),
        weekly=_quoted(f"{title} Weekly"),
        sender=_quoted(str(sender)),
    )


def _quoted(text: str) -> str:
    """The text as a basic string of TOML, which takes every string of JSON."""
    return json.dumps(text, ensure_ascii=False)
