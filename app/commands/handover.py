"""``handover write`` and ``handover read``: another laptop takes a station's place."""

import getpass
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.clock import SystemClock
from app.commands.context import answer, context
from app.errors import InputError

app = typer.Typer(
    add_completion=False, help="Bring a spare laptop to the same state.", no_args_is_help=True
)


@app.command("write")
def write(file: Annotated[Path, typer.Argument(help="The file that is made.")]) -> None:
    """Write everything that this station knows into an encrypted file."""
    from app.bootstrap.takeover import hand_over

    here = context()
    made = hand_over(here.workplace, file, here.settings)
    answer(
        {"file": str(made.path), "code": made.code, "entries": made.entries},
        f"{made.path} has {made.entries} entries. The code opens it, and is shown only now:\n"
        f"{made.code}",
    )


@app.command("read")
def read(
    file: Annotated[Path, typer.Argument(help="As `handover write` made it.")],
    code: Annotated[str | None, typer.Option(help="Its code; asked for without.")] = None,
) -> None:
    """Take in such a file: as a new station in an empty folder, else what is missing."""
    from app.bootstrap.takeover import take_over

    taken = take_over(context().data, file, code or _asked_code(), SystemClock())
    answer(asdict(taken), f"{taken.name}: {taken.new} entries were new here.")


def _asked_code() -> str:
    """Return what is typed when asked for the code."""
    if sys.stdin.isatty():
        return getpass.getpass("Code of the file: ")
    line = sys.stdin.readline()
    if not line:
        sentence = "Give the code that was shown when the file was written, with --code."
        raise InputError(sentence)
    return line
