"""Badge layouts of a pretix event, with their backgrounds."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from app.badge.pretix_adopt import PretixLayout
from app.ports.pretix import PretixLink
from app.sync.pretix.client import CONNECT_TIMEOUT_S, REPLY_TIMEOUT_S, PretixClient
from app.sync.pretix.troubles import PretixSilentError

_LARGEST_BYTES = 20 << 20
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


async def layouts_of(
    client: PretixClient, link: PretixLink, transport: httpx.AsyncBaseTransport | None = None
) -> list[PretixLayout]:
    """Return the badge layouts of the events that the station works for.

    An event without the badge plugin has none.

    Raises:
        SyncError: see `PretixClient`; or a background does not come.
    """
    found = []
    for event in link.events:
        async for said in _layouts(client, link.organizer, event):
            name = str(said.get("name") or "pretix")
            called = name if len(link.events) == 1 else f"{name} {event}"
            picture = await _background(str(said.get("background") or ""), transport)
            found.append(PretixLayout(called, _elements(said.get("layout")), picture))
    return found


async def _layouts(
    client: PretixClient, organizer: str, event: str
) -> AsyncIterator[Mapping[str, Any]]:
    page: str | None = f"organizers/{organizer}/events/{event}/badgelayouts/"
    while page:
        reply = await client.get(page)
        if not reply.is_success:
            return
        for one in reply.json["results"]:
            yield one
        page = reply.json["next"]


async def _background(address: str, transport: httpx.AsyncBaseTransport | None) -> bytes:
    """Fetch a picture that anybody may see; the device's token goes nowhere but to the server."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return b""
    client = httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(REPLY_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
        follow_redirects=True,
        trust_env=parts.hostname not in _LOOPBACK,
    )
    sentence = f"The background of a badge at {parts.hostname} does not come; try again later."
    try:
        async with client, client.stream("GET", address) as response:
            response.raise_for_status()
            content = b""
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > _LARGEST_BYTES:
                    raise PretixSilentError(sentence)
    except httpx.HTTPError as error:
        raise PretixSilentError(sentence) from error
    return content


def _elements(said: Any) -> list[Mapping[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
