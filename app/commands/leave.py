"""``leave``: cease to be a device of pretix; ``roll``: get another key to it."""

import typer

from app.bootstrap.pretix_room import exchange
from app.commands.context import answer, context

app, rolling = (typer.Typer(add_completion=False) for _ in range(2))


@app.command()
def leave() -> None:
    """Cease to be a device of pretix, for good; what is here stays here."""
    is_told = exchange(context().workplace).leave()
    heard = "pretix knows it" if is_told else "pretix did not answer; revoke the device there"
    answer({"left": True, "told": is_told}, f"This station works for pretix no more; {heard}.")


@rolling.command()
def roll() -> None:
    """Let pretix give this device another key, because somebody may know the present one."""
    link = exchange(context().workplace).roll()
    answer(
        {"rolled": True, "device": link.name, "pretix": link.address},
        f"pretix gave {link.name} another key; the one before opens nothing any more.",
    )
