"""What pretix tells page by page."""

from collections.abc import AsyncIterator
from typing import Any

from app.sync.pretix.client import PretixClient
from app.sync.pretix.wire import Said


async def each(client: PretixClient, path: str, **query: Any) -> AsyncIterator[Said]:
    """Yield everything of one kind; nothing where the server has none of it for this device.

    Raises:
        SyncError: see `PretixClient`.
    """
    page: str | None = path
    while page:
        reply = await client.get(page, **query)
        if not reply.is_success:
            return
        for one in reply.json["results"]:
            yield one
        page, query = reply.json["next"], {}
