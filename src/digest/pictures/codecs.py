"""What the bytes of prints depend on besides the picture: the programs that make them.

To ask them takes longer than all else in a run without a new picture, so the answer is
kept for as long as nothing is installed.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from digest import __version__
from digest.edition import edition
from digest.replacing import replace_file

#: raised when the same bytes and settings come to other prints
EDITION = 2
#: the libraries within Pillow that bytes depend on
CODECS = ("jpg", "zlib", "webp", "avif", "littlecms2")


def codec_names(file: Path) -> str:
    """The programs that make prints, each with its version; remembered in the file."""
    with suppress(OSError, ValueError, RecursionError):
        known = json.loads(file.read_bytes())
        if isinstance(known, list) and known[:1] == [edition()]:
            return str(known[-1])
    names = _asked()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = json.dumps([edition(), names]).encode()
        replace_file(file, kept, is_durable=False)
    return names


def _asked() -> str:
    # a fifth of a run that has nothing to do
    import PIL  # noqa: PLC0415
    from PIL import features  # noqa: PLC0415

    codecs = [f"{name} {features.version(name)}" for name in CODECS]
    return " ".join((str(EDITION), __version__, PIL.__version__, *codecs))
