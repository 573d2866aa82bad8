"""The hub's door: HTTPS in front of `app.hub.service`.

Every path but enrolment asks for a station's token; the guard sits on the router, so a new
path cannot forget it. Pushes have a lane of their own in front, `app.hub.push_lane`. Whatever is
refused is counted by its reason.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.response import Stream
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from app.hub.denials import denial
from app.hub.packing import packed, unpacked
from app.hub.push_lane import PushLane, content_headers, require_signature
from app.hub.schema import document
from app.hub.service import Service
from app.hub.snapshots import Snapshots
from app.ports.hub import HubStation
from app.sync import wire

Ask = Request[Any, Any, State]
"""What every handler is given; all else is read from the body, by `app.sync.wire`."""

STRANGERS_BODY_BYTES = 16_384
"""Most that is read of somebody without a token."""

_BEARER = "Bearer "
_VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks, as their token says."""

    token: str
    station: HubStation


def application(service: Service, snapshots: Snapshots) -> ASGIApp:
    """Return the ASGI application of a hub."""
    return PushLane(service, usual_application(service, snapshots))


def usual_application(service: Service, snapshots: Snapshots) -> Litestar:
    """Return what answers all requests but pushes."""
    members = Router(
        "/v1", route_handlers=[pull, status, renew, snapshot, schema], guards=[require_token]
    )
    strangers = Router("/v1", route_handlers=[enrol], request_max_body_size=STRANGERS_BODY_BYTES)
    return Litestar(
        [members, strangers],
        state=State({"service": service, "snapshots": snapshots}),
        exception_handlers={Exception: _refuse},
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
    visit = Visit(token, await _service(connection).station_of(token))
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
        RefusedError: it is not.
    """
    body = await _body(request)
    signature = request.headers.get(wire.SIGNATURE, "")
    require_signature(_visit(request).station, body, signature)
    return body


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
    return content, content_headers(coding)


def _refuse(request: Ask, error: Exception) -> Response[bytes]:
    status, refusal = denial(error, _service(request).answers.refusals)
    content, headers = _content(request, wire.encode(refusal))
    return Response(content, media_type=MediaType.JSON, status_code=status, headers=headers)
