"""``event policy``: what people at the doors decide by themselves."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.commands.crowd import station_id
from app.errors import InputError
from app.model.policy import LATEST_RELEASE_MIN, Policy
from app.model.verdict import Reason, Verdict

_WARNINGS = [reason.value for reason in Reason if reason.verdict is Verdict.ATTENTION]


_Guard = Annotated[list[str] | None, typer.Option(help="A warning only an organiser overrides.")]
_Free = Annotated[list[str] | None, typer.Option(help="A warning everybody overrides again.")]
_WalkIns = Annotated[
    bool | None, typer.Option("--walk-ins/--no-walk-ins", help="Guests on no list.")
]
_Release = Annotated[
    int | None,
    typer.Option(
        min=0, max=LATEST_RELEASE_MIN, help="Minutes of a session until untaken seats are free."
    ),
]
_Undo = Annotated[int | None, typer.Option(min=0, help="Minutes in which everybody may undo.")]
_Enough = Annotated[
    int | None, typer.Option(min=0, max=100, help="Percent present for a certificate.")
]
_Alert = Annotated[
    list[str] | None,
    typer.Option(help="CATEGORY or CATEGORY=STATION to tell when somebody of it arrives."),
]
_NoAlert = Annotated[list[str] | None, typer.Option(help="A category to be quiet about.")]


def policy(
    guard: _Guard = None,
    free: _Free = None,
    walk_ins: _WalkIns = None,
    release: _Release = None,
    undo: _Undo = None,
    enough: _Enough = None,
    alert: _Alert = None,
    no_alert: _NoAlert = None,
) -> None:
    """Show the rules of the event, after changing those that options name."""
    before = context().programme.policy
    said: dict[str, Any] = {
        "walk_ins": walk_ins,
        "release_min": release,
        "undo_min": undo,
        "enough_percent": enough,
    }
    after = replace(
        before,
        guarded=_guarded(before, guard or [], free or []),
        alerts=_alerts(before, alert or [], no_alert or []),
        **{name: value for name, value in said.items() if value is not None},
    )
    context().workplace.planner.set_policy(after)
    answer(_shown(after))


def _guarded(before: Policy, guard: list[str], free: list[str]) -> frozenset[str]:
    unknown = next((word for word in (*guard, *free) if word not in _WARNINGS), None)
    if unknown is not None:
        sentence = f"{unknown} is no warning that can be overridden; these are: "
        raise InputError(sentence + ", ".join(_WARNINGS) + ".")
    return (before.guarded | set(guard)) - set(free)


def _alerts(before: Policy, alert: list[str], no_alert: list[str]) -> dict[str, str]:
    """Return {category: id of a station}; a station may be given by its name."""
    quiet = {category.strip().casefold() for category in no_alert}
    alerts = {name: to for name, to in before.alerts.items() if name.casefold() not in quiet}
    for text in alert:
        category, _, station = (part.strip() for part in text.partition("="))
        alerts[category] = station_id(station)
    return alerts


def _shown(rules: Policy) -> dict[str, Any]:
    return {
        "guarded": sorted(rules.guarded),
        "walk_ins": rules.walk_ins,
        "release_min": rules.release_min,
        "undo_min": rules.undo_min,
        "enough_percent": rules.enough_percent,
        "alerts": dict(rules.alerts),
    }
