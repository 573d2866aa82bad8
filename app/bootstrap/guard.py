"""A part of the desk that asks who works here before it does what not everybody may."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from app.model.permit import Act

Part = TypeVar("Part")

OF_HUB = {
    "make_hub": Act.HUB,
    "join": Act.HUB,
    "join_pretix": Act.HUB,
    "choose_pretix": Act.HUB,
    "leave_pretix": Act.HUB,
    "invite": Act.HUB,
    "board": Act.HUB,
    "renew_board": Act.HUB,
    "shut_out": Act.HUB,
}
OF_FIGURES = {"look": Act.FIGURES, "sight": Act.FIGURES, "keep_edition": Act.FIGURES}
OF_PAPERS = {
    "write": Act.EXPORT,
    "enter": Act.EXPORT,
    "lists": Act.EXPORT,
    "evacuation": Act.EVACUATE,
}
OF_QUESTIONS = {"open": Act.ANSWER, "resolve": Act.ANSWER, "reopen": Act.ANSWER}
OF_GUESTS = {"resembling": Act.AMEND, "substitute": Act.AMEND, "reinstate": Act.AMEND}
OF_DOORS = {
    "waiting": Act.ROOM,
    "expected": Act.ROOM,
    "mark_present": Act.ROOM,
    "free_seats": Act.ROOM,
    "keep_seats": Act.ROOM,
}
OF_LISTS = {"look": Act.BULK, "take": Act.BULK}
OF_CROWD = {
    "group_of": Act.CHECK_IN,
    "admit": Act.CHECK_IN,
    "spool": Act.PRINT,
    "count": Act.COUNT,
    "accompany": Act.COUNT,
    "call": Act.CALL,
    "take": Act.CALL,
}
OF_PRIVACY = dict.fromkeys(
    (
        "people",
        "person",
        "write_report",
        "write_protocol",
        "erase",
        "retention",
        "delete_due",
        "audit",
        "leave",
    ),
    Act.PRIVACY,
)
OF_DESIGNS = {"keep": Act.DESIGN, "adopt": Act.DESIGN, "choose": Act.DESIGN}


def guarded(part: Part, acts: Mapping[str, Act], require: Callable[[Act], None]) -> Part:
    """Return *part* with the methods that *acts* names behind *require*, all else as it is."""
    return cast("Part", _Guard(part, acts, require))


class _Guard:
    """Looks like the part behind it."""

    def __init__(
        self, part: object, acts: Mapping[str, Act], require: Callable[[Act], None]
    ) -> None:
        self._part, self._acts, self._require = part, acts, require

    def __getattr__(self, name: str) -> Any:
        """Return what the part has under that name, guarded where it has to be."""
        found = getattr(self._part, name)
        act = self._acts.get(name)
        if act is None:
            return found

        def asked(*arguments: object, **named: object) -> Any:
            self._require(act)
            return found(*arguments, **named)

        return asked
