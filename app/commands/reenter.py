"""``roster reenter``: what was ticked on the paper list of a desk."""

import re
from typing import Annotated

import typer

from app.clock import to_instant
from app.commands.context import answer, context, instant

_TIME = re.compile(r"\d?\d:\d\d")


def reenter(
    desk: Annotated[str, typer.Argument(help="The name of the list, like 1A.")],
    rows: Annotated[str, typer.Argument(help="Its rows, like 3,7-12.")],
    at: Annotated[
        str | None, typer.Option(help="When they came, like 2026-12-03T17:20 or 17:20.")
    ] = None,
    session: Annotated[str | None, typer.Option(help="The door, if not the event's own.")] = None,
) -> None:
    """Let in whom a desk ticked on paper; doing it twice changes nothing, undo takes it back."""
    from app.reentry import PaperLists

    here = context()
    now = to_instant(here.workplace.clock.read().wall_ms)
    programme = here.programme
    door = here.session(session)
    local = now.astimezone(programme.event.zone).date()
    moment = None
    if at is not None:
        moment = instant(f"{local}T{at.strip():0>5}" if _is_time(at) else at, programme)
    done = PaperLists(here.workplace.journal).enter(
        desk, rows, session=door.id if door else None, at=moment, now=now
    )
    members = {
        "list": done.table,
        "entered": [{"id": one.registration, "name": one.person.name} for one in done.entered],
        "already": [{"id": one.registration, "name": one.person.name} for one in done.already],
    }
    names = ", ".join(one.person.name for one in done.entered) or "nobody"
    answer(members, f"{names} came; {len(done.already)} were here already.")


def _is_time(text: str) -> bool:
    """Whether *text* is a time without a day."""
    return _TIME.fullmatch(text.strip()) is not None
