"""What a reader came for: the request, what its link allows, and how to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from digest.errors import LinkError, StoreError
from digest.issues import Newsletter
from digest.readers import Subscriber
from digest.render.offers import OnOffer, offers
from digest.signed.links import Claim, LinkPurpose, check_token, make_token
from digest.store.protocols import SubscriberStore
from digest.subscribers import Terms, terms_of
from digest.web.readers.languages import is_spoken, wished, words_of
from digest.web.readers.page import page_of, root_of
from digest.wiring import Press
from digest.words import Words

MOST_FIELDS = 200
NOBODY = Claim(subscriber=0)
#: links whose pages show what is known of their reader
NEED_A_READER = frozenset({LinkPurpose.PREFERENCES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One request of one reader."""

    press: Press
    request: Request
    words: Words
    #: what the link allows; that of nobody where the errand needs no link
    claim: Claim = NOBODY
    #: None where nobody is known by the link, or the store does not answer just now
    reader: Subscriber | None = None

    def page(
        self, title: str, text: str, template: str = "reader", **values: Any
    ) -> Response:
        """The page with this title and text, in the reader's language."""
        saved = self.reader.language if self.reader else ""
        return page_of(
            *(self.press, self.request, self.words, f"site/{template}.html"),
            title=title,
            text=text,
            has_choice=not is_spoken(saved) and self.request.method != "POST",
            **values,
        )

    def address(self, purpose: LinkPurpose, *steps: str) -> str:
        """Where the reader's link of this purpose leads, from the page they are on.

        Who holds one link of a letter holds the others, which stand beside it.
        """
        newsletter = "" if purpose is LinkPurpose.PREFERENCES else self.claim.newsletter
        claim = Claim(subscriber=self.claim.subscriber, newsletter=newsletter)
        token = make_token(self.press.key.reveal(), purpose, claim)
        asked = self.request.query_params.get("lang", "")
        query = f"?lang={asked}" if is_spoken(asked) and asked.isalpha() else ""
        return root_of(self.request) + "/".join((purpose, token, *steps)) + query

    def offers(self, newsletters: Iterable[Newsletter]) -> tuple[OnOffer, ...]:
        """The newsletters as forms show them, with the reader's own ticked."""
        return offers(
            newsletters,
            self.reader.newsletters if self.reader else (),
            language=self.words.tag,
            site_language=self.press.config.site.language,
        )

    @property
    def newsletters(self) -> tuple[Newsletter, ...]:
        """Those that are listed, and those that the reader found without."""
        own = self.reader.newsletters if self.reader else ()
        every = self.press.config.newsletters
        return tuple(one for one in every if one.listed or one.name in own)

    @property
    def title(self) -> str:
        """What readers call the newsletter of the link, or all of them together."""
        return self.title_of(self.claim.newsletter)

    def title_of(self, newsletter: str) -> str:
        """What readers call it; the site's title for "", and for one that is gone."""
        titles = {one.name: one.title for one in self.press.config.newsletters}
        site_title = self.press.config.site.title
        return self.words.isolated(titles.get(newsletter, site_title))

    @property
    def known(self) -> Subscriber:
        """The reader of the link; raises LinkError where nobody is known by it."""
        if self.reader is None:
            raise LinkError("this link: its reader is not known any more; sign up anew")
        return self.reader

    @property
    def accepted(self) -> tuple[str, ...]:
        """The tags of the languages that the browser accepts, best first."""
        return tuple(wished(self.request.headers.get("accept-language", "")))

    @property
    def now(self) -> datetime:
        """When it is done."""
        return self.press.clock()

    @property
    def terms(self) -> Terms:
        """What holds for everybody who subscribes."""
        return terms_of(self.press.config)

    async def form(self) -> FormData:
        """The fields of the form; none of ours sends a file."""
        async with self.request.form(max_files=0, max_fields=MOST_FIELDS) as form:
            return form

    async def ask_store(
        self, ask: Callable[..., Any], *given: Any, **named: Any
    ) -> Any:
        """What the store answers, in a thread; raises LinkError, StoreError."""
        return await run_in_threadpool(ask, self.press.store, *given, **named)

    async def act(self, act: Callable[..., Any], **named: Any) -> None:
        """Do what the link allows; raises LinkError, StoreError."""
        token = self.request.path_params["token"]
        key, now = self.press.key, self.press.clock()
        await self.ask_store(act, key, token, now=now, **named)

    async def anew(self) -> Errand:
        """The same errand, after something was changed."""
        reader = await self.ask_store(_reader, self.claim)
        words = _words(self.press, self.request, reader)
        return replace(self, reader=reader, words=words)


def stranger(press: Press, request: Request) -> Errand:
    """The errand of somebody without a link."""
    words = _words(press, request, None)
    return Errand(press=press, request=request, words=words)


async def with_link(press: Press, request: Request, purpose: LinkPurpose) -> Errand:
    """The errand of the link's reader; raises LinkError, StoreError.

    Who asks to leave gets an answer whatever the store does: only the language of it
    hangs on who they are.
    """
    errand = stranger(press, request)
    token = request.path_params["token"]
    since = press.clock() - errand.terms.confirm_within
    claim = check_token(press.key.reveal(), purpose, token, since=since)
    errand = replace(errand, claim=claim)
    try:
        errand = await errand.anew()
    except StoreError:
        if purpose in NEED_A_READER:
            raise
    return errand


def field(form: FormData, name: str) -> str:
    """The text of the field; "" where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _reader(store: SubscriberStore, claim: Claim) -> Subscriber | None:
    return store.subscriber(claim.subscriber)


def _words(press: Press, request: Request, reader: Subscriber | None) -> Words:
    return words_of(
        saved=reader.language if reader else "",
        asked=request.query_params.get("lang", ""),
        accepted=request.headers.get("accept-language", ""),
        site=press.config.site.language,
    )
