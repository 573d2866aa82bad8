"""``event retention`` and ``event destroy``: how long data are kept, and the end of them."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.errors import InputError
from app.model.retention import LONGEST_H, DataClass

_DAY_H = 24
_UNITS = {"h": 1, "d": _DAY_H, "w": 7 * _DAY_H}


def retention(
    keep: Annotated[
        list[str] | None,
        typer.Option(help="CLASS=TIME after the end, like contact=6w, special=48h, log=90d."),
    ] = None,
) -> None:
    """Show how long each class of data is kept, after changing those that options name."""
    here = context()
    hours = dict(here.programme.retention)
    for text in keep or []:
        what, number = _period(text)
        hours[what] = number
    if keep:
        here.workplace.planner.set_retention(hours)
    answer(_shown(hours))


def destroy(
    name: Annotated[str, typer.Argument(help="Name or id of the event.")],
    even_unsent: Annotated[
        bool, typer.Option("--even-unsent", help="Also what no hub has yet.")
    ] = False,
) -> None:
    """End an event here: its key is destroyed, its files are removed, a protocol stays."""
    from app.bootstrap.ending import PROTOCOLS, destroy_event, files_left

    here = context()
    left = files_left(here.data, name)
    ending = destroy_event(here.data, name, even_unsent=even_unsent)
    protocol = here.data / PROTOCOLS / f"{ending.event}.json"
    key = "Its key is destroyed" if ending.is_key_gone else "Another event needs the key"
    text = f"{ending.name} is gone: {ending.people} people, {ending.entries} entries. {key}."
    lines = [f"{text} {protocol}", *(f"People are still in {path}; delete it." for path in left)]
    answer({**asdict(ending), "protocol": str(protocol), "left": left}, "\n".join(lines))


def _period(text: str) -> tuple[DataClass, int]:
    """Return class and hours of ``CLASS=TIME``.

    Raises:
        InputError: there is no such class, or that is no time.
    """
    name, _, value = (part.strip() for part in text.partition("="))
    if name not in set(DataClass):
        sentence = f"{name} is no class of data; there are: {', '.join(DataClass)}."
        raise InputError(sentence)
    unit = _UNITS.get(value[-1:])
    number = value[:-1]
    if unit is None or not number.isdecimal() or int(number) * unit > LONGEST_H:
        sentence = f"{value} is no time to keep data; write it like 48h, 42d or 6w."
        raise InputError(sentence)
    return DataClass(name), int(number) * unit


def _shown(hours: dict[DataClass, int]) -> dict[str, Any]:
    return {what.value: f"{number}h" for what, number in sorted(hours.items())}
