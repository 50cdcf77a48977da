"""From [[mirrors]] to the other side."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from digest.config import MirrorSection, Secret
from digest.errors import ConfigError
from digest.mirrors.opening import open_mirror, place_of
from digest.mirrors.rsync import Rsync
from digest.mirrors.storage import Storage

STORAGE = MirrorSection(name="my-storage", url="s3://bucket/notes", key_id="key")
WEB = MirrorSection(name="web", url="rsync:www@host:/srv/www")


def test_an_address_says_what_the_mirror_speaks() -> None:
    """S3 or rsync."""
    storage = open_mirror(STORAGE, Secret("secret"), max_age=1)
    assert isinstance(storage, Storage)
    assert isinstance(open_mirror(WEB, Secret(""), max_age=1), Rsync)


def test_a_key_without_its_secret_is_told() -> None:
    """With the name of the variable."""
    told = (
        r"^\[\[mirrors\]\] my-storage: key_id has no secret; "
        "set DIGEST_MIRROR_MY_STORAGE, or DIGEST_MIRROR_MY_STORAGE_FILE$"
    )
    with pytest.raises(ConfigError, match=told):
        open_mirror(STORAGE, Secret(""), max_age=1)


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 is an extra: who keeps a mirror by rsync need not have it."""
    monkeypatch.setitem(sys.modules, "digest.mirrors.storage", None)
    with pytest.raises(ConfigError, match=r"`pip install 'digest-publisher\[s3\]'`"):
        open_mirror(STORAGE, Secret("secret"), max_age=1)


def test_a_place_differs_where_files_are_to_be_put_anew() -> None:
    """Another bucket or time to keep copies; not another key, nor the way there."""
    place = place_of(STORAGE, max_age=1)
    assert place_of(replace(STORAGE, key_id="other"), max_age=1) == place
    assert place_of(replace(STORAGE, url="s3://other"), max_age=1) != place
    assert place_of(replace(STORAGE, endpoint="https://host"), max_age=1) != place
    assert place_of(STORAGE, max_age=2) != place
    assert place_of(WEB, max_age=1) == place_of(WEB, max_age=2)


def test_paths_of_the_package_are_not_loaded_for_the_others() -> None:
    """What speaks S3 is loaded where a mirror does."""
    source = Path(sys.modules["digest.mirrors.opening"].__file__ or "").read_text()
    assert "\nfrom digest.mirrors.storage" not in source
