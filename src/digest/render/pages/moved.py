"""Former addresses of entries: a small page at each, and a list of them for servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from digest import paths
from digest.documents import Need, Target
from digest.render.pages.cards import Card
from digest.render.pages.plan import HTML, Fixed, Page, Plan
from digest.render.tools import Tools


@dataclass(frozen=True, slots=True)
class RedirectList:
    """The recipe of the list, a line each."""

    lines: tuple[str, ...]

    def __call__(self, tools: Tools) -> bytes:  # noqa: ARG002  as recipes are called
        """The list in UTF-8."""
        return "".join(f"{line}\n" for line in self.lines).encode()


def plan_moved(
    plan: Plan, cards: Sequence[Card], moves: Mapping[str, str]
) -> Iterator[Target[Tools]]:
    """A page for each former path of an entry, by its id, and the list of all."""
    by_id = {card.entry.id: card for card in cards}
    lines = []
    for path, entry_id in moves.items():
        card = by_id[entry_id]
        yield _page(plan, path, card)
        source, target = quote(plan.frame.top + path), plan.frame.top + card.href
        lines.append(f"{source} {target} 301")
    if lines:
        need = Need("moves", "\n".join(lines))
        yield Target(
            path=paths.REDIRECTS,
            media_type="text/plain; charset=utf-8",
            needs=(need,),
            recipe=RedirectList(tuple(lines)),
        )


def _page(plan: Plan, path: str, card: Card) -> Target[Tools]:
    content = Fixed({**card.named(), "canonical": card.entry.url})
    is_page = path.endswith(paths.PAGE_ENDINGS)
    folder = path[: path.rfind("/") + 1] if is_page else path
    return Target(
        path=path if is_page else f"{path}{paths.PAGE}",
        media_type=HTML,
        needs=(plan.need("moved.html"), plan.around, card.mention()),
        recipe=Page("moved", folder, "", plan.frame, content),
    )
