"""Looking for a hub that does not answer where it was."""

from collections.abc import Awaitable, Callable

from app.ports.link import HubLink

Seek = Callable[[HubLink], Awaitable[str | None]]
"""Looks for a hub; returns another address at which it has proved to be."""


async def stay(_link: HubLink) -> str | None:
    """Look nowhere else."""
    return None
