"""[[mirrors]] -> the other side."""

from __future__ import annotations

from digest.config import MirrorSection, Secret
from digest.errors import ConfigError
from digest.mirrors.destination import Destination

#: how the address of a mirror begins
S3, RSYNC = "s3://", "rsync:"
EXTRA = "digest-publisher[s3]"


def open_mirror(mirror: MirrorSection, secret: Secret, *, max_age: int) -> Destination:
    """The other side of the mirror; nothing is asked of it yet.

    Its files may be kept by caches for `max_age` seconds, where it can be told so.
    Raises ConfigError, and MirrorError where it cannot be opened.
    """
    if mirror.url.startswith(S3):
        return _storage(mirror, secret, max_age)
    # late: few have mirrors, and each needs one of the two
    from digest.mirrors.rsync import Rsync  # noqa: PLC0415

    return Rsync(
        mirror.name,
        mirror.url.removeprefix(RSYNC),
        shell=mirror.shell,
        password=secret.reveal(),
    )


def place_of(mirror: MirrorSection, *, max_age: int) -> str:
    """Differs when the mirror is elsewhere, or its files are to be put otherwise."""
    if mirror.url.startswith(S3):
        return f"{mirror.url} {mirror.endpoint} {max_age}"
    return mirror.url


def _storage(mirror: MirrorSection, secret: Secret, max_age: int) -> Destination:
    place = f"[[mirrors]] {mirror.name}"
    if mirror.key_id and not secret:
        name = f"DIGEST_MIRROR_{mirror.name.upper().replace('-', '_')}"
        message = f"{place}: key_id has no secret; set {name}, or {name}_FILE"
        raise ConfigError(message)
    try:
        # late: what speaks S3 is as large as the rest of a start, and may be missing
        from digest.mirrors.storage import Account, Storage  # noqa: PLC0415
    except ImportError as error:
        fact = f"what speaks S3 is not installed; `pip install '{EXTRA}'`"
        raise ConfigError(f"{place}: {fact}") from error
    bucket, _, folder = mirror.url.removeprefix(S3).partition("/")
    account = Account(
        bucket=bucket,
        folder=folder.strip("/"),
        endpoint=mirror.endpoint,
        region=mirror.region,
        key_id=mirror.key_id,
        secret=secret,
    )
    return Storage(mirror.name, account, max_age=max_age)
