"""``find``: people by whatever of their name is known."""

import sys
import time
from collections.abc import Iterator
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from app.commands.context import NO, YES, answer, context, finish
from app.ports import Hit

app = typer.Typer(add_completion=False)
STANDARD_INPUT = "-"


@app.command()
def find(
    texts: Annotated[list[str], typer.Argument(help="What to look for; - reads one a line.")],
    limit: Annotated[int, typer.Option(min=1, max=400, help="People a text at most.")] = 10,
) -> None:
    """Find people; each text is a search of its own, its words in any order.

    The status is 1 when nobody was found for one of the texts.
    """
    workplace = context().workplace
    zone = context().programme.event.zone
    has_found_all = True
    for text in _each(texts):
        begun = time.perf_counter_ns()
        hits = workplace.find(text, limit)
        taken_ms = (time.perf_counter_ns() - begun) / 1e6
        has_found_all = has_found_all and bool(hits)
        people = [shown(hit, zone) for hit in hits]
        answer(
            {"query": text, "ms": round(taken_ms, 3), "people": people},
            "\n".join(_line(person) for person in people) or f"Nobody is called {text}.",
        )
    finish(YES if has_found_all else NO)


def shown(hit: Hit, zone: ZoneInfo) -> dict[str, Any]:
    """Return the JSON members of a line of a search result."""
    return {
        "id": hit.id,
        "name": hit.name,
        "organisation": hit.organisation,
        "arrived": hit.arrived.astimezone(zone).isoformat() if hit.arrived else None,
    }


def _each(texts: list[str]) -> Iterator[str]:
    """Yield the texts; a lone ``-`` stands for the lines of stdin, empty ones too."""
    if texts != [STANDARD_INPUT]:
        yield from texts
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _line(person: dict[str, Any]) -> str:
    arrived = f"arrived {person['arrived'][11:16]}" if person["arrived"] else "expected"
    return f"{person['id']}  {arrived:13}  {person['name']}  {person['organisation']}".rstrip()
