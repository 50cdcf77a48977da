"""An article for people at a terminal: title, facts, text, and what was left out."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from digest.cli.entry.specimen import number_words
from digest.cli.words import count_words, state_words
from digest.lines import escape_invisible
from digest.model import Article, BlockKind, Citation
from digest.render.passages import Fate, Passage, count_fates, count_reasons

#: columns of a cut that are shown to people; --explain and --json have all of it
SHOWN = 300
#: how a block of each kind looks: words before it, spaces before it, style
LOOKS = {
    BlockKind.HEADING: ("", 0, "bold"),
    BlockKind.LIST_ITEM: ("• ", 2, ""),
    BlockKind.QUOTE: ("“ ", 2, "italic"),
    BlockKind.CODE: ("", 4, "cyan"),
    BlockKind.TABLE: ("", 4, ""),
    BlockKind.IMAGE: ("[image] ", 0, "dim"),
}


def view_article(article: Article, passages: tuple[Passage, ...]) -> RenderableType:
    """Title, facts, text and cuts, as one reads them."""
    body = [*view_opening(article)]
    words = number_words(article.blocks)
    for shown, block in zip(words, article.blocks, strict=True):
        before, indent, style = LOOKS.get(block.kind, ("", 0, ""))
        mark = "" if block.is_ordered else before
        text = Text(mark + shown_words(shown), style=style)
        body.append(Padding(text, (0, 0, 1, indent)))
    if article.cuts:
        body.append(Padding(_cuts(article), (0, 0, 1, 0)))
    body.append(Text(tally(passages), style="dim"))
    return Group(*body)


def view_opening(article: Article) -> tuple[RenderableType, ...]:
    """The title with the facts under it."""
    title = Text(shown_words(article.title), style="bold underline")
    return title, Padding(_facts(article), (1, 0))


def shown_words(text: str) -> str:
    """The lines of a text, without what could act on a terminal."""
    return "\n".join(map(escape_invisible, text.splitlines()))


def tally(passages: tuple[Passage, ...]) -> str:
    """`16 kept, 1 in doubt, 3 cut (2 title, 1 credit)`, or that nothing was cut."""
    fates, reasons = count_fates(passages), count_reasons(passages)
    doubtful = f"{fates[Fate.DOUBT]} in doubt, " if fates[Fate.DOUBT] else ""
    kept = f"{fates[Fate.KEPT]} kept"
    if not reasons:
        return f"Nothing was cut. {kept}, {doubtful}".rstrip(", ")
    return f"{kept}, {doubtful}{fates[Fate.CUT]} cut ({state_words(reasons)})"


def _facts(article: Article) -> Table:
    date = article.date.date().isoformat() if article.date else ""
    facts = {
        "summary": article.summary,
        "by": ", ".join(article.authors),
        "date": f"{date} ({article.date_origin})" if date else "",
        "language": article.language,
        "reading": count_words(article.reading_minutes, "minute"),
        "credit": article.credit,
        "cites": "; ".join(map(cited, article.citations)),
        "tags": ", ".join(article.tags),
        "suggested": ", ".join(article.suggested_tags),
        "first at": article.canonical_url,
    }
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in facts.items():
        if value:
            table.add_row(name, Text(shown_words(value)))
    return table


def cited(citation: Citation) -> str:
    """`Ada Quay (The Courier)`, or the one of them that is known."""
    if citation.name and citation.outlet:
        return f"{citation.name} ({citation.outlet})"
    return citation.name or citation.outlet


def _cuts(article: Article) -> Table:
    table = Table(title="Left out", title_justify="left", title_style="bold", box=None)
    table.add_column("at", justify="right", style="dim")
    table.add_column("why", style="yellow", no_wrap=True)
    table.add_column("text", ratio=1)
    for cut in article.cuts:
        text = escape_invisible(" ".join(cut.text[: SHOWN * 2].split()))
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        table.add_row(str(cut.start) if cut.start >= 0 else "", cut.reason, Text(shown))
    return table
