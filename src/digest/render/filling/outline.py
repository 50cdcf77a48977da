"""What can be told of a template without filling it: its slips, blocks and names."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, meta, nodes

from digest.render.filling.sandbox import Sandbox
from digest.render.theme import OUR_FILTERS, is_markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSlip:
    """Where a template is no Jinja."""

    line: int
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A template as its author wrote it."""

    slip: TemplateSlip | None = None
    #: names of the blocks that it has, in their order
    blocks: tuple[str, ...] = ()
    #: what it has to be given
    names: frozenset[str] = field(default_factory=frozenset)
    #: whether it stands in another one
    is_extension: bool = False


def outline(text: str, name: str) -> Outline:
    """The outline of a template of this text; the ending of `name` tells its kind."""
    sandbox = Sandbox((), is_markup=is_markup, filters=OUR_FILTERS)
    try:
        parsed = sandbox.parse(text, name)
        sandbox.compile(text, name)
        return Outline(
            blocks=tuple(block.name for block in parsed.find_all(nodes.Block)),
            names=frozenset(meta.find_undeclared_variables(parsed)),
            is_extension=parsed.find(nodes.Extends) is not None,
        )
    except TemplateSyntaxError as error:
        fact = error.message or "is no template"
        return Outline(slip=TemplateSlip(line=error.lineno, fact=fact))
    except (RecursionError, SyntaxError, MemoryError):
        return Outline(slip=TemplateSlip(line=1, fact="nests too deep"))
