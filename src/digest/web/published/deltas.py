"""A feed with only its new and changed entries (RFC 3229, manipulation `feed`).

Pure: a document and what is known of it in, what is new out, in the same format.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from lxml import etree

from digest import paths

#: where entries stand in a document
ENTRIES = {
    paths.ATOM: "{http://www.w3.org/2005/Atom}entry",
    paths.RSS: "channel/item",
}
MARK_OCTETS = 16
#: what reading a document that is none may raise
UNREADABLE = (etree.LxmlError, ValueError, TypeError, KeyError, RecursionError)


def marks_of(name: str, data: bytes) -> tuple[bytes, ...]:
    """A mark of each entry, which is another where anything in the entry is.

    Empty where the document is no feed that can be read.
    """
    try:
        return tuple(_marks(name, data))
    except UNREADABLE:
        return ()


def delta_of(name: str, data: bytes, known: Collection[bytes]) -> bytes | None:
    """The document without the entries whose marks are known.

    None where nothing in it is known, or nothing is new: a delta has an entry at least,
    and fewer than the whole.
    """
    cut = _cut_json if _is_json(name) else _cut_xml
    marks = marks_of(name, data)
    if not any(mark in known for mark in marks) or all(m in known for m in marks):
        return None
    return cut(name, data, lambda mark: mark in known)


def _marks(name: str, data: bytes) -> Iterator[bytes]:
    if _is_json(name):
        return map(_mark_of_item, _items(json.loads(data)))
    return map(_mark_of_element, _elements(name, _root(data)))


def _cut_json(name: str, data: bytes, is_known: Callable[[bytes], bool]) -> bytes:  # noqa: ARG001
    document = json.loads(data)
    new = [item for item in _items(document) if not is_known(_mark_of_item(item))]
    text = json.dumps({**document, "items": new}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _cut_xml(name: str, data: bytes, is_known: Callable[[bytes], bool]) -> bytes:
    root = _root(data)
    for element in _elements(name, root):
        parent = element.getparent()
        if parent is not None and is_known(_mark_of_element(element)):
            parent.remove(element)
    # the tree: what stands before the root belongs to the document
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _is_json(name: str) -> bool:
    return posixpath.basename(name) == paths.JSON


def _items(document: Mapping[str, Any]) -> list[Any]:
    items = document["items"]
    if not isinstance(items, list):
        raise TypeError(items)
    return items


def _mark_of_item(item: object) -> bytes:
    return _mark(json.dumps(item, sort_keys=True).encode())


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)


def _elements(name: str, root: etree._Element) -> list[etree._Element]:
    return root.findall(ENTRIES[posixpath.basename(name)])


def _mark_of_element(element: etree._Element) -> bytes:
    # in the canonical form, as a prefix that another entry needs changes nothing in it
    return _mark(
        etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    )


def _mark(data: bytes) -> bytes:
    return blake2b(data, digest_size=MARK_OCTETS).digest()
