"""Marks in a template where it could go on without end, set before it is compiled.

Each is a filter of our own, which takes steps off the allowance of the filling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from digest.render.filling.steps import COPIED

#: steps of a turn, by what takes it; those of a loop that calls itself, and of others
COSTS = {nodes.Template: 64, nodes.Block: 64, nodes.Macro: 6, nodes.CallBlock: 6}
RECURSIVE, PLAIN_TURN = 6, 1
#: filters whose result is no larger than what they are given
PLAIN = ("safe", "e", "escape", "join", "lower", "upper", "trim", "string")
#: names of our own filters, which no template can write; and the end of the name of a
#: filter that is not weighed
TURN, WEIGHED, UNWEIGHED = "take a turn", "weigh it", " once"
#: texts that are joined at once
FEW = 4


class Marks(NodeTransformer):
    """Sets marks into a template where it could go on without end.

    What is done once needs none but for what grows, so that pages cost nothing more.
    """

    def __init__(self) -> None:
        #: loops and macros around a part: what stands in them is done again and again
        self._repeated = 0
        #: whether the text of a part is kept in memory, not written
        self._is_kept = False

    def visit_Template(self, node: nodes.Template) -> nodes.Node:
        """A turn for each bringing in."""
        return self._with_turn(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """A turn for each `self.block()` and `super()`."""
        return self._with_turn(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """A turn for each item, also of those that the test leaves out."""
        self._repeated += 1
        self._with_turn(node)
        self._repeated -= 1
        if node.test is not None:
            node.test = nodes.And(_turn(1, node.lineno), node.test, lineno=node.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """A turn for each call."""
        self._repeated += 1
        made = self._kept(node, self._with_turn)
        self._repeated -= 1
        return made

    #: a turn for each `caller()`
    visit_CallBlock = visit_Macro

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:
        """What is kept in a name has its size where it is made in a loop."""
        return self._kept(node, self.generic_visit)

    #: as what is kept in a name
    visit_FilterBlock = visit_AssignBlock

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """What is written is counted there; what a loop keeps, here."""
        self.generic_visit(node)
        if self._repeated and self._is_kept:
            node.nodes = [_weighed(each) for each in node.nodes]
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        """A filter that makes nothing large, and is asked once, is not weighed."""
        self.generic_visit(node)
        if not self._repeated and node.name in PLAIN:
            node.name = f"{node.name}{UNWEIGHED}"
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Texts that are joined have their size, since joined again they double."""
        self.generic_visit(node)
        if len(node.nodes) > FEW:
            node.nodes = [_weighed(each) for each in node.nodes]
            return node
        return nodes.Filter(node, WEIGHED, [], [], None, None, lineno=node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """A list within a list counts with all that is in it."""
        self.generic_visit(node)
        node.items = [_weighed(each) for each in node.items]
        return node

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """As a list, but for the names that a loop or `set` fills."""
        self.generic_visit(node)
        if node.ctx == "load":
            node.items = [_weighed(each) for each in node.items]
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:
        """As a list."""
        self.generic_visit(node)
        node.key, node.value = _weighed(node.key), _weighed(node.value)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """What is compared or searched is read to its end."""
        self.generic_visit(node)
        operands = [node.expr, *(each.expr for each in node.ops)]
        is_search = any(each.op in ("in", "notin") for each in node.ops)
        is_short = any(isinstance(each, nodes.Const) for each in operands)
        if self._repeated and (is_search or not is_short):
            node.expr = _weighed(node.expr)
            for each in node.ops:
                each.expr = _weighed(each.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """A slice is a copy."""
        self.generic_visit(node)
        if self._repeated and isinstance(node.arg, nodes.Slice):
            node.node = _weighed(node.node)
        return node

    def _kept(self, node: Any, visit: Callable[[Any], nodes.Node]) -> nodes.Node:
        was_kept, self._is_kept = self._is_kept, True
        made = visit(node)
        self._is_kept = was_kept
        return made

    def _with_turn(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        written = sum(
            len(data.data)
            for child in node.body
            for data in child.find_all(nodes.TemplateData)
        )
        usual = RECURSIVE if getattr(node, "recursive", False) else PLAIN_TURN
        cost = COSTS.get(type(node), usual) + written // COPIED
        turn = _turn(cost, node.lineno)
        node.body.insert(0, nodes.ExprStmt(turn, lineno=node.lineno))
        return node  # type: ignore[no-any-return]  # is of any kind with a body


def _turn(cost: int, line: int) -> nodes.Filter:
    given = nodes.Const(cost, lineno=line)
    return nodes.Filter(given, TURN, [], [], None, None, lineno=line)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    """The expression weighed, but where it has no size or was weighed before."""
    if isinstance(node, nodes.Const | nodes.TemplateData | nodes.Call | nodes.Concat):
        return node
    return nodes.Filter(node, WEIGHED, [], [], None, None, lineno=node.lineno)
