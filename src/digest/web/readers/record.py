"""All that is known of a reader, for them to keep."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from starlette.responses import Response

from digest import subscribers
from digest.web.headers import PRIVATE
from digest.web.readers.errand import Errand

#: what a browser calls the file
FILE = "my-data.json"


async def download(errand: Errand) -> Response:
    """The reader's record as a JSON file; asking for it changes nothing."""
    record = await errand.ask_store(subscribers.record_of, errand.known.id)
    text = json.dumps(asdict(record), default=_text, ensure_ascii=False, indent=2)
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(f"{text}\n", headers=headers, media_type="application/json")


def _text(value: object) -> str:
    """What JSON has no form of its own for."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
