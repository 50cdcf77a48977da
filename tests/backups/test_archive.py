"""The file of a backup, whoever made it."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage

import pytest

from digest.backups import archive
from digest.backups.archive import MODE, describe, peek, unpack, write_archive
from digest.backups.manifest import Manifest, write_manifest
from digest.errors import BackupError
from kept_sites import manifest_of

CONTENT = {
    "digest.sqlite": b"a store" * 1000,
    "secret.key": b"a key",
    "dkim/s1.pem": b"another key",
    "digest.toml": b"[site]\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive as it is to be."""
    files = {}
    for name, data in CONTENT.items():
        files[name] = tmp_path / "from" / name
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_bytes(data)
    path = tmp_path / "backup.tar.gz"
    write_archive(path, manifest_of(CONTENT), files)
    return path


def forge(path: Path, members: list[tuple[tarfile.TarInfo | str, bytes]]) -> Path:
    """An archive with these members and nothing else."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as made:
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = info.size or len(data)
            made.addfile(info, io.BytesIO(data))
    path.write_bytes(buffer.getvalue())
    return path


def whole(manifest: Manifest) -> tuple[tarfile.TarInfo | str, bytes]:
    """The manifest as a member."""
    return "manifest.json", write_manifest(manifest)


def test_every_file_comes_out_as_it_went_in(path: Path, tmp_path: Path) -> None:
    """For its owner alone, like the archive."""
    to = tmp_path / "to"
    to.mkdir()
    assert unpack(path, to) == peek(path) == manifest_of(CONTENT)
    found = {name: (to / name).read_bytes() for name in CONTENT}
    assert found == CONTENT
    assert path.stat().st_mode & 0o777 == MODE
    assert (to / "secret.key").stat().st_mode & 0o777 == MODE
    assert describe("x", to / "secret.key").digest == sha256(b"a key").hexdigest()


def test_the_same_files_make_the_same_bytes(path: Path, tmp_path: Path) -> None:
    """Nothing of the machine or of the moment of writing gets in."""
    again = tmp_path / "elsewhere.tar.gz"
    files = {name: tmp_path / "from" / name for name in CONTENT}
    write_archive(again, manifest_of(CONTENT), files)
    assert again.read_bytes() == path.read_bytes()


def test_an_archive_is_whole_or_not_there(path: Path, tmp_path: Path) -> None:
    """What stood there before stays, and no draft is left."""
    before = path.read_bytes()
    files = dict.fromkeys(CONTENT, tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        write_archive(path, manifest_of(CONTENT), files)
    assert path.read_bytes() == before
    assert [*tmp_path.glob(".*")] == []


def test_a_draft_of_a_process_that_died_is_in_nobodys_way(
    path: Path, tmp_path: Path
) -> None:
    """It is written over."""
    (tmp_path / f".{path.name}.new").write_bytes(b"half")
    files = {name: tmp_path / "from" / name for name in CONTENT}
    write_archive(path, manifest_of(CONTENT), files)
    assert [*tmp_path.glob(".*")] == []


def test_an_archive_cut_anywhere_is_refused(path: Path, tmp_path: Path) -> None:
    """Wherever the copy ended, or the disk was full."""
    data = path.read_bytes()
    assert not unpacks(path, data[:0], tmp_path)
    assert all(
        # the last octets say only that this is the end
        not unpacks(path, data[:end], tmp_path) or end > len(data) - 64
        for end in range(0, len(data), 7)
    )


def test_an_archive_with_a_changed_octet_is_refused(path: Path, tmp_path: Path) -> None:
    """But for those that mean nothing, such as a time."""
    data = path.read_bytes()
    refused = 0
    for place in range(10, len(data), 5):
        octets = bytearray(data)
        octets[place] ^= 0x55
        refused += not unpacks(path, bytes(octets), tmp_path)
    assert refused > len(data) // 5 // 2


def unpacks(path: Path, data: bytes, folder: Path) -> bool:
    """Whether an archive of these octets is taken, and then has every file."""
    path.write_bytes(data)
    try:
        unpack(path, folder)
    except BackupError as error:
        assert "; take another backup" in str(error)  # noqa: PT017  or it is taken
        return False
    assert {name: (folder / name).read_bytes() for name in CONTENT} == CONTENT
    return True


def a_link(name: str) -> tarfile.TarInfo:
    """A member that points out of the folder."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return info


