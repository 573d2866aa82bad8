"""``scan``: codes from arguments or, line by line, from standard input."""

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from app.commands.context import NO, YES, answer, context, finish
from app.errors import InputError
from app.model.programme import Programme
from app.model.standing import Direction, Standing
from app.model.verdict import Answer, Verdict
from app.reading.payload import shown as readable

app = typer.Typer(add_completion=False)
STANDARD_INPUT = "-"
_LOOK_CLOSELY = "The organiser asks for a closer look."


@app.command()
def scan(
    codes: Annotated[list[str], typer.Argument(help="Codes; - reads one a line.")],
    session: Annotated[str | None, typer.Option(help="Which door.")] = None,
    direction: Annotated[Direction, typer.Option(help="In or out.")] = Direction.IN,
    admit: Annotated[bool, typer.Option("--admit", help="Let in in spite of a warning.")] = False,
) -> None:
    """Answer scans; each answer is printed when it is on disk."""
    if not all(code.strip() for code in codes):
        sentence = "A code is empty; nothing was scanned."
        raise InputError(sentence)
    door = context().session(session)
    workplace = context().workplace
    programme = workplace.journal.programme()
    all_welcome = True
    for code in _each(codes):
        result = workplace.station.accept([code], session=door, direction=direction, admit=admit)
        all_welcome = all_welcome and result.verdict is Verdict.WELCOME
        answer(shown(code, result, programme), _sentence(code, result))
    finish(YES if all_welcome else NO)


def shown(code: str, result: Answer, programme: Programme) -> dict[str, Any]:
    """Return the JSON members of an answer."""
    standing = result.standing
    person = {"id": standing.registration, "name": standing.person.name} if standing else None
    first = result.first_arrival
    return {
        "code": code,
        "verdict": result.verdict.value,
        "reason": result.reason.value,
        "recorded": result.is_recorded,
        "person": person,
        "entry": result.entry,
        "first_arrival": first.astimezone(programme.event.zone).isoformat() if first else None,
        "elsewhere": [session.name for session in result.elsewhere],
        "notes": _notes(standing),
    }


def _notes(standing: Standing | None) -> list[str]:
    """Return what the ticket system wants to be told at the door."""
    ticket = standing.ticket if standing else None
    if ticket is None:
        return []
    return [_LOOK_CLOSELY, *ticket.texts] if ticket.needs_attention else list(ticket.texts)


def _each(codes: list[str]) -> Iterator[str]:
    """Yield the codes; a lone ``-`` stands for the lines of stdin that are not empty."""
    if codes != [STANDARD_INPUT]:
        yield from codes
        return
    for line in sys.stdin.buffer:
        try:
            code = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            code = line.decode("latin-1").rstrip("\r\n")
        if code.strip():
            yield code


def _sentence(code: str, result: Answer) -> str:
    who = result.standing.person.name if result.standing else readable(code)
    return f"{result.verdict.value:9} {result.reason.value:16} {who}"
