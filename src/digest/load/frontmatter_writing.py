"""Values -> front matter, as a person would write it above a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import yaml

from digest.lines import one_line
from digest.load.frontmatter import FENCE, LARGEST, YAML, key_lines


class _Dumper(yaml.SafeDumper):
    """Writes each value as a person would: short lists in one line, no references."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def serialize(self, node: yaml.Node) -> None:
        # a line for each key, also where no value is a list: as one `{...}` in a single
        # line it would be no front matter
        if isinstance(node, yaml.MappingNode):
            node.flow_style = False
        super().serialize(node)


def _write_moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    """A date alone where the moment is its first, else date, time and zone."""
    utc = moment.astimezone(UTC)
    is_day = utc.time() == time.min
    text = utc.isoformat()
    text = text[:10] if is_day else text.replace("+00:00", "Z")
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)


_Dumper.add_representer(datetime, _write_moment)


def write(values: Mapping[str, Any]) -> str:
    """The values as front matter in YAML, key by key; empty ones are left out.

    Texts, truths, aware moments, and lists or tables of texts. Texts come in one line.
    """
    return f"---\n{_yaml_lines(values)}---\n"


def extend(text: str, path: str, values: Mapping[str, Any]) -> str:
    """The text with these values in its front matter, but for keys it has already.

    What stands there stays as it was written. Raises ContentError as `split` does.
    """
    opening = FENCE.match(text)
    if opening is None:
        return f"{write(values)}\n{text}" if any(values.values()) else text
    known = {key.lower().replace("-", "_") for key in key_lines(text, path)}
    missing = {key: value for key, value in values.items() if key not in known}
    lines = _yaml_lines(missing) if opening[1] == YAML else _toml_lines(missing)
    # above what is there: in TOML a table would take in what stands below it
    return text[: opening.end()] + lines + text[opening.end() :]


def _toml_lines(values: Mapping[str, Any]) -> str:
    told = {key: _plain(value) for key, value in values.items()}
    lines = (f"{key} = {_toml(value)}\n" for key, value in told.items() if value)
    return "".join(lines)


def _toml(value: Any) -> str:
    """Texts, truths and lists of them are written as in JSON; a table is not."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_toml(v)}' for key, v in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _yaml_lines(values: Mapping[str, Any]) -> str:
    told = {key: _plain(value) for key, value in values.items()}
    kept = {key: value for key, value in told.items() if value or value is False}
    if not kept:
        return ""
    source: str = yaml.dump(
        kept,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        # what has no lists in it stands in one line, however long
        default_flow_style=None,
        width=LARGEST,
    )
    return source


def _plain(value: Any) -> Any:
    """The value in the types that YAML has, without what no document may hold."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        plain = {key: _plain(each) for key, each in value.items()}
        return {key: each for key, each in plain.items() if each}
    if isinstance(value, (list, tuple)):
        return [each for each in map(_plain, value) if each]
    return value
