"""What is remembered of an answer as it goes out."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message

from digest.web.answered import Answered

START: Message = {"type": "http.response.start", "status": 200, "headers": []}


def body(octets: bytes) -> Message:
    """A part of an answer's body."""
    return {"type": "http.response.body", "body": octets, "more_body": True}


def sent(method: str, *messages: Message) -> tuple[Answered, list[Message]]:
    """The answer of these messages, and what its reader got."""
    got: list[Message] = []

    async def send(message: Message) -> None:
        got.append(message)

    async def answer_all() -> Answered:
        answer = Answered({"type": "http", "method": method}, send)
        for message in messages:
            await answer.send(message)
        return answer

    return asyncio.run(answer_all()), got


@pytest.mark.parametrize(("method", "octets"), [("GET", 7), ("HEAD", 0)])
def test_status_and_octets_are_those_that_went_out(method: str, octets: int) -> None:
    """Of a HEAD the server sends no body, whatever the application hands it."""
    messages = (START, body(b"the"), body(b"tide"))
    answer, got = sent(method, *messages)
    assert (answer.status, answer.octets) == (200, octets)
    assert got == list(messages)


def test_one_that_never_began_is_a_fault() -> None:
    """The server answers 500 then."""
    assert sent("GET")[0].status == 500
