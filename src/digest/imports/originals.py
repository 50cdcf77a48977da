"""What an import began with, byte for byte, in a hidden folder of the content.

So what the cleaner left out can be looked at, and had back, for ever.
"""

from __future__ import annotations

import json
import posixpath
from hashlib import sha256
from pathlib import Path

from digest.imports.arrival import Arrival
from digest.imports.kinds import Kind
from digest.imports.shelf import put_file

#: hidden, so that no article is read from it
FOLDER = ".originals"


def keep_original(content: Path, slug: str, arrival: Arrival, kind: Kind) -> str:
    """Write the bytes that came, and beside them where from; returns their path."""
    path = put_file(content, posixpath.join(FOLDER, f"{slug}{kind}"), arrival.data)
    told = {
        "url": arrival.url,
        "file": "" if arrival.url else arrival.name,
        "at": arrival.at.isoformat(),
        "media_type": arrival.media_type,
        "charset": arrival.charset,
        "sha256": sha256(arrival.data).hexdigest(),
    }
    note = {key: value for key, value in told.items() if value}
    text = json.dumps(note, ensure_ascii=False, indent=2) + "\n"
    put_file(content, f"{posixpath.splitext(path)[0]}.about.json", text.encode())
    return path
