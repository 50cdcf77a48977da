"""From the published tree to a mirror, over both kinds of other sides."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.config import Config, MirrorSection, Secret
from digest.errors import ConfigError, MirrorError, PublishError
from digest.mirrors import rsync
from digest.mirrors.mirrored import Mirrored
from digest.mirrors.records import mirror_records
from digest.mirrors.storage import Storage
from digest.pipeline.mirroring import push_mirror
from digest.publish.manifest import MANIFEST
from digest.schedule import jobs
from digest.wiring import Press
from other_sides import Bucket, a_shell, needs_rsync, storage
from publications import Clock, a_press, an_article_text, tree_of


@dataclass
class Scene:
    """A press, one mirror, and what stands there."""

    press: Press
    mirror: MirrorSection
    there: Callable[[], dict[str, bytes]]

    @property
    def config(self) -> Config:
        """With the mirror in it."""
        secrets = {self.mirror.name: Secret("secret")}
        mirrors = (self.mirror,)
        return replace(self.press.config, mirrors=mirrors, mirror_secrets=secrets)

    def publish(self, **articles: str) -> None:
        """Build the site with these articles, in place of those of the same name."""
        for name, text in articles.items():
            (self.press.config.content_folder / f"{name}.md").write_text(text)
        jobs.rebuild(self.press)

    def push(self, trusted_for: timedelta = timedelta(days=1)) -> Mirrored:
        """Bring the mirror up to date."""
        return push_mirror(
            self.config,
            self.mirror,
            now=self.press.clock(),
            is_stopping=lambda: False,
            trusted_for=trusted_for,
        )

    @property
    def here(self) -> dict[str, bytes]:
        """The published tree."""
        files = tree_of(self.press.config.feeds_folder)
        del files[MANIFEST]
        return files


@pytest.fixture(scope="module")
def buckets() -> Iterator[Callable[[], Bucket]]:
    """Makes buckets."""
    with storage() as make:
        yield make


@pytest.fixture
def press(site: Path, clock: Clock) -> Iterator[Press]:
    """The press of the site."""
    with a_press(site, clock) as opened:
        yield opened


@pytest.fixture
def in_storage(press: Press, buckets: Callable[[], Bucket]) -> Scene:
    """A mirror in storage."""
    bucket = buckets()
    mirror = MirrorSection(
        name="storage",
        url=f"s3://{bucket.name}/notes",
        endpoint=bucket.endpoint,
        region="us-east-1",
        key_id="key",
    )

    def there() -> dict[str, bytes]:
        return {path: bucket.read(f"notes/{path}") for path in bucket.paths("notes")}

    return Scene(press, mirror, there)


@pytest.fixture
def by_rsync(press: Press, tmp_path: Path) -> Scene:
    """A mirror in a folder to which a shell leads."""
    www = tmp_path / "www"
    mirror = MirrorSection(
        name="web",
        url=f"rsync:host:{www}",
        shell=a_shell(tmp_path),
    )
    return Scene(press, mirror, lambda: tree_of(www))


@pytest.fixture(params=["in_storage", pytest.param("by_rsync", marks=needs_rsync)])
def scene(request: pytest.FixtureRequest) -> Scene:
    """Each of the two."""
    found: Scene = request.getfixturevalue(request.param)
    return found


def test_a_mirror_is_the_tree_to_the_byte(scene: Scene) -> None:
    """From the first push on, through changes and removals."""
    scene.publish()
    assert set(scene.push().written) == set(scene.here)
    assert scene.there() == scene.here
    scene.publish(pier=an_article_text("The pier"), harbour=an_article_text("Again"))
    scene.push()
    assert scene.there() == scene.here
    (scene.press.config.content_folder / "pier.md").unlink()
    scene.publish()
    assert "articles/pier/index.html" in scene.push().removed
    assert scene.there() == scene.here


def test_only_what_changed_is_pushed(scene: Scene) -> None:
    """And nothing where nothing did."""
    scene.publish()
    scene.push()
    done = scene.push()
    assert (done.written, done.removed, done.unchanged) == ((), (), len(scene.here))
    before = scene.here
    scene.publish(pier=an_article_text("The pier"))
    changed = {path for path, data in scene.here.items() if before.get(path) != data}
    assert set(scene.push().written) == changed


def test_a_mirror_that_moves_is_pushed_as_a_whole(scene: Scene) -> None:
    """To its new place; and again, should it come back."""
    scene.publish()
    scene.push()
    lost = replace(scene.mirror, url=scene.mirror.url + "-elsewhere")
    elsewhere = replace(scene, mirror=lost)
    assert len(elsewhere.push().written) == len(scene.here)
    # back at the old place, where somebody may have changed anything meanwhile
    assert len(scene.push().written) == len(scene.here)
    assert scene.there() == scene.here


def test_what_somebody_changed_there_is_put_right_when_asked(
    by_rsync: Scene, tmp_path: Path
) -> None:
    """Whatever the ledger says: by the lane each day, by the command always."""
    by_rsync.publish()
    by_rsync.push()
    (tmp_path / "www" / "index.html").write_text("defaced")
    (tmp_path / "www" / "style.css").unlink()
    assert by_rsync.push().written == ()
    done = by_rsync.push(trusted_for=timedelta(0))
    assert set(done.written) == {"index.html", "style.css"}
    assert by_rsync.there() == by_rsync.here


def test_files_of_others_on_a_mirror_stay(by_rsync: Scene, tmp_path: Path) -> None:
    """Also in a folder that digest leaves, and after a ledger was lost."""
    by_rsync.publish(pier=an_article_text("The pier"))
    by_rsync.push()
    own = tmp_path / "www" / "articles" / "pier"
    (own / "mine.txt").write_text("mine")
    (by_rsync.press.config.content_folder / "pier.md").unlink()
    by_rsync.publish()
    by_rsync.push()
    assert (own / "mine.txt").read_text() == "mine"
    assert not (own / "index.html").exists()


def test_a_publish_during_a_push_does_not_mix_the_two(
    in_storage: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mirror has the tree as it was when the push began, and then the next one."""
    in_storage.publish()
    before = in_storage.here
    put = Storage.put

    def publish_meanwhile(*args: Any, **values: Any) -> None:
        in_storage.publish(pier=an_article_text("The pier"))
        put(*args, **values)

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "put", publish_meanwhile)
        in_storage.push()
    assert in_storage.there() == before
    in_storage.push()
    assert in_storage.there() == in_storage.here != before


