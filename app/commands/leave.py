"""``leave``: cease to be a device of pretix."""

import typer

from app.bootstrap.pretix_room import exchange
from app.commands.context import answer, context

app = typer.Typer(add_completion=False)


@app.command()
def leave() -> None:
    """Cease to be a device of pretix, for good; what is here stays here."""
    is_told = exchange(context().workplace).leave()
    heard = "pretix knows it" if is_told else "pretix did not answer; revoke the device there"
    answer({"left": True, "told": is_told}, f"This station works for pretix no more; {heard}.")
