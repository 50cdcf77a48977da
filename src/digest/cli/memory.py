"""Memory of commands that soon end: nobody looks for garbage in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_memory_kept() -> Iterator[None]:
    """Nothing looks for garbage: what a run makes is of use to its end.

    Nor is it looked through once more when the process ends, which takes a tenth of a
    second after ten thousand articles.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