def test_a_fault_is_kept_for_those_who_look(
    by_rsync: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until a push comes to its end."""
    by_rsync.publish()
    with monkeypatch.context() as patch:
        patch.setattr(rsync, "PROGRAM", "rsync-that-is-not-here")
        with pytest.raises(MirrorError):
            by_rsync.push()
    state = by_rsync.press.config.state_folder
    (record,) = mirror_records((by_rsync.mirror,), state)
    assert "install it on this machine" in record.fault
    assert record.failing == by_rsync.press.clock()
    by_rsync.push()
    (record,) = mirror_records((by_rsync.mirror,), state)
    assert (record.fault, record.failing) == ("", None)
    assert record.files == len(by_rsync.here)


def test_a_key_without_a_secret_is_kept_as_a_fault(in_storage: Scene) -> None:
    """Whoever looks at the mirrors sees what to mend."""
    config = replace(in_storage.config, mirror_secrets={})
    with pytest.raises(ConfigError, match="key_id has no secret"):
        push_mirror(
            config,
            in_storage.mirror,
            now=in_storage.press.clock(),
            is_stopping=lambda: False,
        )
    (record,) = mirror_records((in_storage.mirror,), config.state_folder)
    assert "key_id has no secret" in record.fault


def test_a_tree_that_is_gone_empties_no_mirror(scene: Scene) -> None:
    """Its disk may be away; the next build makes it anew."""
    scene.publish()
    scene.push()
    before = scene.there()
    shutil.rmtree(scene.press.config.feeds_folder)
    with pytest.raises(PublishError, match="no published file; run `digest build`"):
        scene.push()
    assert scene.there() == before


def test_nothing_of_a_push_stays_behind(scene: Scene) -> None:
    """But its ledger and its lock."""
    scene.publish()
    scene.push()
    folder = scene.press.config.state_folder / "mirrors"
    name = scene.mirror.name
    found = sorted(path.name for path in folder.iterdir())
    assert found == [f"{name}.ledger", f"{name}.lock"]
