"""``key``: where the key of this folder's databases is, and a PIN on top of it."""

import os

import typer

from app import vault
from app.bootstrap.safety import key_check
from app.commands.context import answer, context
from app.errors import PinError

app = typer.Typer(
    add_completion=False, help="The key of the databases, and its PIN.", no_args_is_help=True
)


@app.command()
def show() -> None:
    """Show where the key is and whether a PIN protects it; never the key itself."""
    place = vault.place_of(context().data)
    members = {
        "place": None if place is None else ("file" if place.is_file else "keyring"),
        "file": None if place is None else str(place.path),
        "protected": place is not None and place.is_protected,
    }
    answer(members, key_check(context().data).detail)


@app.command()
def protect() -> None:
    """Ask for a PIN at each start from now on (EMPFANG_PIN for scripts)."""
    data = context().data
    vault.key_of(data)
    vault.protect(data, _new_pin())
    answer({"protected": True}, "From now on each start asks for the PIN. Nobody can restore it.")


@app.command()
def unprotect() -> None:
    """Ask for no PIN any more; the present one is asked for once."""
    vault.unprotect(context().data)
    answer({"protected": False}, "No start asks for a PIN any more.")


def _new_pin() -> str:
    if pin := os.environ.get(vault.PIN_VARIABLE):
        return pin
    pin = str(typer.prompt("New PIN", hide_input=True, default="", show_default=False))
    if pin != typer.prompt("The same again", hide_input=True, default="", show_default=False):
        sentence = "The two PINs are not the same; nothing was changed."
        raise PinError(sentence)
    return pin
