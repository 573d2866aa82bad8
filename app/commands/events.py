"""``event create``, ``event list``, and what an event's signed codes need."""

from typing import Annotated, Any

import typer

from app.bootstrap.workplace import DEFAULT_ZONE, create_event, each_event
from app.commands import event_end, event_keys, event_policy
from app.commands.context import answer, context, instant
from app.model.programme import Event

app = typer.Typer(add_completion=False, help="Events on this machine.", no_args_is_help=True)
app.add_typer(event_keys.app, name="keys")
app.command("bar")(event_keys.bar)
app.command("unbar")(event_keys.unbar)
app.command("policy")(event_policy.policy)
app.command("retention")(event_end.retention)
app.command("destroy")(event_end.destroy)


@app.command("create")
def create(
    name: str,
    starts: Annotated[str, typer.Option(help="Beginning, like 2026-12-03T17:00.")],
    ends: Annotated[str, typer.Option(help="End, likewise.")],
    timezone: Annotated[str, typer.Option(help="IANA name.")] = DEFAULT_ZONE,
) -> None:
    """Make an event with this machine as its first station."""
    begin, end = instant(starts), instant(ends)
    event = create_event(context().data, name, starts=begin, ends=end, timezone=timezone)
    answer(_shown(event), f"{event.name} is ready ({event.id}).")


@app.command("list")
def show() -> None:
    """Show the events on this machine."""
    for identity, event in each_event(context().data):
        if event is None:
            answer({"id": identity, "name": None}, f"{identity}  (waits for its hub: sync)")
            continue
        day = event.starts.astimezone(event.zone)
        answer(_shown(event), f"{identity}  {day:%d.%m.%Y}  {event.name}")


def _shown(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        "starts": event.starts.astimezone(event.zone).isoformat(),
        "ends": event.ends.astimezone(event.zone).isoformat(),
        "timezone": event.timezone,
    }
