"""The body of a request to the hub, read field by field. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import parse_qsl

from digest.errors import HubError

MEDIA_TYPE = "application/x-www-form-urlencoded"
#: fields of one form; no request needs more
MOST_FIELDS = 100


def read_form(body: bytes, content_type: str) -> Mapping[str, str]:
    """The fields by name, in their order; raises HubError where it is no such form.

    A field that comes twice means two things, so it is refused.
    """
    if content_type.partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise HubError(f"the request: is no form; send it as {MEDIA_TYPE}")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        fact = f"cannot be read ({error})"
        raise HubError(f"the form: {fact}; send it in UTF-8") from error
    counts = Counter(name for name, _ in pairs)
    for name, count in counts.items():
        if count > 1 and _is_known(name):
            raise HubError(f"{name}: comes {count} times; send it once")
    return dict(pairs)


def required(form: Mapping[str, str], name: str) -> str:
    """The field; raises HubError where it is not there, or empty."""
    if value := form.get(name, ""):
        return value
    raise HubError(f"{name}: is missing; send it")


def _is_known(name: str) -> bool:
    """Whether the field means anything here; all others are passed over."""
    names = {"hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds"}
    return name in names | {"hub.secret", "domain", "port", "path", "protocol", "url"}
