"""The sections of digest.toml, each field with its meaning, unit and default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from digest.config.mail_sections import (
    BouncesSection,
    DkimSection,
    MailSection,
    SendingSection,
    SubscribingSection,
)
from digest.config.running_sections import (
    MirrorSection,
    ScheduleSection,
    StoreSection,
    WebSection,
)
from digest.issues import Newsletter
from digest.model import Site
from digest.relay import Relay
from digest.secret import Secret

Positive = Annotated[int, msgspec.Meta(ge=1)]
#: the hub that the daemon itself is
BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """[[content.rules]]: what is kept and dropped in the files of one pattern."""

    #: a pattern of paths in the content folder (`press/*`)
    path: str
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def path_fault(pattern: str) -> str:
    """Why the pattern can match no file of the content folder; "" if it can."""
    if not pattern.strip():
        return "is empty; write a pattern of paths as press/*"
    is_outside = pattern.startswith("/") or ".." in pattern.split("/")
    if is_outside or "\\" in pattern:
        return f"{pattern!r} is no path in the content folder; write one as press/*"
    return ""


class Share(StrEnum):
    """How much of another site's article is shown."""

    SUMMARY = "summary"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """[[sources]]: another site, whose feed is polled for news."""

    #: a-z, 0-9 and hyphens; its articles come to the folder of this name
    name: str
    #: of the feed, or of a page that names its feed
    url: str
    #: how the site is named beside its articles; "": as its feed does
    title: str = ""
    #: minutes between two polls, where the site does not ask for more
    every: Annotated[int, msgspec.Meta(ge=15, le=525_600)] = 60
    #: what is shown: a summary with a link, or the whole article where its author
    #: allows it
    show: Share = Share.SUMMARY
    #: of the articles that stand in the feed at the first poll, so many are taken
    newest: Positive = 10
    #: given to each of its articles
    tags: tuple[str, ...] = ()
    #: as in [content]
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesSection:
    """[pictures]: how pictures beside articles are published."""

    #: pixels; a picture is made in each of these widths that is smaller than its own.
    #: No photograph is published any wider than the widest
    widths: tuple[Positive, ...] = (480, 800, 1200, 1600)
    #: of JPEG, 1 to 95
    quality: Annotated[int, msgspec.Meta(ge=1, le=95)] = 82
    #: width times height; a larger picture is never decoded
    most_pixels: Positive = 60_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSection:
    """[content]: where articles are read from."""

    #: the folder of articles, counted from digest.toml
    folder: str = "content"
    #: files that are not read, as patterns of their path (`drafts/*`)
    ignore: tuple[str, ...] = ()
    #: bytes; a larger file is no article
    largest_file: Positive = 5_000_000
    #: bytes; a larger picture or recording is not published
    largest_media: Positive = 100_000_000
    #: what the cleaner leaves in every article, and what it takes out: blocks by their
    #: words (`*` for any) or by the `#` number that `digest entry --explain` tells
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    #: the same for some files: [[content.rules]]
    rules: tuple[PathRule, ...] = ()

    @property
    def path_rules(self) -> tuple[PathRule, ...]:
        """The rules, and those for every file as the last of them."""
        return (*self.rules, PathRule(path="*", keep=self.keep, drop=self.drop))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSection:
    """[check]: what `digest check` looks at."""

    #: rules that are not asked, as `digest check --rules` names them, or `*`; behind a
    #: name the files of which it is not asked, as a pattern (`bare-url press/*`)
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsSection:
    """[feeds]: what is published for feed readers and the archive."""

    #: the published tree, counted from digest.toml
    folder: str = "feeds"
    #: newest entries in a feed; older ones stand in its archives (RFC 5005)
    entries: Positive = 20
    #: octets of a feed, and of an archive, that are not exceeded but by a lone entry
    largest: Annotated[int, msgspec.Meta(ge=10_000, le=1_000_000)] = 250_000
    #: entries that a page of the archive lists; the newest page of a list has from half
    #: as many to one and a half times
    page_entries: Positive = 50
    #: whether readers can search the archive
    search: bool = True
    #: whether an entry in RSS also brings its text in Markdown
    markdown: bool = False
    #: WebSub: "built-in", the address of a hub, or several with blanks between them
    hub: str = ""
    #: whether a reader that asks for it gets only what is new (RFC 3229, `A-IM: feed`)
    delta: bool = False
    #: whether .gz and .br stand beside each text, for servers that send them so
    compressed: bool = False
    #: whether each subscriber can have a feed of their own, with private entries
    private: bool = False

    @property
    def hubs(self) -> tuple[str, ...]:
        """The addresses of hubs that others run."""
        return tuple(hub for hub in self.hub.split() if hub != BUILT_IN)

    @property
    def has_own_hub(self) -> bool:
        """Whether the daemon is a hub itself."""
        return BUILT_IN in self.hub.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastSection:
    """[podcast]: what directories ask of feeds with recordings."""

    #: of Apple's list, `Arts` or `Society & Culture > Documentary`; the first counts
    categories: tuple[str, ...] = ()
    #: whether any episode has words or matters that children should not hear
    explicit: bool = False
    #: a mailbox, `Name <address>`; directories write to it, and everybody can read it
    owner: str = ""
    #: of the cover, 1400 to 3000 pixels square: a URL or a file of the content folder
    image: str = ""
    #: whether episodes are to be heard in their order
    serial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """digest.toml as a whole, and what the environment adds to it."""

    #: the folder of digest.toml
    root: Path
    site: Site
    content: ContentSection
    check: CheckSection
    sources: tuple[Source, ...]
    pictures: PicturesSection
    feeds: FeedsSection
    podcast: PodcastSection
    newsletters: tuple[Newsletter, ...]
    mail: MailSection
    dkim: DkimSection
    relays: tuple[Relay, ...]
    sending: SendingSection
    bounces: BouncesSection
    subscribing: SubscribingSection
    store: StoreSection
    schedule: ScheduleSection
    web: WebSection
    mirrors: tuple[MirrorSection, ...] = ()
    smtp_password: Secret = field(default_factory=lambda: Secret(""))
    #: of relays that have a password of their own, by the relay's name
    relay_passwords: Mapping[str, Secret] = field(default_factory=dict)
    bounces_password: Secret = field(default_factory=lambda: Secret(""))
    #: by the webhook's name
    webhook_secrets: Mapping[str, Secret] = field(default_factory=dict)
    #: by the mirror's name
    mirror_secrets: Mapping[str, Secret] = field(default_factory=dict)
    #: of the database server
    store_password: Secret = field(default_factory=lambda: Secret(""))

    def password_of(self, relay: Relay) -> Secret:
        """The password, or access token, of this relay."""
        return self.relay_passwords.get(relay.name, self.smtp_password)

    @property
    def source_rules(self) -> tuple[PathRule, ...]:
        """What is kept and dropped in the articles of each source."""
        return tuple(
            PathRule(path=f"sources/{each.name}/*", keep=each.keep, drop=each.drop)
            for each in self.sources
            if each.keep or each.drop
        )

    @property
    def content_folder(self) -> Path:
        """Where articles are read from."""
        return self.root / self.content.folder

    @property
    def feeds_folder(self) -> Path:
        """Where the published tree stands."""
        return self.root / self.feeds.folder

    @property
    def state_folder(self) -> Path:
        """Where database, cache, lock and outbox live."""
        return self.root / self.store.state

    @property
    def picture_cache(self) -> Path:
        """What was made of pictures; it can be deleted at any time."""
        return self.state_folder / "cache" / "pictures"
