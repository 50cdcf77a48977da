"""What is wrong with digest.toml, collected until all of it is seen, by its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")


class Problems:
    """The problems of one file.

    A place is a section's name; of a list of tables it goes on with the number of the
    table, from 1, as in `content.rules#2`.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._found: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def blame(self, place: str, key: str | None, fact: str) -> None:
        """Keep the fact for the key, or for the whole section."""
        name, _, number = place.partition("#")
        label = f"[[{name}]]" if number else f"[{name}]"
        if key is not None:
            label = f"{label} {key}"
        line = self.line(name, key, int(number or 0))
        self._found.append((line, f"{label}: {fact}"))

    def tell(self, file: str) -> Iterator[str]:
        """A line for each problem, in the order of the file."""
        for line, what in sorted(self._found):
            yield f"{file}:{line}: {what}"

    def line(self, name: str, key: str | None, number: int = 0) -> int:
        """The line (from 1) of the key, else of its section, else the first."""
        section = count = 0
        is_inside = False
        word = rf"\s*[\"']?{re.escape(key or '')}[\"']?\s*="
        for place, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                is_named = header[1].replace('"', "").replace(" ", "") == name
                count += is_named
                is_inside = is_named and number in {0, count}
                if is_inside:
                    section = place
            elif key and is_inside and re.match(word, line):
                return place
        above, _, table = name.rpartition(".")
        if not section and above:
            # the table, or the list of them, stands in one line: rules = [{...}]
            return self.line(above, table)
        return section or 1
