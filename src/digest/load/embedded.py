"""What is inside of a mail or a Word file beside its text, and what becomes of it.

Who reads a folder leaves them out and tells it; who imports a file puts them beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from digest.model import Cut

#: why a picture or a paper that is inside of a file is not in the article
ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A file within a file."""

    #: as its sender named it; may be empty, and may be anything
    name: str
    media_type: str
    data: bytes = field(repr=False)

    @property
    def is_picture(self) -> bool:
        """Whether it can be seen where it stands."""
        return self.media_type.startswith("image/")


#: gives a picture the address that it will have; "" where it is left out
Place = Callable[[Embedded], str]


def leave_out(embedded: Embedded) -> str:  # noqa: ARG001  it has a Place's form
    """Nowhere: the place of every picture that nobody imports."""
    return ""


def tell_left_out(embedded: Embedded) -> Cut:
    """The cut that tells of a file within the file; it has no place in the text."""
    name = embedded.name or embedded.media_type
    text = f"{name} ({embedded.media_type}, {len(embedded.data)} bytes)"
    return Cut(text=text, reason=ATTACHMENT, start=-1, end=-1)
