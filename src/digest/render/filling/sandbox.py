"""The sandbox of templates: they reach plain values only, and come to an end.

Jinja denies what would leak or change; the steps that a filling may take are counted
here, at marks that are set into each template before it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS, make_attrgetter, sync_do_join, sync_do_sum
from jinja2.lexer import (
    TOKEN_BLOCK_END,
    TOKEN_DATA,
    TOKEN_VARIABLE_END,
    Token,
    TokenStream,
)
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context, pass_environment, pass_eval_context

from digest.render.filling.growth import (
    GROWING_FILTERS,
    SLOW_FILTERS,
    join_pieces,
    weigh_filter,
    weigh_message,
    weigh_method,
    weigh_operation,
)
from digest.render.filling.marks import PLAIN, TURN, UNWEIGHED, WEIGHED, Marks
from digest.render.filling.steps import (
    COPIED,
    WALKED,
    begin_steps,
    end_steps,
    steps_left,
    take_steps,
    weigh,
    weigh_whole,
)
from digest.words import Words

#: characters of one template, and the parts of its grammar; a block costs as a function
LARGEST_TEMPLATE = 100_000
MOST_PARTS = 10_000
#: words and signs between two braces
LONGEST_EXPRESSION = 1_000
PARTS_OF_A_BLOCK = 20
#: filters that differ at each filling, or take longer the more they are given
LEFT_OUT = ("pprint", "random", "urlize")
#: what a loop says of where it is
PLACES = frozenset({"depth", "first", "index", "index0", "last", "length"})
#: filters that only look at what they are given
LIGHT = ("count", "d", "default", "first", "length")


class Sandbox(ImmutableSandboxedEnvironment):
    """The templates of these folders, each of which ends or raises OverflowError.

    They are filled between `begin_steps` and `end_steps`.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        is_markup: Callable[[str | None], bool],
        filters: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._templates = FileSystemLoader(folders, encoding="utf-8")
        super().__init__(
            loader=self._templates,
            undefined=StrictUndefined,
            autoescape=is_markup,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
        )
        known = {**FILTERS, "join": _join, "sum": _sum, **filters}
        self.filters = {
            name: _bounded(name, each)
            for name, each in known.items()
            if name not in LEFT_OUT
        }
        self.filters |= {name: known[name] for name in LIGHT}
        self.filters |= {f"{name}{UNWEIGHED}": known[name] for name in PLAIN}
        self.filters |= {TURN: _take_turn, WEIGHED: _weigh_it}
        del self.globals["lipsum"]

    def source(self, name: str) -> str:
        """The text of the template; raises TemplateNotFound, OSError or ValueError."""
        return self._templates.get_source(self, name)[0]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute; at once what no template is denied, of a dict and a loop."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if type(obj) is LoopContext and attribute in PLACES:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What the call returns, its cost taken off the allowance."""
        if type(called) is Macro:  # is safe, takes a turn itself, and wants no context
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            text = called(context.eval_ctx, *args, **kwargs)
            return text if len(text) < COPIED else weigh(text)
        take_steps(2)
        # of str.format it is our own function, which says what it stands for
        method = getattr(called, "__wrapped__", called)
        owner = getattr(method, "__self__", None)
        if isinstance(owner, str):
            args = _weigh_text_method(owner, method.__name__, args, kwargs)
        elif isinstance(owner, Words):
            weigh_message(args, kwargs)
        elif isinstance(owner, list | tuple | dict):
            weigh_whole([owner, *args])
        elif called is dict:
            weigh_whole([*args, kwargs])
        return weigh(super().call(context, called, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of the operator, which is weighed before it is made."""
        weigh_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        if len(source) > LARGEST_TEMPLATE:
            fact = f"has over {LARGEST_TEMPLATE} characters"
            raise TemplateSyntaxError(fact, 1, name, filename)
        parsed = super()._parse(source, name, filename)
        if _count_parts(parsed) > MOST_PARTS:
            raise TemplateSyntaxError("has too many parts", 1, name, filename)
        return parsed

    def _tokenize(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,
        state: str | None = None,
    ) -> TokenStream:
        # a sheet keeps its lines, as what is wrong with it is found when it is filled
        is_sheet = name is not None and name.endswith(".css")
        reader = self.overlay(trim_blocks=False) if is_sheet else self
        stream = super(Sandbox, reader)._tokenize(source, name, filename, state)
        return TokenStream(_short(stream), name, filename)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  as Jinja has it
    ) -> str:
        marked = Marks().visit(source)
        marked.set_environment(self)
        # what is constant is computed now, and must end as well
        token = begin_steps()
        try:
            return super()._generate(marked, name, filename, defer_init)
        finally:
            end_steps(token)


def _short(stream: TokenStream) -> Iterator[Token]:
    """The tokens; an expression that is longer than any person writes is a slip."""
    length = 0
    for token in stream:
        is_end = token.type in (TOKEN_VARIABLE_END, TOKEN_BLOCK_END, TOKEN_DATA)
        length = 0 if is_end else length + 1
        if length > LONGEST_EXPRESSION:
            fact = f"an expression has over {LONGEST_EXPRESSION} words and signs"
            raise TemplateSyntaxError(fact, token.lineno, stream.name, stream.filename)
        yield token


def _count_parts(template: nodes.Template) -> int:
    return sum(
        PARTS_OF_A_BLOCK if isinstance(part, nodes.Block | nodes.Macro) else 1
        for part in template.find_all(nodes.Node)
    )


@pass_context  # so that it is never taken for a constant
def _take_turn(_context: Context, cost: int) -> bool:
    """As `take_steps`, and at once while there are any: it is asked at each turn."""
    left = steps_left()
    left[0] -= cost
    return left[0] >= 0 or take_steps(0)


def _weigh_it(value: Any) -> Any:
    """As `weigh_whole`, and at once for what is short."""
    is_short = isinstance(value, str) and len(value) < COPIED
    return value if is_short else weigh_whole(value)


def _weigh_text_method(
    text: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    """Weigh what the method makes; the arguments with which it can be called now."""
    if name == "join" and args:
        return (join_pieces(args[0], text), *args[1:])
    weigh_method(text, name, (*args, *kwargs.values()))
    return args


def _bounded(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, with its cost and the size of what it makes taken."""
    first = 1 if hasattr(filter_, "jinja_pass_arg") else 0
    is_weighed = name in GROWING_FILTERS or name in SLOW_FILTERS

    @wraps(filter_)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        value = args[first]
        if not isinstance(value, str):
            weigh_whole(value)
        elif len(value) >= WALKED:
            take_steps(len(value) // WALKED)
        if is_weighed:
            take_steps(2)
            weigh_filter(name, value, (*args[first + 1 :], *kwargs.values()))
        made = filter_(*args, **kwargs)
        return made if isinstance(made, str) and len(made) < COPIED else weigh(made)

    return bounded


@pass_eval_context
def _join(
    context: EvalContext,
    value: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    """Jinja's own, of pieces that were weighed."""
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    return sync_do_join(context, join_pieces(value, d), d)


@pass_environment
def _sum(
    environment: Sandbox,
    iterable: Iterable[Any],
    attribute: str | int | None = None,
    start: float = 0,
) -> Any:
    """Jinja's own, of numbers: of lists it would copy the first for each of them."""
    if not isinstance(start, int | float):
        raise TypeError("sum() adds numbers")
    return sync_do_sum(environment, iterable, attribute, start)
