"""A mirror in storage that speaks S3."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from digest.errors import MirrorError
from digest.mirrors.storage import LARGEST_PART, Account, Storage
from digest.secret import Secret
from other_sides import Bucket
from waiting import until
from websites import Asked, reply, website


def never() -> bool:
    """Nobody stops."""
    return False


def an_account(bucket: Bucket, folder: str = "notes") -> Account:
    """Who asks for the bucket, in this folder."""
    return Account(
        bucket=bucket.name,
        folder=folder,
        endpoint=bucket.endpoint,
        region="us-east-1",
        key_id="key",
        secret=Secret("secret"),
    )


def a_storage(bucket: Bucket, folder: str = "notes") -> Storage:
    """The other side of a mirror that is called storage."""
    return Storage("storage", an_account(bucket, folder), max_age=900)


def put(storage: Storage, folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """Put these files; their tags."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    tags: dict[str, str] = {}
    storage.put(folder, list(files), done=tags.__setitem__, is_stopping=never)
    return tags


def test_files_stand_under_their_folder(bucket: Bucket, tmp_path: Path) -> None:
    """With names of any letters, as they are; the tag is what the listing says."""
    storage = a_storage(bucket)
    files = {"index.html": b"1", "media/Käse & 100% #1?.jpg": b"2", "a/ü/x.css": b"3"}
    tags = put(storage, tmp_path, files)
    assert tags == storage.tags()
    assert len(set(tags.values())) == 3
    assert bucket.paths() == sorted(f"notes/{path}" for path in files)
    assert bucket.read("notes/index.html") == b"1"


def test_a_file_larger_than_a_part_has_the_tag_of_its_parts(
    bucket: Bucket, tmp_path: Path
) -> None:
    """Which is the one that the listing says, too."""
    storage = a_storage(bucket)
    tags = put(storage, tmp_path, {"long.mp3": b"\0" * (LARGEST_PART + 1)})
    assert tags == storage.tags()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("tags/a/rss.xml", "application/rss+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("media/pier.avif", "image/avif"),
        ("media/song.m4a", "audio/mp4"),
        ("media/nobody.knows", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is_and_how_long_it_may_be_kept(
    bucket: Bucket, tmp_path: Path, path: str, kind: str
) -> None:
    """As the built-in server would: readers of feeds look at it."""
    put(a_storage(bucket), tmp_path, {path: b"1"})
    attributes = bucket.open().get(f"notes/{path}").attributes
    assert attributes["Content-Type"] == kind
    assert attributes["Cache-Control"] == "public, max-age=900"


def test_only_what_is_named_is_removed(bucket: Bucket, tmp_path: Path) -> None:
    """Beside the folder and in it; what is not there is no fault."""
    storage = a_storage(bucket)
    put(storage, tmp_path, {"a.html": b"1", "b.html": b"2"})
    bucket.open().put("other.html", b"3")
    storage.remove(["a.html", "never.html"], ["folder"], is_stopping=never)
    assert bucket.paths() == ["notes/b.html", "other.html"]
    assert list(storage.tags()) == ["b.html"]


def test_a_bucket_without_a_folder_is_the_whole_mirror(
    bucket: Bucket, tmp_path: Path
) -> None:
    """`s3://BUCKET` is as good."""
    put(a_storage(bucket, folder=""), tmp_path, {"index.html": b"1"})
    assert bucket.paths() == ["index.html"]


def test_a_bucket_that_is_not_there_is_told(bucket: Bucket, tmp_path: Path) -> None:
    """In one line, with what to do."""
    storage = a_storage(replace(bucket, name="nowhere"))
    told = r"^mirror storage: the storage says NoSuchBucket \(The .*\); make the bucket"
    with pytest.raises(MirrorError, match=told):
        storage.tags()
    with pytest.raises(MirrorError, match=told):
        put(storage, tmp_path, {"index.html": b"1"})


@pytest.mark.parametrize("code", ["AccessDenied", "SignatureDoesNotMatch"])
def test_who_may_not_is_told_what_to_mend(tmp_path: Path, code: str) -> None:
    """A wrong key, or one that may not write."""
    body = f"<Error><Code>{code}</Code><Message>You\nmay not.</Message></Error>"
    with website(lambda _: reply(403, body)) as site:
        storage = a_storage(Bucket(name="bucket", endpoint=site.url))
        with pytest.raises(MirrorError) as error:
            put(storage, tmp_path, {"index.html": b"1"})
    assert str(error.value) == (
        f"mirror storage: the storage says {code} (You may not.); "
        "mend key_id, its secret, or what it may do"
    )


@pytest.mark.parametrize("body", ["<Error><Code>SlowDown</Code></Error>", "<p>", ""])
def test_storage_that_is_ill_is_tried_again(tmp_path: Path, body: str) -> None:
    """A few times at once, and later by the lane."""
    with website(lambda _: reply(503, body)) as site:
        storage = a_storage(Bucket(name="bucket", endpoint=site.url))
        with pytest.raises(
            MirrorError, match=r"^mirror storage: .*; it is tried again"
        ):
            put(storage, tmp_path, {"index.html": b"1"})
    assert len(site.asked) == 3


def test_storage_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    """Without what a library says of itself."""
    storage = a_storage(Bucket(name="bucket", endpoint="http://127.0.0.1:1"))
    with pytest.raises(MirrorError) as error:
        put(storage, tmp_path, {"index.html": b"1"})
    told = str(error.value)
    assert told.startswith("mirror storage: ")
    assert "Debug" not in told
    assert len(told) < 300


def test_a_name_that_storage_cannot_have_is_told(
    bucket: Bucket, tmp_path: Path
) -> None:
    """Rather than changed into another."""
    storage = a_storage(bucket)
    (tmp_path / "a").mkdir()
    with pytest.raises(MirrorError, match=r"^mirror storage: .*a//b"):
        storage.put(tmp_path, ["a//b"], done=print, is_stopping=never)


def test_a_stop_does_not_wait_for_storage_that_hangs(tmp_path: Path) -> None:
    """A request on its way is given up: the next start puts the file anew."""
    is_over = threading.Event()

    def hang(_: Asked) -> Iterable[bytes]:
        is_over.wait(60)
        yield reply(200)

    (tmp_path / "index.html").write_bytes(b"1")
    done: list[tuple[str, str]] = []
    with website(hang) as site:
        storage = a_storage(Bucket(name="bucket", endpoint=site.url))
        stopping = threading.Event()
        push = threading.Thread(
            target=storage.put,
            args=(tmp_path, ["index.html"]),
            kwargs={
                "done": lambda *one: done.append(one),
                "is_stopping": stopping.is_set,
            },
        )
        push.start()
        until(lambda: bool(site.asked))
        stopping.set()
        push.join(10)
        is_over.set()
        assert not push.is_alive()
    assert done == []


def test_a_stop_before_the_start_puts_nothing(bucket: Bucket, tmp_path: Path) -> None:
    """Nor is anything removed."""
    storage = a_storage(bucket)
    put(storage, tmp_path, {"index.html": b"1"})
    storage.put(tmp_path, ["b.html"], done=print, is_stopping=lambda: True)
    storage.remove(["index.html"], [], is_stopping=lambda: True)
    assert list(storage.tags()) == ["index.html"]
