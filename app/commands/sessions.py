"""``session add`` and ``session list``."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer

from app.commands.context import answer, context, instant
from app.errors import InputError
from app.model.programme import Programme, Session, SessionKind
from app.planner import new_session
from app.roster.cleaning import clean

app = typer.Typer(add_completion=False, help="Sessions of the event.", no_args_is_help=True)


@app.command("add")
def add(
    name: str,
    kind: Annotated[SessionKind, typer.Option(help="What it is.")] = SessionKind.WORKSHOP,
    room: Annotated[str, typer.Option(help="Where it is.")] = "",
    starts: Annotated[str | None, typer.Option(help="Like 2026-12-03T17:30.")] = None,
    ends: Annotated[str | None, typer.Option(help="Likewise.")] = None,
    capacity: Annotated[int | None, typer.Option(min=0, help="Seats.")] = None,
) -> None:
    """Plan a session."""
    programme = context().programme
    title = clean(name)
    if not title:
        sentence = "A session needs a name."
        raise InputError(sentence)
    session = replace(
        new_session(title, kind),
        room=room.strip(),
        starts=instant(starts, programme) if starts else None,
        ends=instant(ends, programme) if ends else None,
        capacity=capacity,
    )
    context().workplace.planner.plan_session(session)
    answer(_shown(session, programme), f"{session.name} is planned ({session.id}).")


@app.command("list")
def show() -> None:
    """Show the sessions of the event."""
    programme = context().programme
    for session in programme.sessions.values():
        where = f", {session.room}" if session.room else ""
        answer(_shown(session, programme), f"{session.id}  {session.kind}: {session.name}{where}")


def _shown(session: Session, programme: Programme) -> dict[str, Any]:
    return {
        "id": session.id,
        "name": session.name,
        "kind": session.kind.value,
        "room": session.room,
        "starts": _local(session.starts, programme),
        "ends": _local(session.ends, programme),
        "capacity": session.capacity,
    }


def _local(moment: datetime | None, programme: Programme) -> str | None:
    return moment.astimezone(programme.event.zone).isoformat() if moment else None
