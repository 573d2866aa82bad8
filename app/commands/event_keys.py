"""``event keys``, ``event bar`` and ``event unbar``: signed codes and those taken back."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.errors import InputError
from app.model.ticket import EventKey
from app.roster.barred import BarredCodes, read_barred

app = typer.Typer(add_completion=False, help="Keys that sign codes.", no_args_is_help=True)


@app.command("add")
def add(
    pretix: Annotated[
        str | None, typer.Option(help="A public key of pretix: its text, or a file with it.")
    ] = None,
) -> None:
    """Make a signing key of our own on this machine, or take in one of pretix."""
    from app.bootstrap.event_keys import make_key  # ciphers, which other commands do without
    from app.reading.pretix_ticket import pretix_key

    here = context()
    planner = here.workplace.planner
    if pretix is None:
        key = make_key(here.data)
    else:
        path = Path(pretix)
        key = pretix_key(path.read_text("utf-8") if _is_file(path) else pretix)
    planner.add_key(key)
    answer(_shown(key), f"Codes that {key.id} signed ({key.scheme}) are good from now on.")


@app.command("list")
def show() -> None:
    """Show the keys whose signatures count."""
    for key in context().programme.keys:
        where = "private part here" if _shown(key)["private"] else "public part only"
        answer(_shown(key), f"{key.id}  {key.scheme}  {where}")


@app.command("remove")
def remove(key: str) -> None:
    """Let the signatures of a key count no more; everything it signed is unknown then."""
    removed = context().workplace.planner.remove_key(key)
    answer(_shown(removed), f"Codes that {removed.id} signed are good no more.")


def bar(
    codes: Annotated[list[str] | None, typer.Argument(help="Codes taken back.")] = None,
    file: Annotated[
        Path | None, typer.Option(help="A code a line, or pretix's revoked or blocked secrets.")
    ] = None,
) -> None:
    """Take codes back: they open no door, whatever list or signature says."""
    read = read_barred(file) if file else BarredCodes()
    _record(BarredCodes((*(codes or ()), *read.barred), read.released))


def unbar(codes: list[str]) -> None:
    """Let codes open doors again."""
    _record(BarredCodes(released=tuple(codes)))


def _record(codes: BarredCodes) -> None:
    if not codes.barred and not codes.released:
        sentence = "There is no code to take back; name one, or a --file with some."
        raise InputError(sentence)
    context().workplace.planner.bar(codes.barred, released=codes.released)
    counts = {"barred": len(codes.barred), "released": len(codes.released)}
    answer(counts, f"{len(codes.barred)} codes barred, {len(codes.released)} released.")


def _shown(key: EventKey) -> dict[str, Any]:
    from app.bootstrap.event_keys import key_file

    return {
        "id": key.id,
        "scheme": key.scheme.value,
        "public": key.public,
        "private": key_file(context().data, key).is_file(),
    }


def _is_file(path: Path) -> bool:
    """Whether *path* is a file; the text of a key is too long for a name, which is no error."""
    try:
        return path.is_file()
    except OSError:
        return False
