"""The seal of an archive: a line by which a later build knows it for what it wrote.

An archive keeps the versions that it was written with, which nobody else does. So what
stands in the published tree stays, even if all that was remembered of it is lost: as
long as its seal names what it hangs on, and the digest of its own bytes.
"""

from __future__ import annotations

import re
from hashlib import sha256

from digest import paths

#: raised where a newer digest has to make archives anew
MAKE = "1"
#: in the one line that is not counted in the digest: comments may follow the root of
#: XML, and JSON Feed leaves members with `_` to publishers
FORMS = {
    paths.ATOM: b"<!-- digest seal: %s -->\n",
    paths.RSS: b"<!-- digest seal: %s -->\n",
    paths.JSON: b' "_digest": {"seal": "%s"},\n',
}
LENGTH = 32


def seal(data: bytes, needs: str, name: str) -> bytes:
    """The document of the format NAME with its seal; `needs` is what it hangs on."""
    line = FORMS[name] % _mark(data, needs)
    if name != paths.JSON:
        return data + line
    # behind the brace and the version, by which readers know the format
    beginning, version, rest = data.split(b"\n", 2)
    return b"\n".join((beginning, version, line + rest))


def is_sealed(data: bytes, needs: str, name: str) -> bool:
    """Whether the document is, byte for byte, one that was sealed with these needs."""
    form = re.escape(FORMS[name]).replace(rb"%s", rb"([0-9a-f.]{1,200})")
    found = re.search(rb"^" + form, data, re.MULTILINE)
    if found is None:
        return False
    rest = data[: found.start()] + data[found.end() :]
    return found[1] == _mark(rest, needs)


def _mark(data: bytes, needs: str) -> bytes:
    told = sha256(f"{MAKE} {needs}".encode()).hexdigest()[:LENGTH]
    return f"{told}.{sha256(data).hexdigest()[:LENGTH]}".encode()
