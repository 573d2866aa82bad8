"""``undo``: take back the last scan or desk action, or a certain entry."""

from typing import Annotated

import typer

from app.commands.context import NO, answer, context, finish

app = typer.Typer(add_completion=False)


@app.command()
def undo(
    entry: Annotated[str | None, typer.Argument(help="Which entry; else the last.")] = None,
) -> None:
    """Take back this station's last scan or desk action."""
    undone = context().workplace.station.undo(entry)
    if undone is None:
        answer({"entry": None, "annulled": None}, "There is nothing to take back.")
        finish(NO)
        return
    answer(
        {
            "entry": undone.entry.id,
            "annulled": undone.target.id,
            "kind": undone.target.kind,
            "registration": undone.target.registration,
            "name": undone.name,
            "number": len(undone.together) or 1,
        },
        f"Taken back: {undone.target.kind} {undone.name}",
    )
