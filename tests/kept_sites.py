"""Whole sites with a store of their own, for tests that carry them about."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from builders import NOW
from digest.backups.making import Backup, make_backup
from digest.backups.manifest import FORM, File, Manifest
from digest.backups.restoring import restore
from digest.config import Config, Secret, load_config, secret_key
from digest.store.databases.opening import open_store
from kept_stores import fill
from publications import write_publication

NO_SECRETS: dict[str, str] = {}
#: after the backup, and before the next slot
LATER = NOW + timedelta(days=1)
SITE = "https://notes.example.org"


def a_kept_site(root: Path, url: str = "") -> Config:
    """A publication with readers, an issue on its way, and keys."""
    write_publication(root, schedule="0 7 * * MON")
    if url:
        name_database(root, url)
    config = load_config(root, NO_SECRETS)
    keys = config.state_folder / "dkim"
    keys.mkdir(parents=True)
    (keys / "s1.pem").write_text("a key\n")
    secret_key(config, NO_SECRETS)
    with closing(open_store(config)) as store:
        fill(store)
    return config


def name_database(root: Path, url: str) -> Config:
    """The settings of the site, which has its store in this database from now on."""
    path = root / "digest.toml"
    path.write_text(f'{path.read_text()}\n[store]\nurl = "{url}"\n')
    return load_config(root, NO_SECRETS)


def back_up(config: Config, target: Path | None = None, keep: int = 0) -> Backup:
    """A backup of the site as it is now."""
    with closing(open_store(config)) as store:
        key = secret_key(config, NO_SECRETS)
        return make_backup(config, store, key, target, now=NOW, keep=keep)


def bring_back(root: Path, now: datetime = NOW) -> None:
    """Restore the backup in the site's folder over what is there."""
    config = load_config(root, NO_SECRETS)
    restore(config, Secret(""), root / "backup.tar.gz", force=True, now=now)


def manifest_of(content: dict[str, bytes], **changes: Any) -> Manifest:
    """What a backup with these files says of itself."""
    files = [
        File(name=name, size=len(data), digest=sha256(data).hexdigest())
        for name, data in content.items()
    ]
    manifest = Manifest(
        form=FORM,
        version="0.1.0",
        schema="0013",
        made=NOW,
        site=SITE,
        key="",
        files=tuple(files),
        rows={},
    )
    return msgspec.structs.replace(manifest, **changes)
