"""The short way of a push, past the web framework: what all stations do all day long.

At a thousand pushes a second routing, middleware, the request object and the response of the
framework cost as much as all the rest together. A push needs none of them; everything else
that is asked of the hub goes the usual way, and both ways answer errors alike.
"""

from functools import partial

import msgspec
from litestar.types import ASGIApp, Receive, Scope, Send

from app.hub.answers import Push
from app.hub.denials import denial
from app.hub.intake import RefusedError
from app.hub.packing import oversized, packed, unpacked
from app.hub.service import Service
from app.ports.hub import HubStation
from app.sync import wire
from app.sync.signing import is_signed_by

PATH = "/v1/entries"

SIGNATURE = wire.SIGNATURE.lower().encode()
"""The signature's header as ASGI names it."""

Headers = dict[bytes, bytes]

_BEARER = "Bearer "


class PushLane:
    """An ASGI application that takes pushes and leaves everything else to another one.

    Args:
        service: The hub.
        usual: The application for all other requests.
    """

    def __init__(self, service: Service, usual: ASGIApp) -> None:
        self._service, self._usual = service, usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope.get("method") != "POST" or scope["path"] != PATH:
            await self._usual(scope, receive, send)
            return
        headers: Headers = dict(scope["headers"])
        reply: msgspec.Struct
        try:
            status, reply = 200, await self._push(headers, receive)
        except ConnectionResetError:
            return  # nobody hears an answer; a station that is back pushes again
        except Exception as error:  # noqa: BLE001 - whatever it is, the station gets an answer
            status, reply = denial(error, self._service.answers.refusals)
        await _answer(send, status, reply, text(headers, b"accept-encoding"))

    async def _push(self, headers: Headers, receive: Receive) -> wire.PushReply:
        token = text(headers, b"authorization").removeprefix(_BEARER)
        station = await self._service.recent_station_of(token)
        body = await _body(receive)
        return await self._service.push(partial(_read, station, headers, body))


def text(headers: Headers, name: bytes) -> str:
    """Return a header's value, empty when there is none."""
    return headers.get(name, b"").decode("latin-1")


def require_signature(station: HubStation, body: bytes, signature: str) -> None:
    """Refuse a body that the station's own key did not sign.

    Raises:
        RefusedError: it is not signed by the key of the station whose token it bears.
    """
    if not is_signed_by(station.public_key, body, signature):
        sentence = "This request is not signed by the key of the station whose token it bears."
        raise RefusedError(403, wire.BAD_SIGNATURE, sentence)


def content_headers(coding: str) -> dict[str, str]:
    """Return the headers that tell how an answer is packed and how a request may be."""
    return {"Accept-Encoding": wire.ZSTD} | ({"Content-Encoding": coding} if coding else {})


def _read(station: HubStation, headers: Headers, packed_body: bytes) -> Push:
    """Return what a station signed and sent.

    Raises:
        RefusedError: it is too large, or somebody else signed it.
        WireError: it is no push.
    """
    coding = text(headers, b"content-encoding").strip().lower()
    body = unpacked(packed_body, coding, wire.MAX_BODY_BYTES)
    require_signature(station, body, text(headers, SIGNATURE))
    return station, wire.decode(body, wire.PushRequest)


async def _body(receive: Receive) -> bytes:
    """Return what a request brings.

    Raises:
        RefusedError: it is larger than anything a station sends.
        ConnectionResetError: the station went away in the middle.
    """
    body, is_whole = b"", False
    while not is_whole:
        message = await receive()
        if message["type"] != "http.request":
            raise ConnectionResetError
        body += message["body"]
        is_whole = not message["more_body"]
        if len(body) > wire.MAX_BODY_BYTES:
            raise oversized()
    return body


async def _answer(send: Send, status: int, reply: msgspec.Struct, accepted: str) -> None:
    content, coding = packed(wire.encode(reply), accepted)
    headers = content_headers(coding) | {
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
    }
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": content, "more_body": False})
