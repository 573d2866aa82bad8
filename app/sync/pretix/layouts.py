"""Badge layouts of a pretix event, with their backgrounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from app.badge.pretix_adopt import PretixLayout
from app.ports.pretix import PretixLink
from app.sync.pretix.client import CONNECT_TIMEOUT_S, REPLY_TIMEOUT_S, PretixClient
from app.sync.pretix.paging import each
from app.sync.pretix.troubles import PretixSilentError
from app.sync.pretix.wire import Said, products_of, text_of

_LARGEST_BYTES = 20 << 20
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Layouts:
    """The badge layouts of the events; ``bare`` are products for which pretix prints no badge."""

    every: tuple[PretixLayout, ...] = ()
    bare: tuple[str, ...] = ()


async def layouts_of(
    client: PretixClient, link: PretixLink, transport: httpx.AsyncBaseTransport | None = None
) -> Layouts:
    """Return the badge layouts of the events that the station works for, with their products.

    An event without the badge plugin has none.

    Raises:
        SyncError: see `PretixClient`; or a background does not come.
    """
    found, bare = [], list[str]()
    for event in link.events:
        path = f"organizers/{link.organizer}/events/{event}"
        layouts = [one async for one in each(client, f"{path}/badgelayouts/")]
        if not layouts:
            continue
        items = [one async for one in each(client, f"{path}/items/")]
        given = {one.get("item"): one async for one in each(client, f"{path}/badgeitems/")}
        for said in layouts:
            name = str(said.get("name") or "pretix")
            called = name if len(link.events) == 1 else f"{name} {event}"
            picture = await _background(str(said.get("background") or ""), transport)
            own = [one for one in items if _has(one["id"], said, given)]
            products = tuple(text_of(one.get("name")) for one in own)
            guests = tuple(name for one in own for name in products_of(one))
            elements = _elements(said.get("layout"))
            found.append(PretixLayout(called, elements, picture, products, guests))
        bare += [text_of(one.get("name")) for one in items if _is_bare(one["id"], given)]
    return Layouts(tuple(found), tuple(bare))


def _has(item: int, layout: Said, given: Mapping[Any, Said]) -> bool:
    """Whether pretix prints the badges of a product with a layout: its own, else the default."""
    if item in given:
        return bool(given[item].get("layout") == layout.get("id"))
    return layout.get("default") is True


def _is_bare(item: int, given: Mapping[Any, Said]) -> bool:
    return item in given and given[item].get("layout") is None


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
