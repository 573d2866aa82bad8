"""The hub's interface as OpenAPI 3.1, made from the messages that travel."""

from typing import Any

import msgspec

from app.model.entry import FORMAT_VERSION
from app.sync import wire

PULL, PUSH, STATUS, ENROL, RENEW = "pull", "push", "status", "enrol", "renew"
SNAPSHOT, SCHEMA = "snapshot", "schema"

_MESSAGES = (
    wire.EnrolRequest,
    wire.RenewRequest,
    wire.EnrolReply,
    wire.PushRequest,
    wire.PushReply,
    wire.PullReply,
    wire.StatusReply,
    wire.Refusal,
)
_REFERENCE = "#/components/schemas/{name}"
_TOKEN: list[dict[str, list[str]]] = [{"token": []}]
_SIGNED = {
    "name": wire.SIGNATURE,
    "in": "header",
    "required": True,
    "description": "Ed25519 signature of the body, hexadecimal.",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{128}$"},
}


def document() -> dict[str, Any]:
    """Return the OpenAPI document of a hub."""
    _, components = msgspec.json.schema_components(_MESSAGES, ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hub of Empfang", "version": str(FORMAT_VERSION)},
        "paths": {
            "/v1/entries": {
                "get": _operation(PULL, wire.PullReply, parameters=_query()),
                "post": _operation(
                    PUSH, wire.PushReply, takes=wire.PushRequest, parameters=[_SIGNED]
                ),
            },
            "/v1/status": {"get": _operation(STATUS, wire.StatusReply)},
            "/v1/enrol": {
                "post": _operation(ENROL, wire.EnrolReply, takes=wire.EnrolRequest, is_public=True)
            },
            "/v1/station": {
                "post": _operation(
                    RENEW, wire.EnrolReply, takes=wire.RenewRequest, parameters=[_SIGNED]
                )
            },
            "/v1/snapshot": {"get": _operation(SNAPSHOT, None)},
            "/v1/schema": {"get": _operation(SCHEMA, dict)},
        },
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(
    name: str,
    answers: type[msgspec.Struct] | type[dict[str, Any]] | None,
    *,
    takes: type[msgspec.Struct] | None = None,
    parameters: list[dict[str, Any]] | None = None,
    is_public: bool = False,
) -> dict[str, Any]:
    """Return one operation; *answers* of None are the bytes of a file."""
    operation: dict[str, Any] = {
        "operationId": name,
        "parameters": parameters or [],
        "responses": {
            "200": _content(answers),
            "4XX": _content(wire.Refusal),
            "5XX": _content(wire.Refusal),
        },
        "security": [] if is_public else _TOKEN,
    }
    if takes is not None:
        operation["requestBody"] = {"required": True, **_content(takes)}
    return operation


def _content(message: type[msgspec.Struct] | type[dict[str, Any]] | None) -> dict[str, Any]:
    if message is None:
        kind, schema = "application/octet-stream", {"type": "string", "format": "binary"}
    elif message is dict:
        kind, schema = "application/json", {"type": "object"}
    else:
        kind = "application/json"
        schema = {"$ref": _REFERENCE.format(name=message.__name__)}
    description = "File" if message is None else message.__name__
    return {"description": description, "content": {kind: {"schema": schema}}}


def _query() -> list[dict[str, Any]]:
    """Return a pull's query as parameters."""
    _, components = msgspec.json.schema_components([wire.PullQuery], ref_template=_REFERENCE)
    members = components["PullQuery"]["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in members.items()
    ]
