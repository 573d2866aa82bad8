"""``figures``: the event in numbers, beside earlier editions, or many events as one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.context import answer, context
from app.errors import InputError
from app.reports.account import Desks, Figures, Here, Pace
from app.reports.figures import as_json
from app.reports.occupancy import Attendance

app = typer.Typer(add_completion=False)

ALL = "all"


@app.command(name="figures")
def show(
    files: Annotated[
        list[Path] | None, typer.Argument(help="More files for --compare or --series.")
    ] = None,
    compare: Annotated[
        list[Path] | None, typer.Option(help="Numbers of an earlier edition (export aggregate).")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep what --compare names.")] = False,
    series: Annotated[
        list[str] | None,
        typer.Option(help="Sum events: files of export aggregate, or all of this data folder."),
    ] = None,
    third_party: Annotated[
        bool, typer.Option("--third-party", help="Without groups of fewer than five people.")
    ] = False,
) -> None:
    """Show who was registered, who came and when, and how full the sessions were."""
    more = files or []
    if series:
        _show_series([*series, *map(str, more)])
        return
    if more and not compare:
        sentence = f"{more[0]} is no option of figures; put --compare or --series before it."
        raise InputError(sentence)
    if third_party:
        _show_protected()
    else:
        _show_figures([*(compare or []), *more], is_kept=keep)


def _show_figures(files: Iterable[Path], *, is_kept: bool) -> None:
    from app.bootstrap.knowledge import Knowledge, hub_members
    from app.bootstrap.numbers import Numbers
    from app.reports.aggregate import read_aggregate
    from app.reports.compare import compared, editions_json

    workplace = context().workplace
    known = Knowledge(workplace, lambda: hub_members(workplace))
    known.ask_now()
    house = Numbers(workplace, known.contacts)
    take = house.keep_edition if is_kept else read_aggregate
    earlier = [take(path) for path in files] or list(house.editions())
    numbers, event = house.look(), context().programme.event
    starts = event.starts.astimezone(event.zone).isoformat()
    editions = compared(numbers, event.name, starts, earlier) if earlier else ()
    said = as_json(numbers, event.zone, with_names=True)
    lines = [*_lines(numbers), *(_edition(one) for one in editions_json(editions))]
    answer({**said, "compare": editions_json(editions)}, "\n".join(lines))


def _show_protected() -> None:
    from app.bootstrap.numbers import figures_of
    from app.reports.protection import protected, told

    numbers = protected(figures_of(context().workplace))
    said = as_json(numbers, context().programme.event.zone)
    for member in ("speakers", "missing_speakers", "groups", "pace", "desks", "forecast"):
        del said[member]
    answer(told(said))


def _show_series(names: list[str]) -> None:
    from app.bootstrap.numbers import aggregates_here
    from app.reports.aggregate import read_aggregate
    from app.reports.series import series_json, summed

    if ALL in names:
        found = aggregates_here(context().data)
        names = [name for name in names if name != ALL]
    else:
        found = []
    said = series_json(summed([*found, *(read_aggregate(Path(name)) for name in names)]))
    persons = "an unknown number of" if said["persons"] is None else said["persons"]
    lines = [
        f"{said['events']} events, {said['visits']} visits by {persons} people",
        f"registered {said['registered']}, of whom {said['cancelled']} cancelled",
        f"walk-ins   {said['walk_ins']}, counted without a name {said['counted']}",
        *(f"{one['name']}: {one['arrived']} of {one['registered']}" for one in said["each"]),
    ]
    answer(said, "\n".join(lines))


def _lines(numbers: Figures) -> Iterator[str]:
    rate = numbers.no_show_rate
    yield f"registered {numbers.registered}, of whom {numbers.cancelled} cancelled"
    yield f"arrived    {numbers.arrived}, of whom {numbers.present} are inside"
    yield f"walk-ins   {numbers.walk_ins}, counted without a name {numbers.counted}"
    yield f"heads      {numbers.headcount} inside, with and without a name{_bounds(numbers.here)}"
    no_show = numbers.no_show
    yield f"no-shows   {'nobody was expected' if rate is None else f'{rate:.1%}'}" + (
        f" = {no_show.missing} not arrived / {no_show.expected} registered and not cancelled"
        if rate is not None
        else ""
    )
    yield from map(_session, numbers.sessions)
    for speaker in numbers.missing_speakers:
        where = " ".join(part for part in (speaker.session, speaker.room, speaker.phone) if part)
        yield f"missing    {speaker.name} {where}".rstrip()
    yield from map(_pace, numbers.pace)
    if numbers.desks.wait_s is not None or numbers.desks.advised:
        yield _desks(numbers.desks)


def _bounds(here: Here) -> str:
    if here.minimum == here.maximum:
        return ""
    return f", at least {here.minimum}, at most {here.maximum}"


def _session(one: Attendance) -> str:
    seats = "" if one.capacity is None else f" of {one.capacity}"
    away = f", {one.turned_away} turned away" if one.turned_away else ""
    return f"{one.name}: {one.booked}{seats} booked, {one.arrived} came, {one.peak} at once{away}"


def _pace(one: Pace) -> str:
    to = "to the badge" if one.is_paper else "to the next scan"
    return f"{one.station}: {one.guests} guests, {one.p50_s:.0f} s {to}, p95 {one.p95_s:.0f} s"


def _desks(desks: Desks) -> str:
    wait, less = (
        "ever longer" if s is None else f"{s:.0f} s"
        for s in (desks.wait_s, desks.wait_with_one_more_s)
    )
    return f"desks      {desks.open} open: {wait} of waiting; one more: {less}"


def _edition(one: dict[str, Any]) -> str:
    percent = one["so_far_percent"]
    share = "" if percent is None else f", {percent:.0f} % of the expected"
    return f"{one['name']} ({one['starts'][:10]}): {one['so_far']} by this minute{share}"
