"""The nouns of digest, all of them values: frozen, compared by content, without I/O.

The glossary, in the order in which the lines use the words:

- An *article* is a file as its author wrote it, cleaned: its *blocks* are what is kept,
  and its *cuts* are what was left out and why. Kept and cut are the whole file. A
  *doubt* says why a block that was kept may yet be cruft.
- A *citation* is whom an article's text names as having reported something.
- A *source* is another site whose feed is polled, an *item* one article as that feed
  tells it; the *origin* of an article names the site beside it.
- An *original* is the bytes that an import began with, kept as they came.
- A *picture* is a file beside the articles, as its photographer left it; a *rendition*
  is that picture in one width, as it is published; a *print* is the bytes of one.
- A *passage* is a block of a file in its place, kept or cut, as it is explained.
- A *finding* is one thing that `digest check` would have an editor look at; *advice* is
  one that `digest doctor` says of the way to readers' inboxes.
- An *entry* (RFC 4287) is an article made publishable: it has an id that never changes.
- A *feed* is the newest entries and the site's data; an *archive* of it (RFC 5005) is
  what it has no room for any more.
- A *withdrawal* (RFC 6721) is an entry that readers are to forget.
- A *newsletter* is a publication that one can subscribe to (a list in RFC 2919).
- A *slot* is the moment an issue was scheduled for, named by local time. In a *pause*
  it brings nothing; the *watermark* is up to when slots are written down.
- A *lease* is a hold on a slot or a delivery that ends by itself; its *fence* is the
  number by which who held it before is refused.
- An *issue* is one number of a newsletter: a subject and the entries of one slot. Its
  *note* is what the editor says above them. It *waits* where its owner is to *approve*
  it before its readers get it.
- A *letter* is an issue or a confirmation rendered, the same bytes for every reader. A
  *theme* is the templates that it is made with, a *design* what its newsletter changes
  of that; its *palette* is the colours that come of both, light and dark.
- A *teaser* is what a letter shows of an entry, an *extent* how much of its issue.
- A *message* (RFC 5322) is a letter addressed to one subscriber; a *specimen* is one
  addressed to nobody, and a *proof* is that with all that was found in it.
- A *subscriber* is an address with its consent; a *subscription* is that consent for
  one newsletter.
- A *delivery* is one letter on its way to one subscriber; an *outcome* is what the
  relay answered. "Sent" and "delivered" are no states: the relay accepted it, and more
  nobody knows.
- A delivery is *in doubt* where its sender died between the body and the answer; it is
  *held* where it waits for its owner, as that of an issue that was *paused*.
- A *relay* takes messages from us. A *parcel* is a message in its turn: its envelope
  goes before it, and its intent is written down in between.
- A *desk* is where something is handed in or out. That of a relay decides which parcels
  its *carrier* takes there, and notes what came of them; a *shelf* has what a run has
  claimed. A *spell* is the time in which a relay takes nothing.
- A *bounce* is a later report of failure (RFC 3464), a *complaint* one that a reader
  called it spam (RFC 5965); its *reason* says what the receiver means. A *return path*
  is the envelope sender that tells whose letter came back.
- A *suppression* is an address that gets no mail, and why.
- An *errand* is what a reader came to our pages for. An *offer* is a newsletter as a
  form shows it; the *terms* are what holds for everybody who subscribes.
- A *seal* proves that a link or an address is of our making.
- A *record* is what the store remembers of anything, as a value.
- A *lane* is one job of the daemon, which keeps it on time beside all others; a *shift*
  is all lanes of one digest.toml. Its *bulletin* is what the daemon says of itself, its
  *vitals* are the same in numbers.
- A *batch* is a stretch of an issue's deliveries; a *worker* is a process that sends
  one after the other, beside other workers; they wait for it in the *queue*.
- A *turn* is one's own time at what several processes share: a job that one of them
  does for all, or the next letter at a rate.
- A *document* is one file of the published tree; a *target* is one that is to be there
  after a build, and a *need* is one thing that its bytes depend on.
- A *mirror* is a copy of the published tree elsewhere, with a *ledger* of its files.
- A *backup* is all that a site cannot make again, in one file; its *manifest* says what
  is in it. What a backup brings back and may have gone out since is *held back*.
- A *door* is an address where readers come in, with its socket; the *stage* behind it
  shows one application at a time.
- A *topic* (WebSub) is a feed by its address; a *listener* is a program that asked to
  be told when a topic changes.
- A *visit* is one request as the log tells it; an *agent* is the program that made it.

Sequences are tuples, times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from digest.images import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The publication as a whole: section [site] of digest.toml."""

    #: shown as the name of the feeds, the archive and the sender of confirmations
    title: str
    #: where readers find the published tree; no slash at its end
    url: str
    #: BCP 47 tag of what is written here, and of the interface's words
    language: str = "en"
    #: credited where an article names nobody
    author: str = ""
    #: one sentence for feeds and the archive's front page
    description: str = ""


