"""What a run need not load: an issue has to be there within a second, from nothing."""

from __future__ import annotations

import subprocess
import sys

#: what libraries of ours bring along, and rooms that look at other things
IDLE = (
    *("requests", "urllib3", "sqlalchemy.dialects.postgresql", "yaml", "babel", "PIL"),
    *("digest.check.feeds", "digest.check.rules", "digest.check.themes"),
)
CODE = """
import sys
from digest.load import article, notes
from digest.pipeline.issues import due
from digest.render.letters.css.inline import inline_css
inline_css("<!DOCTYPE html><style>.x{color:red}</style><p class='x'>Quay</p>")
print(*sys.modules)
"""


def test_an_issue_loads_nothing_that_it_does_not_need() -> None:
    """Each of these takes a tenth of the time, for what this run never does."""
    ran = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", CODE], capture_output=True, check=True, text=True
    )
    loaded = set(ran.stdout.split())
    assert "premailer" in loaded
    assert loaded.isdisjoint(IDLE)
