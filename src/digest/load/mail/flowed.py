"""format=flowed (RFC 3676): lines that a mail program broke, as the lines they were."""

from __future__ import annotations

from collections.abc import Iterator

#: the line that parts a signature, which ends in a blank and flows nowhere (4.3)
SIGNATURE = "-- "


def unflow(text: str, *, deletes_space: bool) -> str:
    """The text with every paragraph in one line; quotes keep their marks."""
    return "\n".join(_lines(text, deletes_space=deletes_space))


def _lines(text: str, *, deletes_space: bool) -> Iterator[str]:
    paragraph: list[str] = []
    depth_before, is_open = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        depth, words = _unstuffed(line)
        flows = words.endswith(" ") and words != SIGNATURE
        # a line of another depth ends the paragraph, whatever it flows into (4.5), and
        # so does an empty one: some programs leave a blank behind every line
        is_apart = depth != depth_before or words in {SIGNATURE, ""}
        if is_open and is_apart:
            yield "".join(paragraph)
            is_open = False
        shown = words[:-1] if flows and deletes_space else words
        paragraph = paragraph if is_open else [_quoted(depth)]
        paragraph.append(shown)
        depth_before, is_open = depth, flows
        if not flows:
            yield "".join(paragraph)
    if is_open:
        yield "".join(paragraph)


def _unstuffed(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words without the blank before them (4.4)."""
    words = line.lstrip(">")
    depth = len(line) - len(words)
    is_signature = not depth and words == SIGNATURE
    return depth, words if is_signature else words.removeprefix(" ")


def _quoted(depth: int) -> str:
    return f"{'>' * depth} " if depth else ""