# --- load ---------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE = "table"
    IMAGE = "image"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One kept piece of an article, with its place in the original text."""

    kind: BlockKind
    #: plain words, white space folded (but in code)
    text: str
    #: sanitised HTML of the whole block, its own element included (`<li>` for an item)
    html: str
    #: offsets into the decoded original, in characters; -1 where a parser knows none
    start: int = -1
    end: int = -1
    #: why it may be cruft, of a block that was kept in doubt; "" where there is none
    doubt: str = ""
    #: of a heading 1 to 6, of a list item its depth from 1
    level: int | None = None
    #: True for an item of a numbered list
    is_ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One piece of the original that is not in the body, and the rule that says why."""

    text: str
    reason: str
    start: int
    end: int


class DateOrigin(StrEnum):
    """How an article's date is known; a first sight is never shown as its date."""

    DECLARED = "declared"
    VISIBLE = "visible"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that belongs to an entry, such as the recording of an episode."""

    url: str
    media_type: str
    #: bytes on disk
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Whom the article cites: a person, an outlet, or one writing for the other."""

    name: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The other site whose article this is: always named and linked."""

    name: str
    #: the site's front page, or its feed where it names none; absolute
    url: str
    #: of the feed that the article came by; "" where there is none
    feed_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What is said of an entry whose enclosure is heard or seen."""

    #: seconds; 0 where nobody said
    duration: int = 0
    #: both 0 where it has none
    season: int = 0
    number: int = 0
    #: "full", "trailer" or "bonus"
    kind: str = "full"
    #: None: as the whole podcast
    is_explicit: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What is known of an article besides its body: enough for every list of it."""

    #: relative to the content folder, with forward slashes
    path: str
    #: SHA-256 of the file's bytes, hexadecimal
    fingerprint: str
    title: str
    slug: str
    summary: str
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    date_origin: DateOrigin = DateOrigin.NONE
    #: when the author says it was last changed
    updated: datetime | None = None
    language: str
    #: of the lead picture, as the article gives it
    credit: str = ""
    citations: tuple[Citation, ...] = ()
    reading_minutes: int
    tags: tuple[str, ...] = ()
    #: where the article appeared first, if not here
    canonical_url: str = ""
    origin: Origin | None = None
    #: only its opening stands here: it goes on at its canonical URL
    is_opening: bool = False
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    episode: Episode | None = None
    #: where what it answers stands (RFC 4685)
    in_reply_to: str = ""
    #: addresses in this site that lead to it, as they were of old
    aliases: tuple[str, ...] = ()
    is_draft: bool = False
    #: in no public document: for subscribers with a feed of their own
    is_private: bool = False
    is_featured: bool = False
    #: an id that the author fixed in the front matter, to be kept for ever
    declared_id: str = ""
    #: SHA-256 of title and body words: the same after a move, a rename or new cruft
    identity: str
    #: SHA-256 of the body's HTML
    body_digest: str
    #: octets of the body's HTML as feeds carry it, escaped
    body_size: int = 0
    #: what the body shows and what it leads to, where that may be a file beside it
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleFacts):
    """A file as its author wrote it, cleaned."""

    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...] = ()
    #: the whole body, sanitised; URLs as the author wrote them
    html: str
    #: tags that the words of the article offer, where somebody asked for them
    suggested_tags: tuple[str, ...] = ()

    @property
    def body(self) -> ArticleBody:
        """What readers see of it."""
        text = "\n\n".join(block.text for block in self.blocks if block.text)
        return ArticleBody(html=self.html, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBody:
    """The body of an article: large, and so apart from its facts."""

    #: sanitised; URLs as the author wrote them
    html: str
    #: its words
    text: str


# --- compose ------------------------------------------------------------------------


#: when what never was public was withdrawn: so long ago that no feed tells of it
NEVER_PUBLIC = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """What the store remembers of an entry, so that its id and dates never waver."""

    #: minted once (a tag: URI, RFC 4151), unique over all time
    id: str
    path: str
    slug: str
    identity: str
    #: SHA-256 of all that readers see; a change of it is an update (RFC 4287 4.2.15)
    revision: str
    published: datetime
    updated: datetime
    #: the slugs that it had before, oldest first
    former_slugs: tuple[str, ...] = ()
    #: when it was withdrawn; None while it is public
    gone: datetime | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was public once, and is no more."""
        return self.gone not in {None, NEVER_PUBLIC}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What is known of an entry besides its body: enough for every list of it."""

    id: str
    #: the entry's own page
    url: str
    slug: str
    title: str
    #: plain text, never empty, never equal to the body
    summary: str
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    language: str
    tags: tuple[str, ...] = ()
    canonical_url: str = ""
    origin: Origin | None = None
    #: only its opening stands here: it goes on at its canonical URL
    is_opening: bool = False
    credit: str = ""
    citations: tuple[Citation, ...] = ()
    reading_minutes: int = 1
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    episode: Episode | None = None
    in_reply_to: str = ""
    is_private: bool = False
    is_featured: bool = False
    #: False where the publishing date is only the first sight of the file
    is_dated: bool = True
    #: of its article, in the content folder
    path: str = ""
    #: differs when anything that readers see of it does, its body included
    digest: str = ""
    #: octets of its body, about
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(EntryFacts):
    """An article made publishable (atom:entry, RFC 4287)."""

    #: sanitised, every URL in it absolute
    html: str
    #: the body as plain text
    text: str
    #: those of our own that the body shows, each by the URL that stands in it
    pictures: tuple[Image, ...] = ()
