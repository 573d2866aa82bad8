"""``retention``: what has had its time, and its deletion."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.context import answer, context, instant
from app.model.retention import DataClass, Due

app = typer.Typer(
    add_completion=False, help="The deletion plan of the event.", no_args_is_help=True
)

_At = Annotated[str | None, typer.Option(help="As if it were that time.")]


@app.command("show")
def show(at: _At = None) -> None:
    """Show every class of data, when it is due and whom that concerns."""
    from app.bootstrap.privacy import Privacy

    for due in Privacy(context().workplace).retention(_instant(at)):
        answer(_shown(due), _line(due))


@app.command("run")
def run(
    at: _At = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Delete nothing.")] = False,
) -> None:
    """Delete what is due, everywhere, and write down how much that was."""
    from app.bootstrap.privacy import Privacy

    privacy, moment = Privacy(context().workplace), _instant(at)
    if dry_run:
        done = privacy.would_delete(moment)
    else:
        done = privacy.delete_due(moment)
        done = [*done, *(due for due in privacy.retention(moment) if _is_copy(due))]
    for due in done:
        answer({**_shown(due), "dry_run": dry_run}, _line(due))
    if not done and not context().json:
        answer({}, "Nothing is due.")
    if not dry_run and any(map(_is_copy, done)):
        _destroy_copy()


@app.command("protocol")
def protocol(
    out: Annotated[Path | None, typer.Option(help="A PDF file to write.")] = None,
    language: Annotated[str | None, typer.Option(help="de or en; else the station's.")] = None,
) -> None:
    """Show every deletion that was written down: counts, no names."""
    from app.bootstrap.privacy import Privacy

    if out is not None:
        spoken = language or context().settings.language
        rows = Privacy(context().workplace).write_protocol(out, spoken)
        answer({"file": str(out), "rows": rows}, f"{out}: {rows} deletions.")
        return
    zone = context().programme.event.zone
    for at, due in Privacy(context().workplace).protocol():
        local = at.astimezone(zone)
        answer({"at": local.isoformat(), **_shown(due)}, f"{local:%Y-%m-%d %H:%M}  {_line(due)}")


def _is_copy(due: Due) -> bool:
    """Whether that is this laptop's own copy, due and at the hub with all of it."""
    return due.what is DataClass.STATION and due.is_due


def _destroy_copy() -> None:
    """Remove this laptop's own copy, of which the hub has everything."""
    from app.bootstrap.ending import destroy_event

    here = context()
    event = here.workplace.file.event
    here.workplace.close()
    destroy_event(here.data, event)


def _instant(at: str | None) -> datetime | None:
    return instant(at, context().programme) if at else None


def _shown(due: Due) -> dict[str, Any]:
    zone = context().programme.event.zone
    return {
        "class": due.what.value,
        "due": due.at.astimezone(zone).isoformat(),
        "is_due": due.is_due,
        "people": due.people,
        "entries": due.entries,
    }


def _line(due: Due) -> str:
    at = due.at.astimezone(context().programme.event.zone)
    mark = "due" if due.is_due else "   "
    concerned = f"{due.people} people, {due.entries} entries"
    return f"{at:%Y-%m-%d %H:%M}  {mark}  {due.what.value:8}  {concerned}"
