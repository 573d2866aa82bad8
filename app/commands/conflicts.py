"""``conflicts`` and ``resolve``: what only a human can decide."""

from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.inbox import Inbox
from app.model.conflict import Conflict, Resolution

app = typer.Typer(add_completion=False)
resolving = typer.Typer(add_completion=False)


@app.command()
def conflicts(
    everything: Annotated[bool, typer.Option("--all", help="Resolved ones, too.")] = False,
) -> None:
    """Show what the journal says in two ways and nobody has resolved."""
    for conflict in context().workplace.journal.conflicts():
        if everything or conflict.is_open:
            answer(shown(conflict), _sentence(conflict))


@resolving.command()
def resolve(
    conflict: Annotated[str, typer.Argument(help="Id, as conflicts shows it.")],
    as_: Annotated[
        Resolution,
        typer.Option("--as", help="same: one person, or keep what stands; second: two, the other."),
    ],
) -> None:
    """Say how a conflict is to be understood; undo takes it back."""
    journal = context().workplace.journal
    entry = Inbox(journal).resolve(conflict, as_)
    resolved = next(one for one in journal.conflicts() if one.id == conflict)
    answer({**shown(resolved), "entry": entry.id}, f"{conflict} is resolved as {as_.value}.")


def shown(conflict: Conflict) -> dict[str, Any]:
    """Return the JSON members of a conflict."""
    return {
        "id": conflict.id,
        "kind": conflict.kind.value,
        "registration": conflict.registration,
        "name": conflict.name,
        "entries": list(conflict.entries),
        "stations": list(conflict.stations),
        "open": conflict.is_open,
        "as": conflict.resolution or None,
        "other": conflict.other,
        "field": conflict.field or None,
        "values": list(conflict.values),
        "count": conflict.count,
    }


def _sentence(conflict: Conflict) -> str:
    about = " / ".join(conflict.values) or conflict.name
    state = "open" if conflict.is_open else conflict.resolution
    return f"{conflict.id}  {conflict.kind.value:15} {state:7} {about}"
