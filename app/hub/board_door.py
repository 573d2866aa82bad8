"""The board's door: a page for any browser, its parts, and the stream that keeps it true.

Stands before the application of the stations and shares nothing with it: no token opens the
board, and its key opens nothing else. Whatever leaves here is one of the files of
``resources/web`` or a state of `app.hub.board_content`.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qs

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from app.hub.board import Board
from app.hub.board_content import Frame
from app.hub.board_files import PAGE, File, files
from app.hub.board_key import PATH
from app.hub.refusals import Refusals
from app.sync import wire

EVENTS = f"{PATH}/events"
FIGURES = f"{PATH}/figures"

RETRY_MS = 1_000
"""So long a browser waits before it asks again after the connection broke."""

FIRST_WITHIN_S = 30.0

_CAUTION = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        " connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_NO_KEY = (
    "Dieser Link gilt nicht oder nicht mehr. Die Leitung der Veranstaltung hat den neuen.\n"
    "This link is not good, or no longer. The organisers have the new one.\n"
)
_FULL = "Zu viele Zuschauer; bitte später wieder.\nToo many are watching; please come back later.\n"


class BoardDoor:
    """An ASGI application that shows the board and leaves everything else to another one.

    Args:
        board: What is shown.
        now_ms: Tells the hub's time, by which all boards show the same minute.
        refusals: Where wrong keys are counted.
        usual: The application for all other requests.
    """

    def __init__(
        self, board: Board, now_ms: Callable[[], int], refusals: Refusals, usual: ASGIApp
    ) -> None:
        self._board, self._now_ms, self._refusals = board, now_ms, refusals
        self._usual = usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == ScopeType.HTTP and _is_ours(scope["path"]):
            await self._answer(scope, receive, send)
        else:
            await self._usual(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            await _say(send, 405, "", {"Allow": "GET, HEAD"})
            return
        name = scope["path"].removeprefix(PATH).strip("/")
        if name in files() and name != PAGE:
            await _send_file(scope, send, files()[name])
            return
        key = _asked(scope).get("key", "")
        if not await self._board.admits(key):
            self._refusals.count(wire.UNKNOWN_TOKEN)
            await _say(send, 404, _NO_KEY)
        elif scope["path"] == EVENTS:
            await self._stream(scope, receive, send, key)
        elif scope["path"] == FIGURES:
            await self._tell(send, key)
        elif not name:
            await _send_file(scope, send, files()[PAGE])
        else:
            await _say(send, 404, _NO_KEY)

    async def _tell(self, send: Send, key: str) -> None:
        """Answer with the present state, for whoever wants it once."""
        try:
            async with asyncio.timeout(FIRST_WITHIN_S):
                async for state in self._board.frames(key):
                    if state is not None:
                        body = self._told(state)
                        await _say(send, 200, body, {"Content-Type": "application/json"})
                        return
        except TimeoutError:
            pass
        await _say(send, 503, "", {"Retry-After": "5"})

    async def _stream(self, scope: HTTPScope, receive: Receive, send: Send, key: str) -> None:
        """Send each state until the reader goes, the hub stops or the key is changed."""
        if self._board.is_full:
            await _say(send, 503, _FULL, {"Retry-After": "30"})
            return
        seen = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
        telling = asyncio.create_task(self._tell_all(send, key, seen))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (telling, leaving):
            task.cancel()
        await asyncio.gather(telling, leaving, return_exceptions=True)

    async def _tell_all(self, send: Send, key: str, seen: str) -> None:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        await _begin(send, 200, headers)
        await _more(send, f"retry: {RETRY_MS}\n\n".encode())
        async for state in self._board.frames(key, seen):
            await _more(send, _event(state, self._told(state)))
        await _more(send, b"event: end\ndata: {}\n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _told(self, state: Frame | None) -> bytes:
        """Return a state with the time at which it leaves."""
        board = b"" if state is None else b',"board":%s' % state.body
        return b'{"now":%d%s}' % (self._now_ms(), board)


def _event(state: Frame | None, told: bytes) -> bytes:
    if state is None:
        return b"event: beat\ndata: %s\n\n" % told
    return b"id: %s\nevent: figures\ndata: %s\n\n" % (state.id.encode(), told)


def _is_ours(path: str) -> bool:
    return path == PATH or path.startswith(f"{PATH}/")


def _asked(scope: HTTPScope) -> Mapping[str, str]:
    query = scope["query_string"].decode("latin-1")
    return {name: values[-1] for name, values in parse_qs(query).items()}


async def _left(receive: Receive) -> None:
    """Return when the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_file(scope: HTTPScope, send: Send, file: File) -> None:
    headers = {"Content-Type": file.type, "ETag": file.tag, "Cache-Control": "no-cache"}
    if dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1") == file.tag:
        await _say(send, 304, b"", headers)
        return
    length = {"Content-Length": str(len(file.body))}
    await _say(send, 200, b"" if scope["method"] == "HEAD" else file.body, headers | length)


async def _say(
    send: Send, status: int, body: str | bytes, headers: Mapping[str, str] | None = None
) -> None:
    """Answer at once and in full."""
    content = body.encode() if isinstance(body, str) else body
    plain = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    length = {} if status == 304 else {"Content-Length": str(len(content))}  # noqa: PLR2004 - not modified has no body
    await _begin(send, status, length | plain | dict(headers or {}))
    await send({"type": "http.response.body", "body": content, "more_body": False})


async def _begin(send: Send, status: int, headers: Mapping[str, str]) -> None:
    raw = _raw({**headers, **_CAUTION}.items())
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _more(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


def _raw(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers]
