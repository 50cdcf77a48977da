"""What readers do with their subscriptions: sign up, confirm, choose, move, leave.

A GET or HEAD only shows a page: programs that look behind every link of a letter must
not decide for its reader. The rules of consent are in digest.subscribers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digest.signed.links import LinkPurpose
from digest.web.readers import confirming, forgetting, leaving, moving, record
from digest.web.readers.errand import Errand, stranger, with_link
from digest.web.readers.faults import gone_page, reader_faults
from digest.web.readers.limits import SignUpLimits
from digest.web.readers.preferences import Preferences
from digest.web.readers.sign_up import SignUp
from digest.wiring import Press

__all__ = ["gone_page", "reader_faults", "reader_routes"]

Answer = Callable[[Errand], Awaitable[Response]]


def reader_routes(press: Press) -> list[Route]:
    """Each address of a reader, with what answers it."""
    limits = SignUpLimits(together=press.config.subscribing.most_per_hour)
    sign_up, preferences = SignUp(limits), Preferences(limits)

    def of_link(
        purpose: LinkPurpose, step: str, show: Answer, act: Answer | None
    ) -> Route:
        """The address of a token: looking at it shows, only a POST acts."""

        async def answer(request: Request) -> Response:
            errand = await with_link(press, request, purpose)
            is_act = request.method == "POST" and act is not None
            return await (act if is_act and act else show)(errand)

        methods = ["GET", "POST"] if act else ["GET"]
        return Route(f"/{purpose}/{{token}}{step}", answer, methods=methods)

    async def subscribe(request: Request) -> Response:
        errand = stranger(press, request)
        is_act = request.method == "POST"
        return await (sign_up.take if is_act else sign_up.show)(errand)

    choice = LinkPurpose.PREFERENCES
    return [
        Route("/subscribe", subscribe, methods=["GET", "POST"]),
        of_link(LinkPurpose.CONFIRM, "", confirming.ask, confirming.confirm),
        of_link(LinkPurpose.MOVE, "", moving.ask, moving.move),
        of_link(LinkPurpose.LEAVE, "", leaving.ask, leaving.leave),
        of_link(LinkPurpose.LEAVE, "/pause", leaving.ask, leaving.pause),
        of_link(LinkPurpose.LEAVE, "/undo", leaving.ask, leaving.undo),
        of_link(choice, "", preferences.show, preferences.change),
        of_link(choice, "/record", record.download, None),
        of_link(choice, "/forget", forgetting.ask, forgetting.forget),
    ]
