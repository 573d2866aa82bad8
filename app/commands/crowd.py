"""``count``, ``calls``, ``call`` and ``answer``: people without a name, and who is needed where."""

from typing import Annotated, Any

import typer

from app.calls import Caller
from app.commands.context import answer as tell
from app.commands.context import context
from app.errors import UnknownError
from app.model.call import Call, CallReason
from app.tally import Tally

app = typer.Typer(add_completion=False)
listing = typer.Typer(add_completion=False)
calling = typer.Typer(add_completion=False)
answering = typer.Typer(add_completion=False)


@app.command()
def count(
    number: Annotated[int, typer.Argument(help="How many people.")],
    label: Annotated[str, typer.Option(help="What they are, like class 7b; no names.")] = "",
    session: Annotated[str | None, typer.Option(help="Which door.")] = None,
) -> None:
    """Count people without a name; undo takes it back."""
    workplace, door = context().workplace, context().session(session)
    at = door.id if door else None
    entry = Tally(workplace.journal).count(number, label=label, session=at)
    total = workplace.journal.counts().counted
    tell(
        {
            "entry": entry.id,
            "number": number,
            "label": entry.get("label"),
            "session": door.name if door else None,
            "counted": total,
        },
        f"Counted {number}, {total} in all.",
    )


@listing.command()
def calls() -> None:
    """Show the calls that nobody has taken, the oldest first."""
    workplace = context().workplace
    names = workplace.station_names()
    for call in Caller(workplace.journal).open():
        shown = _shown(call, names)
        words = (
            shown["id"],
            shown["at"],
            call.reason,
            call.name,
            call.note,
            f"from {shown['from']}",
        )
        tell(shown, "  ".join(word for word in words if word))


@calling.command()
def call(
    registration: Annotated[str, typer.Argument(help="Id, as roster list shows it; - for nobody.")],
    reason: Annotated[CallReason, typer.Option(help="Why.")] = CallReason.HELP,
    to: Annotated[str, typer.Option(help="Station that is asked; all where none is named.")] = "",
    note: Annotated[str, typer.Option(help="What they should know.")] = "",
) -> None:
    """Put a guest on the list of calls, which other stations see."""
    workplace = context().workplace
    about = None if registration == "-" else registration
    entry = Caller(workplace.journal).call(about, reason, to=station_id(to), note=note)
    tell({"call": entry.id}, f"Called: {entry.id}")


@answering.command()
def answer(call: Annotated[str, typer.Argument(help="Id, as calls shows it.")]) -> None:
    """Take a call; undo puts it back."""
    entry = Caller(context().workplace.journal).answer(call)
    tell({"call": call, "entry": entry.id}, f"{call} is taken.")


def station_id(text: str) -> str:
    """Return the id of the station of that name or id; empty for none.

    Raises:
        UnknownError: there is no such station.
    """
    if not text:
        return ""
    names = context().workplace.station_names()
    found = next((key for key, name in names.items() if text.casefold() == name.casefold()), "")
    if not found and text not in names:
        sentence = f"There is no station {text}; hub status lists the stations."
        raise UnknownError(sentence)
    return found or text


def _shown(call: Call, names: dict[str, str]) -> dict[str, Any]:
    programme = context().programme
    return {
        "id": call.id,
        "reason": call.reason.value,
        "registration": call.registration,
        "name": call.name,
        "note": call.note,
        "from": names.get(call.station, call.station),
        "to": names.get(call.to, call.to) or None,
        "at": call.at.astimezone(programme.event.zone).isoformat(),
    }
