"""The command line: every job without a window. One module a group, loaded when it is used."""

import importlib
from collections.abc import Mapping
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

GROUPS: Mapping[str, str] = {
    "event": "events",
    "session": "sessions",
    "role": "role",
    "roster": "roster",
    "scan": "scan",
    "undo": "undo",
    "count": "crowd",
    "calls": "crowd:listing",
    "call": "crowd:calling",
    "answer": "crowd:answering",
    "find": "find",
    "decode": "decode",
    "badge": "badges",
    "print": "printing",
    "figures": "figures",
    "export": "export",
    "hub": "hub",
    "join": "join",
    "sync": "sync",
    "leave": "leave",
    "roll": "leave:rolling",
    "handover": "handover",
    "conflicts": "conflicts",
    "resolve": "conflicts:resolving",
    "erase": "privacy:erasing",
    "access": "privacy:accessing",
    "retention": "retention",
    "audit": "audit",
    "journal": "journal",
    "key": "key",
    "doctor": "doctor",
    "bench": "bench",
    "demo": "demo",
    "station": "window",
}
"""Command to module. Each offers ``app``, or what is named behind the colon: a Typer."""


class LazyGroup(TyperGroup):
    """A group whose commands are imported only when they are called.

    A scan from a script must not wait for the libraries of badges and hubs.
    """

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the manual."""
        return list(GROUPS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Import and return one command."""
        if cmd_name not in GROUPS:
            return None
        name, _, attribute = GROUPS[cmd_name].partition(":")
        module: Any = importlib.import_module(f"app.commands.{name}")
        command = get_command(getattr(module, attribute or "app"))
        command.name = cmd_name
        return command
