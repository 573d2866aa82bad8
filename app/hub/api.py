"""The hub's door: HTTPS in front of `app.hub.service`.

Every path but enrolment asks for a station's token; the guard sits on the router, so a new
path cannot forget it.
"""

import logging
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler

from app.errors import StorageError
from app.hub.intake import RefusedError
from app.hub.service import Service
from app.ports.hub import HubStation
from app.sync import wire
from app.sync.packing import WORTHWHILE_BYTES, packed, unpacked
from app.sync.signing import is_signed_by

Ask = Request[Any, Any, State]
"""What every handler is given; all else is read from the body, by `app.sync.wire`."""

_BEARER = "Bearer "

logger = logging.getLogger(__name__)


def application(service: Service) -> Litestar:
    """Return the ASGI application of a hub."""
    members = Router("/v1", route_handlers=[push, pull, status, renew], guards=[require_token])
    strangers = Router("/v1", route_handlers=[enrol])
    return Litestar(
        [members, strangers],
        state=State({"service": service}),
        exception_handlers={
            RefusedError: _refused,
            wire.WireError: _unreadable,
            HTTPException: _misdirected,
            StorageError: _unavailable,
            Exception: _broken,
        },
        request_max_body_size=wire.MAX_BODY_BYTES,
        openapi_config=None,
        logging_config=None,
    )


async def require_token(
    connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler
) -> None:
    """Let only stations pass that hold a living token.

    Raises:
        RefusedError: no token, an unknown or a revoked one.
    """
    token = connection.headers.get("Authorization", "").removeprefix(_BEARER)
    station = _service(connection).station_of(token)
    if station is None:
        raise _unknown_token()
    connection.state.token = token
    connection.state.station = station


@post("/enrol", status_code=200)
async def enrol(request: Ask) -> Response[bytes]:
    """Let a station in that shows a one-time code."""
    message = wire.decode(await request.body(), wire.EnrolRequest)
    return _json(await _service(request).enrol(message))


@post("/entries", status_code=200)
async def push(request: Ask) -> Response[bytes]:
    """Take entries of a station; answered after they are durable."""
    message = wire.decode(await _signed(request), wire.PushRequest)
    return _json(await _service(request).push(_station(request), message))


@post("/station", status_code=200)
async def renew(request: Ask) -> Response[bytes]:
    """Give a station whose journal forked another identity."""
    body = await _signed(request)
    message = wire.decode(body, wire.RenewRequest)
    return _json(await _service(request).renew(_station(request), message))


@get("/entries")
async def pull(request: Ask) -> Response[bytes]:
    """Give entries behind a cursor; waits for some when the query says so."""
    query = wire.read_query(dict(request.query_params))
    reply = await _service(request).pull(request.state.token, query)
    if reply is None:
        raise _unknown_token()
    body = wire.encode(reply)
    headers = {"Accept-Encoding": wire.ZSTD}
    if wire.ZSTD in request.headers.get("Accept-Encoding", "") and len(body) > WORTHWHILE_BYTES:
        body = packed(body)
        headers["Content-Encoding"] = wire.ZSTD
    return Response(body, media_type=MediaType.JSON, headers=headers)


@get("/status")
async def status(request: Ask) -> Response[bytes]:
    """Say how the hub is."""
    return _json(await _service(request).status())


async def _signed(request: Ask) -> bytes:
    """Return the body, unpacked, that the station has signed.

    Raises:
        RefusedError: it has not.
    """
    body = await request.body()
    if request.headers.get("Content-Encoding", "") == wire.ZSTD:
        body = unpacked(body)
    key = _station(request).public_key
    if not is_signed_by(key, body, request.headers.get(wire.SIGNATURE, "")):
        sentence = "This is not signed by the key of the station whose token it bears."
        raise RefusedError(403, wire.BAD_SIGNATURE, sentence)
    return body


def _service(connection: ASGIConnection[Any, Any, Any, Any]) -> Service:
    service = connection.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - `application` put it there
    return service


def _station(request: Ask) -> HubStation:
    station = request.state.station
    assert isinstance(station, HubStation)  # noqa: S101 - the guard put it there
    return station


def _json(message: msgspec.Struct, status_code: int = 200) -> Response[bytes]:
    return Response(
        wire.encode(message),
        media_type=MediaType.JSON,
        status_code=status_code,
        headers={"Accept-Encoding": wire.ZSTD},
    )


def _unknown_token() -> RefusedError:
    sentence = (
        "The hub does not know this station, or it was revoked; join again with a new"
        " enrolment. Everything recorded here is kept."
    )
    return RefusedError(401, wire.UNKNOWN_TOKEN, sentence)


def _refused(_request: Ask, error: RefusedError) -> Response[bytes]:
    return _json(error.refusal, error.status)


def _unreadable(_request: Ask, error: wire.WireError) -> Response[bytes]:
    return _json(wire.Refusal(reason=wire.BAD_REQUEST, sentence=str(error)), 400)


def _misdirected(_request: Ask, error: HTTPException) -> Response[bytes]:
    return _json(wire.Refusal(reason=wire.BAD_REQUEST, sentence=error.detail), error.status_code)


def _unavailable(_request: Ask, error: StorageError) -> Response[bytes]:
    logger.error("the hub's database failed: %s", error)
    sentence = "The hub cannot use its database just now; it will be tried again."
    return _json(wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence), 503)


def _broken(_request: Ask, error: Exception) -> Response[bytes]:
    logger.error("a request failed", exc_info=error)
    sentence = "The hub could not take this request; its log says why."
    return _json(wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence), 500)
