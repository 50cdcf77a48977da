"""All of YAML: what front matter may hold besides plain lines.

Every scalar is read as the text that stands there.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from digest.errors import ContentError

_SIMPLE = re.compile(r"(?P<key>[ \t]*(?:- )?[\w-]+[ \t]*:[ \t]+)(?P<value>\S.*)")
#: how a list and a table end
CLOSING = {"[": "]", "{": "}"}
#: lists and tables in each other: more wrote no hand
DEEPEST = 20


def read_whole(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values and the line of each key; raises ContentError with the line."""
    try:
        return _compose_yaml(source, path)
    except yaml.YAMLError:
        pass
    # most often a colon in a title: the plain values are quoted, and all is tried again
    try:
        return _compose_yaml("\n".join(map(_quoted, source.splitlines())), path)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "a character is not allowed"
        fact = f"the front matter is not YAML ({problem}); write `key: value` lines"
        raise ContentError(path, fact, line=line) from error


def _compose_yaml(source: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    _refuse_traps(source, path)
    loader = yaml.CBaseLoader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise yaml.MarkedYAMLError(
                problem="it has no keys", problem_mark=node.start_mark
            )
        values = loader.construct_document(node)
    finally:
        loader.dispose()
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return {str(key): value for key, value in values.items()}, lines


def _refuse_traps(source: str, path: str) -> None:
    """Raise where the composer, which calls itself in C, would end the process.

    A value that refers to another by `*` can grow without end, and is refused, too.
    """
    depth = 0
    names: set[str] = set()
    for event in yaml.parse(source, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            # `title: *at last*` is none, and the composer will say so
            if event.anchor in names:
                fact = f"*{event.anchor} refers to another value; write it out"
                raise ContentError(path, fact, line=line)
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            names.add(event.anchor)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            fact = f"lists and tables lie more than {DEEPEST} deep; write plain values"
            raise ContentError(path, fact, line=line)


def _quoted(line: str) -> str:
    """The line with its value in quotes, if it is a plain `key: value`."""
    found = _SIMPLE.fullmatch(line)
    if found is None:
        return line
    value = found["value"].rstrip(" \t")
    is_quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    is_other = value[0] + value[-1] in {"[]", "{}"} or value[0] in "|>"
    # what was begun and not ended is told, not taken as it stands: it may say `draft`
    is_open = value[0] in "\"'" and value.count(value[0]) % 2 == 1
    is_open |= value[0] in CLOSING and CLOSING[value[0]] not in value
    if is_quoted or is_other or is_open:
        return line
    return f"{found['key']}'" + value.replace("'", "''") + "'"
