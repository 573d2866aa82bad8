"""The hub's door: HTTPS in front of `app.hub.service`.

Every path but enrolment asks for a station's token; the guard sits on the router, so a new
path cannot forget it. Whatever is refused is counted by its reason.
"""

import logging
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.response import Stream

from app.errors import StorageError
from app.hub.intake import RefusedError
from app.hub.packing import oversized, packed, unpacked
from app.hub.schema import document
from app.hub.service import Service
from app.hub.snapshots import Snapshots
from app.ports.hub import HubStation
from app.sync import wire
from app.sync.signing import is_signed_by

Ask = Request[Any, Any, State]
"""What every handler is given; all else is read from the body, by `app.sync.wire`."""

STRANGERS_BODY_BYTES = 16_384
"""Most that is read of somebody without a token."""

_BEARER = "Bearer "
_TOO_LARGE = 413

logger = logging.getLogger(__name__)


def application(service: Service, snapshots: Snapshots) -> Litestar:
    """Return the ASGI application of a hub."""
    members = Router(
        "/v1", route_handlers=[push, pull, status, renew, snapshot, schema], guards=[require_token]
    )
    strangers = Router("/v1", route_handlers=[enrol], request_max_body_size=STRANGERS_BODY_BYTES)
    return Litestar(
        [members, strangers],
        state=State({"service": service, "snapshots": snapshots}),
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
    connection.state.token = token
    connection.state.station = await _service(connection).station_of(token)


@post("/enrol", status_code=200)
async def enrol(request: Ask) -> Response[bytes]:
    """Let a station in that shows a one-time code."""
    message = wire.decode(await _body(request, STRANGERS_BODY_BYTES), wire.EnrolRequest)
    return _json(request, await _service(request).enrol(message))


@post("/station", status_code=200)
async def renew(request: Ask) -> Response[bytes]:
    """Give a station whose journal forked another identity."""
    message = wire.decode(await _signed_body(request), wire.RenewRequest)
    return _json(request, await _service(request).renew(_station(request), message))


@post("/entries", status_code=200)
async def push(request: Ask) -> Response[bytes]:
    """Take entries of a station; answered after they are durable."""
    message = wire.decode(await _signed_body(request), wire.PushRequest)
    return _json(request, await _service(request).push(_station(request), message))


@get("/entries")
async def pull(request: Ask) -> Response[bytes]:
    """Give entries behind a cursor; waits for some when the query says so."""
    query = wire.read_query(dict(request.query_params))
    return _json(request, await _service(request).pull(request.state.token, query))


@get("/status")
async def status(request: Ask) -> Response[bytes]:
    """Say how the hub is."""
    return _json(request, await _service(request).status())


@get("/snapshot")
async def snapshot(request: Ask) -> Stream:
    """Give everything at once, as an encrypted event file, to a station that is new."""
    snapshots = request.app.state.snapshots
    assert isinstance(snapshots, Snapshots)  # noqa: S101 - `application` put it there
    ready = await snapshots.ready()
    return Stream(
        ready.chunks(),
        media_type="application/octet-stream",
        headers={
            wire.SNAPSHOT_KEY: ready.key,
            wire.SNAPSHOT_EPOCH: ready.epoch,
            "Content-Length": str(ready.size_bytes),
        },
    )


@get("/schema")
async def schema(request: Ask) -> Response[bytes]:
    """Say what is asked and answered here, as OpenAPI."""
    return _packed(request, msgspec.json.encode(document()), 200)


async def _body(request: Ask, limit: int = wire.MAX_BODY_BYTES) -> bytes:
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    return unpacked(await request.body(), coding, limit)


async def _signed_body(request: Ask) -> bytes:
    """Return a body as it was before it was packed, if the sender signed it so.

    Raises:
        RefusedError: it is not signed by the key of the station whose token it bears.
    """
    body = await _body(request)
    signature = request.headers.get(wire.SIGNATURE, "")
    if not is_signed_by(_station(request).public_key, body, signature):
        sentence = "This request is not signed by the key of the station whose token it bears."
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


def _json(request: Ask, message: msgspec.Struct, status_code: int = 200) -> Response[bytes]:
    return _packed(request, wire.encode(message), status_code)


def _packed(request: Ask, body: bytes, status_code: int) -> Response[bytes]:
    content, coding = packed(body, request.headers.get("Accept-Encoding", ""))
    return Response(
        content,
        media_type=MediaType.JSON,
        status_code=status_code,
        headers={"Accept-Encoding": wire.ZSTD} | ({"Content-Encoding": coding} if coding else {}),
    )


def _no(request: Ask, status_code: int, reason: str, sentence: str) -> Response[bytes]:
    """Say no, and count it."""
    _service(request).answers.refusals.count(reason)
    return _json(request, wire.Refusal(reason=reason, sentence=sentence), status_code)


def _refused(request: Ask, error: RefusedError) -> Response[bytes]:
    _service(request).answers.refusals.count(error.reason)
    return _json(request, error.refusal, error.status)


def _unreadable(request: Ask, error: wire.WireError) -> Response[bytes]:
    return _no(request, 400, wire.BAD_REQUEST, str(error))


def _misdirected(request: Ask, error: HTTPException) -> Response[bytes]:
    if error.status_code == _TOO_LARGE:
        return _refused(request, oversized())
    is_lost = error.status_code in {404, 405}
    reason = wire.NOT_FOUND if is_lost else wire.BAD_REQUEST
    return _no(request, error.status_code, reason, error.detail)


def _unavailable(request: Ask, error: StorageError) -> Response[bytes]:
    logger.info("the hub's database failed: %s", error)
    sentence = "The hub cannot use its database just now; it will be tried again."
    return _json(request, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence), 503)


def _broken(request: Ask, error: Exception) -> Response[bytes]:
    logger.error("a request failed", exc_info=error)
    sentence = "The hub could not take this request; its log says why."
    return _json(request, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence), 500)
