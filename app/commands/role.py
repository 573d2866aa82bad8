"""``role``: who works at the stations, and the PINs that tell them apart."""

import getpass
import sys
from typing import Annotated

import typer

from app.bootstrap.roles import Roles
from app.commands.context import answer, context
from app.errors import InputError, PinError
from app.model.permit import LEAST
from app.model.role import Role

app = typer.Typer(
    add_completion=False, help="Volunteer, host and organiser, each by PIN.", no_args_is_help=True
)


@app.command("pin")
def pin(
    role: Annotated[str, typer.Argument(help="volunteer, host or organiser.")],
    remove: Annotated[bool, typer.Option("--remove", help="Let the role go without PIN.")] = False,
) -> None:
    """Give a role a PIN, typed at the terminal or as a line of stdin; all stations learn it."""
    if role not in list(Role):
        sentence = f"There is no role {role}; there are: {', '.join(Role)}."
        raise InputError(sentence)
    workplace = context().workplace
    roles = Roles(workplace.journal.programme, workplace.planner.set_pin, workplace.clock)
    # Whoever may use the command line has the key of the whole list.
    roles.trust()
    typed = "" if remove else _typed()
    if not typed and not remove:
        sentence = "No PIN was typed; --remove takes the one there is away."
        raise PinError(sentence)
    roles.change_pin(Role(role), typed)
    _show(Role(role), has_pin=not remove)


@app.command("list")
def show() -> None:
    """Show the roles, which of them have a PIN, and what each may do beyond the one before."""
    with_pin = {role for role, check in context().programme.pins.items() if check}
    for role in Role:
        _show(role, has_pin=role in with_pin)


def _show(role: Role, *, has_pin: bool) -> None:
    acts = [act.value for act, least in LEAST.items() if least is role]
    how = "has a PIN" if has_pin else "needs no PIN"
    members = {"role": role.value, "pin": has_pin, "acts": acts}
    answer(members, f"{role}: {how}; {', '.join(acts)}")


def _typed() -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("PIN: ")
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
