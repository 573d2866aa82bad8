"""``figures``: the event in numbers."""

from collections.abc import Iterator

import typer

from app.clock import to_instant
from app.commands.context import answer, context
from app.reports.doings import Doings
from app.reports.figures import Figures, as_json, figures

app = typer.Typer(add_completion=False)


@app.command(name="figures")
def show() -> None:
    """Show who was registered, who came and when, and how full the sessions were."""
    journal = context().workplace.journal
    programme = journal.programme()
    doings = Doings(journal.bearings())
    doings.take(entry for _, entry in journal.entries())
    now = to_instant(context().workplace.clock.read().wall_ms)
    numbers = figures(programme, journal.standings(), doings=doings, now=now)
    answer(as_json(numbers, programme.event.zone, with_names=True), "\n".join(_lines(numbers)))


def _lines(numbers: Figures) -> Iterator[str]:
    rate = numbers.no_show_rate
    yield f"registered {numbers.registered}, of whom {numbers.cancelled} cancelled"
    yield f"arrived    {numbers.arrived}, of whom {numbers.present} are inside"
    yield f"walk-ins   {numbers.walk_ins}, counted without a name {numbers.counted}"
    yield f"heads      {numbers.headcount} inside, with and without a name"
    yield f"no-shows   {'nobody was expected' if rate is None else f'{rate:.1%}'}"
    for one in numbers.sessions:
        seats = "" if one.capacity is None else f" of {one.capacity}"
        yield f"{one.name}: {one.booked}{seats} booked, {one.arrived} came, {one.peak} at once"
