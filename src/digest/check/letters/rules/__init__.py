"""The rules for letters, a module for each part that they look at."""

from __future__ import annotations

from digest.check.findings import Rule
from digest.check.letters.rules import (
    form,
    layout,
    links,
    lists,
    markup,
    page_head,
    pictures,
    plain_text,
    sender,
    sight,
    signatures,
    style_sheets,
    ways_out,
    wording,
)
from digest.check.letters.study import LetterStudy

#: in the order in which a message is read
RULES: tuple[Rule[LetterStudy], ...] = (
    *form.RULES,
    *sender.RULES,
    *lists.RULES,
    *signatures.RULES,
    *plain_text.RULES,
    *page_head.RULES,
    *markup.RULES,
    *layout.RULES,
    *links.RULES,
    *pictures.RULES,
    *sight.RULES,
    *style_sheets.RULES,
    *wording.RULES,
    *ways_out.RULES,
)
