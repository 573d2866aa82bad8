"""How this program calls itself as another process, from a checkout and from a bundle."""

import sys

from app.bootstrap.own_hub import HubCalls
from app.hub.addresses import reached_at


def self_command(*arguments: str) -> list[str]:
    """Return the command line that runs Empfang with *arguments*."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "app", *arguments]


def hub_calls() -> HubCalls:
    """Return how the window starts a hub of its own."""
    return HubCalls(self_command, reached_at)
