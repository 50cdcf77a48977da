"""A web address -> what stands there. The only importer of httpx.

Every host is resolved once, every address of it checked, and the connection goes to
what was checked: no second answer of a name server can lead elsewhere.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from digest import __version__
from digest.errors import FetchError
from digest.fetch.body import read_body
from digest.fetch.fetched import Fetched
from digest.fetch.headers import charset, max_age, media_type, retry_after, validator
from digest.fetch.public import Address, is_public
from digest.fetch.resolver import Resolve, addresses_of, resolve_host
from digest.fetch.target import Target, read_target, redirected
from digest.lines import one_line

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
OK, NOT_MODIFIED = 200, 304
CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
#: what to do about an answer that is none
REMEDIES = {
    401: "it asks for a password; use another address",
    403: "it lets nobody in; use another address",
    404: "look at the address",
    410: "it is gone for good; take the address out",
    429: "it wants to be asked less often",
}
#: of one host, so many are tried before it counts as away
MOST_ADDRESSES = 4
#: seconds between two looks at whether to stop
LOOK = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may take."""

    #: of the answer, as it was sent and as it unpacks
    bytes: int = 10_000_000
    #: for all of it: names, redirects and the answer to its end
    seconds: float = 30.0
    #: for a connection to one of the host's addresses
    connect_seconds: float = 8.0
    redirects: int = 5


class Fetcher:
    """Asks the public web, politely and within limits; one thread's at a time.

    `site_url` is named to those who are asked. `may_connect` says which addresses may
    be spoken to. Once `is_stopping` is true, nothing is waited for any longer.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        site_url: str = "",
        may_connect: Callable[[Address], bool] = is_public,
        resolve: Resolve = resolve_host,
        tls: ssl.SSLContext | None = None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._limits = limits or Limits()
        self._agent = f"digest/{__version__}{site_url and f' (+{site_url})'}"
        self._may_connect = may_connect
        self._resolve = resolve
        self._tls = tls or trusted_authorities()
        self._is_stopping = is_stopping
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._runner.close()

    def fetch(
        self, url: str, *, etag: str = "", last_modified: str = "", accept: str = "*/*"
    ) -> Fetched:
        """What stands at the URL, or that it is still what these validators were of.

        Redirects are followed, but never from https to http. Raises FetchError, whose
        `status` is what the site answered, 0 where it did not.
        """
        headers = {
            "user-agent": self._agent,
            "accept": accept,
            "accept-encoding": "gzip",
            **({"if-none-match": etag} if etag else {}),
            **({"if-modified-since": last_modified} if last_modified else {}),
        }
        return self._runner.run(self._fetch_in_time(url, headers))

    async def _fetch_in_time(self, url: str, headers: Mapping[str, str]) -> Fetched:
        target = read_target(url)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._unless_stopping(target, headers)
        except TimeoutError as error:
            fact = f"took longer than {self._limits.seconds:g} seconds"
            raise FetchError(f"{target.url}: {fact}; try again later") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            fact = f"broke off or makes no sense ({one_line(str(error), longest=200)})"
            raise FetchError(f"{target.url}: {fact}; try again later") from error

    async def _unless_stopping(
        self, target: Target, headers: Mapping[str, str]
    ) -> Fetched:
        """The same, looking up from it now and then."""
        fetching = asyncio.ensure_future(self._fetch(target, headers))
        try:
            while not (await asyncio.wait({fetching}, timeout=LOOK))[0]:
                if self._is_stopping():
                    fact = "was given up, as digest ends"
                    raise FetchError(f"{target.url}: {fact}; the next start asks again")
            return fetching.result()
        finally:
            fetching.cancel()
            await asyncio.wait({fetching})

    async def _fetch(self, target: Target, headers: Mapping[str, str]) -> Fetched:
        """What the target answers, or whoever it sends us on to."""
        hops: list[int] = []
        while len(hops) <= self._limits.redirects:
            # a new one each time: a connection to an address is never used for
            # another name, and no cookie goes from one to the next
            async with self._client() as client:
                response = await self._ask(client, target, headers)
                location = response.headers.get("location", "")
                if response.status_code not in REDIRECTS or not location:
                    _check(target, response)
                    data = await read_body(
                        response.aiter_raw(),
                        encoding=response.headers.get("content-encoding", ""),
                        most=self._limits.bytes,
                        place=target.url,
                    )
                    return _fetched(target, response, data, hops)
                await response.aclose()
            hops.append(response.status_code)
            target = redirected(target, location)
        fact = f"sends on more than {self._limits.redirects} times"
        raise FetchError(f"{target.url}: {fact}; tell its owner")

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=self._tls,
            trust_env=False,
            follow_redirects=False,
            # all of it has one time limit; only an address that is away has its own
            timeout=httpx.Timeout(None, connect=self._limits.connect_seconds),
        )

    async def _ask(
        self, client: httpx.AsyncClient, target: Target, headers: Mapping[str, str]
    ) -> httpx.Response:
        """The head of the answer, from the first of its addresses that is there."""
        trouble = ""
        for address in (await self._addresses(target))[:MOST_ADDRESSES]:
            request = client.build_request(
                "GET",
                httpx.URL(target.url).copy_with(host=str(address)),
                headers={"host": target.authority, **headers},
                # the certificate has to be of the name, not of the address
                extensions={"sni_hostname": target.host},
            )
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                trouble = one_line(str(error), longest=200) or "no answer in time"
        fact = f"could not be reached ({trouble})"
        raise FetchError(f"{target.url}: {fact}; look at the address, or try later")

    async def _addresses(self, target: Target) -> tuple[Address, ...]:
        """The addresses of the target's host, all of them allowed."""
        trouble = "no address"
        try:
            addresses = await addresses_of(target.host, self._resolve)
        except (OSError, ValueError) as error:
            words = getattr(error, "strerror", "") or str(error)
            addresses, trouble = (), one_line(words, longest=200)
        if not addresses:
            fact = f"its host is not known ({trouble})"
            raise FetchError(f"{target.url}: {fact}; look at the address")
        for address in addresses:
            if not self._may_connect(address):
                fact = f"{address}, which is not on the public web, is not asked"
                remedy = "save the page and import the file"
                raise FetchError(f"{target.url}: {fact}; {remedy}")
        return addresses


def trusted_authorities() -> ssl.SSLContext:
    """Whose certificates are believed: those of httpx, on every machine the same."""
    return httpx.create_ssl_context(trust_env=False)


def _check(target: Target, response: httpx.Response) -> None:
    """Raise FetchError for an answer that is none to what was asked."""
    status, asked = response.status_code, set(response.request.headers)
    if status == OK or (status == NOT_MODIFIED and CONDITIONS & asked):
        return
    raise FetchError(
        f"{target.url}: answers {status}; {REMEDIES.get(status, 'try again later')}",
        status=status,
        retry_after=retry_after(response.headers),
    )


def _fetched(
    target: Target, response: httpx.Response, data: bytes, hops: Sequence[int]
) -> Fetched:
    headers = response.headers
    return Fetched(
        url=target.url,
        status=response.status_code,
        media_type=media_type(headers),
        charset=charset(headers),
        data=data,
        etag=validator(headers, "etag"),
        last_modified=validator(headers, "last-modified"),
        retry_after=retry_after(headers),
        max_age=max_age(headers),
        is_permanently_moved=bool(hops) and PERMANENT.issuperset(hops),
    )
