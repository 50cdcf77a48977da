"""What digest makes of an article as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from digest.cli.entry.specimen import number_words
from digest.load.block_names import block_number
from digest.model import Article, Block, BlockKind, Cut


def tell_article(article: Article) -> str:
    """The article with all its facts, and everything that was left out, as one object.

    The names in it are a promise to other programs.
    """
    told = {
        "title": article.title,
        "body_text": "\n\n".join(_read_words(article.blocks)),
        "blocks": [_block(block) for block in article.blocks],
        "summary": article.summary,
        "author": ", ".join(article.authors),
        "date": article.date.isoformat() if article.date else None,
        "date_origin": article.date_origin,
        "language": article.language,
        "credit": article.credit,
        "sources": [
            {"name": each.name, "outlet": each.outlet} for each in article.citations
        ],
        "suggested_tags": list(article.suggested_tags),
        "reading_minutes": article.reading_minutes,
        "html": article.html,
        "dropped": [_cut(cut) for cut in article.cuts],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _read_words(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of each block but of pictures: those stand beside the text."""
    for block, words in zip(blocks, number_words(blocks), strict=True):
        if block.kind is not BlockKind.IMAGE:
            yield words


def _block(block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": block.kind,
        "text": block.text,
        "id": block_number(block.text),
        "doubt": block.doubt,
    }
    if block.level is not None:
        told["level"] = block.level
    return told | {"start": block.start, "end": block.end}


def _cut(cut: Cut) -> dict[str, Any]:
    return {
        "text": cut.text,
        "id": block_number(cut.text),
        "reason": cut.reason,
        "start": cut.start,
        "end": cut.end,
    }
