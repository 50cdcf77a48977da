"""The yardstick beside the checkout: what it refuses is refused here, too."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digest.check.findings import Severity
from digest.check.letters.inspection import inspect_letter

TOOLS = Path(__file__).parents[4] / "shared" / "tools"
#: the rules of ours that answer to each id of the yardstick
ANSWERS = {
    "M02": {"letter-line-ends", "letter-long-line"},
    "M03": {"letter-header-count", "letter-header-octets", "letter-barred-header"},
    "M04": {"letter-date"},
    "M05": {"letter-message-id"},
    "M06": {"letter-parts"},
    "M07": {"letter-encoding"},
    "M08": {"letter-text-stub", "letter-text-markup", "letter-text-unsubscribe"},
    "M09": {"letter-size"},
    "L01": {"letter-unsubscribe"},
    "L02": {"letter-one-click"},
    "L03": {"letter-list-id"},
    "L05": {"letter-sender"},
    "L07": {"letter-automatic"},
    "L08": {"letter-feedback-id"},
    "H01": {"letter-doctype"},
    "H02": {"letter-head"},
    "H03": {"letter-colour-scheme"},
    "H04": {"letter-preheader"},
    "H05": {"letter-active"},
    "H06": {"letter-picture", "letter-tracking"},
    "H07": {"letter-layout-table"},
    "H08": {"letter-link", "letter-empty-link", "letter-vague-link"},
    "H09": {"letter-unfilled"},
    "H10": {"letter-not-inlined"},
    "H11": {"letter-unsupported-style"},
    "H12": {"letter-style-element"},
    "H13": {"letter-headings"},
    "H14": {"letter-contrast"},
    "H15": {"letter-tiny-text"},
    "H16": {"letter-unsubscribe-link", "letter-web-page"},
    "H18": {"letter-office-comments"},
    "H22": {"letter-broken-words"},
    "H23": {"letter-text-heading"},
    "H24": {"letter-other-address"},
}


@pytest.mark.shared
def test_every_mutant_of_the_yardstick_is_refused(tmp_path: Path) -> None:
    """Each by the rule that its id answers to; the good one has no finding at all."""
    maker = TOOLS / "newsletter-sample"
    if not maker.exists():
        pytest.skip(f"there is no {maker.name} beside the checkout")
    command = [sys.executable, str(maker), "--mutants", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
    expected = json.loads((tmp_path / "expect.json").read_text())
    assert len(expected) == 69
    for name, wanted in expected.items():
        found = inspect_letter((tmp_path / name).read_bytes(), path=name)
        errors = {each.rule for each in found if each.severity is Severity.ERROR}
        if wanted is None:
            assert found == ()
        else:
            assert errors & ANSWERS[wanted], name
