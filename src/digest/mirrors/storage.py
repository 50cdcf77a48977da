"""A mirror in storage that speaks S3: the only importer of obstore."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from obstore.exceptions import BaseError
from obstore.store import S3Store

from digest.content_types import content_type
from digest.errors import MirrorError
from digest.loop import new_loop
from digest.secret import Secret

if TYPE_CHECKING:
    from obstore.store import S3Config

#: files on their way at once
AT_ONCE = 16
#: seconds between two looks whether to stop
NAP = 0.1
#: octets of a file that goes in one part, so that its tag is told by its bytes
LARGEST_PART = 16 << 20
#: of one request, and of all tries of one: the lane tries again after a while
PATIENCE = timedelta(seconds=30)
TRIES = 2
#: what storage says in its document of a fault
SAID = re.compile(r"<Code>([^<]+)</Code>(?:.*?<Message>([^<]+)</Message>)?", re.DOTALL)
#: characters of a fault that are told
LONGEST_FAULT = 200
NO_BUCKET = "NoSuchBucket"
#: it knows who asks, or does not, and says no
REFUSALS = frozenset({"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Which bucket, and who asks."""

    bucket: str
    #: in the bucket; "": the whole of it
    folder: str
    #: "" for Amazon's
    endpoint: str
    region: str
    #: "" for what the environment or the machine says
    key_id: str
    secret: Secret


class Storage:
    """The objects of one bucket under one prefix."""

    def __init__(self, name: str, account: Account, *, max_age: int) -> None:
        self._name = name
        self._caching = f"public, max-age={max_age}"
        with self._told():
            self._store = _open(account)

    def tags(self) -> Mapping[str, str]:
        """See Destination."""
        with self._told():
            return {
                each["path"]: each["e_tag"] or ""
                for chunk in self._store.list()
                for each in chunk
            }

    def put(
        self,
        folder: Path,
        paths: Sequence[str],
        *,
        done: Callable[[str, str], None],
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""

        async def put(path: str) -> None:
            kept = await self._store.put_async(
                path,
                folder / path,
                attributes={
                    "Content-Type": content_type(path),
                    "Cache-Control": self._caching,
                },
                chunk_size=LARGEST_PART,
            )
            done(path, kept["e_tag"] or "")

        with self._told(), asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_each(map(put, paths), is_stopping))

    def remove(
        self,
        paths: Sequence[str],
        folders: Sequence[str],  # noqa: ARG002  storage has none
        *,
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""

        async def remove(paths: Sequence[str]) -> None:
            await self._store.delete_async(paths)

        with self._told(), asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_each(map(remove, (paths,)), is_stopping))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the storage says is told as ours."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            told = _fault(str(error))
            raise MirrorError(f"mirror {self._name}: {told}") from error


def _open(account: Account) -> S3Store:
    chosen = {
        "endpoint": account.endpoint,
        "region": account.region,
        "access_key_id": account.key_id,
        "secret_access_key": account.secret.reveal(),
    }
    return S3Store(
        account.bucket,
        prefix=account.folder or None,
        config=cast("S3Config", {k: value for k, value in chosen.items() if value}),
        client_options={
            "timeout": PATIENCE,
            "connect_timeout": PATIENCE / 3,
            "allow_http": account.endpoint.startswith("http://"),
        },
        retry_config={"max_retries": TRIES, "retry_timeout": PATIENCE},
    )


async def _each(
    jobs: Iterator[Coroutine[Any, Any, None]], is_stopping: Callable[[], bool]
) -> None:
    """Do all, some at once; the first that fails, or a stop, ends the others."""
    going: set[asyncio.Task[None]] = set()
    try:
        while not is_stopping():
            while len(going) < AT_ONCE and (job := next(jobs, None)) is not None:
                going.add(asyncio.create_task(job))
            if not going:
                return
            ended, going = await asyncio.wait(
                going, timeout=NAP, return_when=asyncio.FIRST_COMPLETED
            )
            for each in ended:
                each.result()
    finally:
        for each in going:
            each.cancel()
        await asyncio.gather(*going, return_exceptions=True)


def _fault(text: str) -> str:
    """What went wrong, and what to do; storage and library say it at length."""
    said = SAID.search(text)
    if said is None:
        fact = " ".join(text.partition("Debug source")[0].split()).rpartition(" - ")[2]
        fact = fact.removeprefix("HTTP error: ")[:LONGEST_FAULT]
        remedy = "it is tried again; see that its url and endpoint are right"
        return f"the storage does not answer ({fact}); {remedy}"
    code, words = said[1], " ".join((said[2] or "").split())
    fact = f"the storage says {code} ({words[:LONGEST_FAULT]})"
    if code == NO_BUCKET:
        return f"{fact}; make the bucket, or mend url"
    if code in REFUSALS:
        return f"{fact}; mend key_id, its secret, or what it may do"
    return f"{fact}; it is tried again"
