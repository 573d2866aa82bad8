"""The hub's door: HTTPS in front of `app.hub.service`.

Every path but enrolment asks for a station's token; the guard sits on the router, so a new
path cannot forget it. Whatever is refused is counted by its reason.
"""

import logging
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.response import Stream
from litestar.response.base import ASGIResponse

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

ASKED_AGAIN = "is_asked_again"
"""Marks what looks itself whether the station was shut out, in its transaction."""

_BEARER = "Bearer "
_TOO_LARGE = 413

_VISIT = "visit"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks, as the guard found out."""

    token: str
    station: HubStation


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
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Let only stations pass that hold a living token.

    Where a transaction asks again, it is enough that it lived a moment ago.

    Raises:
        RefusedError: no token, an unknown or a revoked one.
    """
    token, service = _token(connection), _service(connection)
    is_asked_again = handler.opt.get(ASKED_AGAIN, False)
    station_of = service.recent_station_of if is_asked_again else service.station_of
    visit = Visit(token, await station_of(token))
    connection.scope["state"][_VISIT] = visit


@post("/enrol", status_code=200)
async def enrol(request: Ask) -> ASGIResponse:
    """Let a station in that shows a one-time code."""
    message = wire.decode(await _body(request, STRANGERS_BODY_BYTES), wire.EnrolRequest)
    return _json(request, await _service(request).enrol(message))


@post("/station", status_code=200)
async def renew(request: Ask) -> ASGIResponse:
    """Give a station whose journal forked another identity."""
    message = wire.decode(await _signed_body(request), wire.RenewRequest)
    return _json(request, await _service(request).renew(_visit(request).station, message))


@post("/entries", status_code=200, opt={ASKED_AGAIN: True})
async def push(request: Ask) -> ASGIResponse:
    """Take entries of a station; answered after they are durable."""
    message = wire.decode(await _signed_body(request), wire.PushRequest)
    return _json(request, await _service(request).push(_visit(request).station, message))


@get("/entries")
async def pull(request: Ask) -> ASGIResponse:
    """Give entries behind a cursor; waits for some when the query says so."""
    query = wire.read_query(dict(request.query_params))
    return _json(request, await _service(request).pull(_visit(request).token, query))


@get("/status")
async def status(request: Ask) -> ASGIResponse:
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
async def schema(request: Ask) -> ASGIResponse:
    """Say what is asked and answered here, as OpenAPI."""
    return _packed(request, msgspec.json.encode(document()))


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
    if not is_signed_by(_visit(request).station.public_key, body, signature):
        sentence = "This request is not signed by the key of the station whose token it bears."
        raise RefusedError(403, wire.BAD_SIGNATURE, sentence)
    return body


def _token(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    return connection.headers.get("Authorization", "").removeprefix(_BEARER)


def _service(connection: ASGIConnection[Any, Any, Any, Any]) -> Service:
    service = connection.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - `application` put it there
    return service


def _visit(request: Ask) -> Visit:
    # `Request.state` copies everything at each look.
    visit = request.scope["state"][_VISIT]
    assert isinstance(visit, Visit)  # noqa: S101 - the guard put it there
    return visit


def _json(request: Ask, message: msgspec.Struct) -> ASGIResponse:
    return _packed(request, wire.encode(message))


def _packed(request: Ask, body: bytes) -> ASGIResponse:
    """Return a good answer, without what Litestar's `Response` spends on each."""
    content, headers = _content(request, body)
    return ASGIResponse(body=content, media_type=MediaType.JSON, headers=headers)


def _content(request: Ask, body: bytes) -> tuple[bytes, dict[str, str]]:
    content, coding = packed(body, request.headers.get("Accept-Encoding", ""))
    return content, {"Accept-Encoding": wire.ZSTD} | (
        {"Content-Encoding": coding} if coding else {}
    )


def _no(request: Ask, status_code: int, refusal: wire.Refusal) -> Response[bytes]:
    content, headers = _content(request, wire.encode(refusal))
    return Response(content, media_type=MediaType.JSON, status_code=status_code, headers=headers)


def _counted(request: Ask, status_code: int, refusal: wire.Refusal) -> Response[bytes]:
    _service(request).answers.refusals.count(refusal.reason)
    return _no(request, status_code, refusal)


def _refused(request: Ask, error: RefusedError) -> Response[bytes]:
    return _counted(request, error.status, error.refusal)


def _unreadable(request: Ask, error: wire.WireError) -> Response[bytes]:
    return _counted(request, 400, wire.Refusal(reason=wire.BAD_REQUEST, sentence=str(error)))


def _misdirected(request: Ask, error: HTTPException) -> Response[bytes]:
    if error.status_code == _TOO_LARGE:
        return _refused(request, oversized())
    is_lost = error.status_code in {404, 405}
    reason = wire.NOT_FOUND if is_lost else wire.BAD_REQUEST
    refusal = wire.Refusal(reason=reason, sentence=error.detail)
    return _counted(request, error.status_code, refusal)


def _unavailable(request: Ask, error: StorageError) -> Response[bytes]:
    logger.info("the hub's database failed: %s", error)
    sentence = "The hub cannot use its database just now; it will be tried again."
    return _no(request, 503, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence))


def _broken(request: Ask, error: Exception) -> Response[bytes]:
    logger.error("a request failed", exc_info=error)
    sentence = "The hub could not take this request; its log says why."
    return _no(request, 500, wire.Refusal(reason=wire.UNAVAILABLE, sentence=sentence))