def a_giant(name: str) -> tarfile.TarInfo:
    """A member that says it is larger than any manifest."""
    info = tarfile.TarInfo(name)
    info.size = 1 << 40
    return info


SMALL = {"digest.sqlite": b"x", "digest.toml": b"y"}
OUTSIDE = {**SMALL, "../outside": b"z"}
FORGED: list[tuple[list[tuple[tarfile.TarInfo | str, bytes]], str]] = [
    ([], "is no backup of digest"),
    ([("other.txt", b"")], "is no backup of digest"),
    ([(a_link("manifest.json"), b"")], "is no backup of digest"),
    ([whole(manifest_of(OUTSIDE)), *OUTSIDE.items()], "that no backup has"),
    ([whole(manifest_of({**SMALL, "/etc/x": b""}))], "that no backup has"),
    ([whole(manifest_of({**SMALL, "dkim/../../x": b""}))], "that no backup has"),
    ([whole(manifest_of({"digest.toml": b"y"}))], "lacks digest.sqlite"),
    ([whole(manifest_of(SMALL))], "lacks digest.sqlite"),
    ([whole(manifest_of(SMALL)), (a_link("digest.sqlite"), b"")], "lacks digest.sqli"),
    ([whole(manifest_of(SMALL)), ("digest.sqlite", b"xx")], "another digest.sqlite"),
    ([whole(manifest_of(SMALL)), ("digest.sqlite", b"z")], "another digest.sqlite"),
    ([whole(manifest_of(SMALL)), *SMALL.items(), ("more", b"")], "has more in it"),
    (
        [whole(manifest_of(SMALL, files=manifest_of(SMALL).files * 2))],
        "that no backup has",
    ),
]


@pytest.mark.parametrize(("members", "told"), FORGED, ids=range(len(FORGED)))
def test_a_forged_archive_writes_nothing_elsewhere(
    members: list[tuple[tarfile.TarInfo | str, bytes]], told: str, tmp_path: Path
) -> None:
    """Names, kinds and sizes are ours to choose, not the archive's."""
    to = tmp_path / "a" / "b"
    to.mkdir(parents=True)
    path = forge(tmp_path / "forged.tar.gz", members)
    with pytest.raises(BackupError, match=told):
        unpack(path, to)
    assert {each.name for each in tmp_path.iterdir()} == {"a", "forged.tar.gz"}
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["b"]


def test_a_manifest_without_end_is_not_read(tmp_path: Path) -> None:
    """It would fill the memory."""
    header = a_giant("manifest.json").tobuf()
    path = tmp_path / "giant.tar.gz"
    path.write_bytes(gzip.compress(header + bytes(1 << 16)))
    with pytest.raises(BackupError, match="too large a manifest"):
        peek(path)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_what_extends_a_head_cannot_fill_the_memory(
    kind: bytes, tmp_path: Path
) -> None:
    """The library holds all of it, and it may be packed to a thousandth."""
    info = tarfile.TarInfo("x")
    info.type, info.size = kind, 1 << 30
    path = tmp_path / "bomb.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(1 << 25)))
    tracemalloc.start()
    try:
        with pytest.raises(BackupError, match="larger than any backup"):
            peek(path)
        assert tracemalloc.get_traced_memory()[1] < 1 << 22
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_heads_that_only_extend_each_other_are_refused(
    kind: bytes, tmp_path: Path
) -> None:
    """The library calls itself for each."""
    info = tarfile.TarInfo("x")
    info.type, info.size = kind, 12
    one = info.tobuf() + b"12 path=abc\n".ljust(tarfile.BLOCKSIZE, b"\0")
    path = tmp_path / "chain.tar.gz"
    path.write_bytes(gzip.compress(one * 5000))
    with pytest.raises(BackupError, match="larger than any backup"):
        peek(path)


def test_what_has_no_room_is_not_begun(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk filled to the last octet would stop everything else."""
    to = tmp_path / "to"
    to.mkdir()
    usage = disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(archive, "disk_usage", lambda _: usage)
    with pytest.raises(BackupError, match=r"needs 1 megabytes .*; make room"):
        unpack(path, to)
    assert [*to.iterdir()] == []


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, or nothing at all."""
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(BackupError, match="mend the path"):
            peek(path)
