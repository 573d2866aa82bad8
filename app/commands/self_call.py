"""How this program calls itself as another process, from a checkout and from a bundle."""

import sys


def self_command(*arguments: str) -> list[str]:
    """Return the command line that runs Empfang with *arguments*."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "app", *arguments]
