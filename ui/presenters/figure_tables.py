"""The tables of the figures' page, in words."""

from collections.abc import Callable, Mapping

from app.model.programme import SessionKind
from app.reports.account import Figures, MissingSpeaker, Share, StationSight
from app.reports.compare import Edition, FigureSight
from app.reports.occupancy import Attendance
from ui import figures_texts as own
from ui.language import Language
from ui.widgets.figure_table import Cell, Column, Gauge, TableView

_JUST_NOW_S = 2
_MINUTE_S = 60
_PERCENT = 100
_FIELDS: Mapping[str, str] = {
    "category": own.CATEGORY,
    "sector": own.SECTOR,
    "country": own.COUNTRY,
    "university": own.UNIVERSITY,
    "organisation": own.ORGANISATION,
}


def tables(sight: FigureSight, pane: str, language: Language) -> tuple[TableView, ...]:
    """Return the tables of a pane."""
    return _PANES[pane](sight, language)


def _overview(sight: FigureSight, language: Language) -> tuple[TableView, ...]:
    numbers = sight.numbers
    return rooms(numbers, language), speakers(numbers, language), stations(numbers, language)


def rooms(numbers: Figures, language: Language) -> TableView:
    """Return how full the rooms are, the next to begin first."""
    say = language.say
    columns = (
        Column(say(own.ROOM)),
        Column("", is_wide=True),
        Column(say(own.TAKEN)),
        Column(say(own.BOOKED), is_right=True),
        Column(say(own.HERE), is_right=True),
    )
    rows = tuple(
        (
            Cell(one.room, 600),
            Cell(one.name),
            Cell(gauge=Gauge(one.present, one.booked, one.capacity or one.booked)),
            Cell(_booked(one, language)),
            Cell(language.number(one.present), 600),
        )
        for one in _sessions(numbers)
    )
    return TableView(say(own.ROOMS), columns, rows, say(own.NO_ROOMS))


def speakers(numbers: Figures, language: Language) -> TableView:
    """Return which speakers are missing, the first to speak first."""
    say = language.say
    missing = numbers.missing_speakers
    here = numbers.speakers - len(missing)
    if not numbers.speakers:
        return TableView(say(own.SPEAKERS), note=say(own.NO_SPEAKERS))
    if not missing:
        return TableView(say(own.SPEAKERS), note=say(own.ALL_SPEAKERS_HERE))
    columns = (
        Column(say(own.STARTS)),
        Column(say(own.NAME), is_wide=True),
        Column(say(own.PHONE), is_right=True),
    )
    rows = [_speaker(one, language) for one in missing]
    if here:
        rows.append((Cell(), Cell(say(own.OTHERS_HERE, count=here), colour="ink2"), Cell()))
    title = say(own.SPEAKERS_MISSING, count=language.number(len(missing)))
    return TableView(title, columns, tuple(rows))


def stations(numbers: Figures, language: Language) -> TableView:
    """Return how old the knowledge of each station is, and what it still has to send."""
    say = language.say
    columns = (
        Column(say(own.NAME), is_wide=True),
        Column(say(own.CONTACT), is_right=True),
        Column(say(own.OPEN), is_right=True),
    )
    rows = tuple(
        (
            Cell(one.name, sign="welcome" if one.is_fresh else "attention"),
            Cell(_contact(one, language)),
            Cell(say(own.UNKNOWN) if one.unsent is None else language.number(one.unsent)),
        )
        for one in numbers.here.stations
    )
    note = say(own.EXITS_UNSEEN)
    return TableView(say(own.STATIONS), columns, rows, note)


def _all_rooms(sight: FigureSight, language: Language) -> tuple[TableView, ...]:
    """Return one table with everything about the rooms."""
    say, number = language.say, language.number
    counted: tuple[tuple[str, Callable[[Attendance], int]], ...] = (
        (own.BOOKED, lambda one: one.booked),
        (own.CAME, lambda one: one.arrived),
        (own.HERE, lambda one: one.present),
        (own.AT_ONCE, lambda one: one.peak),
        (own.EMPTY, lambda one: one.empty),
        (own.TURNED_AWAY, lambda one: one.turned_away),
    )
    columns = (
        Column(say(own.STARTS)),
        Column(say(own.ROOM)),
        Column("", is_wide=True),
        Column(say(own.TAKEN)),
        Column(say(own.SEATS), is_right=True),
        *(Column(say(words), is_right=True) for words, _ in counted),
    )
    rows = tuple(
        (
            Cell(language.time(one.starts) if one.starts else "", colour="ink2"),
            Cell(one.room, 600),
            Cell(one.name),
            Cell(gauge=Gauge(one.present, one.booked, one.capacity or one.booked)),
            Cell("" if one.capacity is None else number(one.capacity)),
            *(Cell(number(count(one))) for _, count in counted),
        )
        for one in _sessions(sight.numbers)
    )
    return (TableView(say(own.ROOMS), columns, rows, say(own.NO_ROOMS)),)


def _guests(sight: FigureSight, language: Language) -> tuple[TableView, ...]:
    """Return who came, by the fields of the list; those without any value come last."""
    by = sight.numbers.by
    known = [field for field in _FIELDS if set(by[field]) - {""}]
    shown = known or list(_FIELDS)[:1]
    return tuple(_breakdown(field, by[field], language) for field in shown)


def _breakdown(field: str, shares: Mapping[str, Share], language: Language) -> TableView:
    """Return how many of the registered came, by the values of a field; the unknown last."""
    say, number = language.say, language.number
    columns = (Column("", is_wide=True), Column(say(own.CAME_OF), is_right=True))
    ordered = sorted(
        shares.items(), key=lambda item: (item[0] == "", -item[1].arrived, -item[1].registered)
    )
    rows = tuple(
        (
            Cell(value or say(own.NOT_GIVEN), colour="ink" if value else "ink2"),
            Cell(_of(number(share.arrived), number(share.registered), language)),
        )
        for value, share in ordered
    )
    return TableView(say(_FIELDS[field]), columns, rows, say(own.NOBODY_YET))


def _of(part: str, whole: str, language: Language) -> str:
    return language.say(own.BOOKED_OF, booked=part, capacity=whole)


def _pace(sight: FigureSight, language: Language) -> tuple[TableView, ...]:
    numbers = sight.numbers
    return _paces(numbers, language), _totals(numbers, language), _editions(sight, language)


def _paces(numbers: Figures, language: Language) -> TableView:
    say = language.say
    columns = (
        Column(say(own.STATION), is_wide=True),
        Column(say(own.GUEST_COUNT), is_right=True),
        Column(say(own.HALF), is_right=True),
        Column(say(own.MOST), is_right=True),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(one.station if one.is_paper else say(own.PACE_SCANS, name=one.station)),
            Cell(language.number(one.guests)),
            Cell(_seconds(one.p50_s, language)),
            Cell(_seconds(one.p95_s, language)),
        )
        for one in numbers.pace
    ]
    desks = numbers.desks
    if desks.advised:
        told = (
            (own.DESKS_OPEN, language.number(desks.open)),
            (own.WAIT, _wait(desks.wait_s, language)),
            (own.WAIT_MORE, _wait(desks.wait_with_one_more_s, language)),
            (own.ADVISED, language.number(desks.advised)),
        )
        rows += [(Cell(say(words)), Cell(), Cell(), Cell(value, 600)) for words, value in told]
    return TableView(say(own.PACE_TITLE), columns, tuple(rows), say(own.NO_PACE))


def _totals(numbers: Figures, language: Language) -> TableView:
    say, number, no_show = language.say, language.number, numbers.no_show
    share = own.NO_FORECAST if no_show.rate is None else own.PERCENT
    percent = language.decimal((no_show.rate or 0) * _PERCENT)
    told = [
        (say(own.NO_SHOW_RATE), say(share, percent=percent)),
        (say(own.REGISTERED_ALL), number(numbers.registered)),
        (say(own.CANCELLED), number(numbers.cancelled)),
        (say(own.WALK_INS), number(numbers.walk_ins)),
        (say(own.COUNTED), number(numbers.counted)),
        *((one.label or say(own.COMPANIONS), number(one.number)) for one in numbers.groups),
    ]
    formula = say(
        own.NO_SHOW_FORMULA, missing=number(no_show.missing), expected=number(no_show.expected)
    )
    columns = (Column(formula, is_wide=True), Column("", is_right=True))
    rows = tuple((Cell(words), Cell(value, 600)) for words, value in told)
    return TableView(say(own.NO_SHOWS), columns, rows)


def _editions(sight: FigureSight, language: Language) -> TableView:
    say = language.say
    columns = (
        Column(say(own.NAME), is_wide=True),
        Column(say(own.BY_NOW), is_right=True),
        Column(say(own.AT_LAST), is_right=True),
    )
    rows = tuple(_edition(one, language) for one in sight.editions)
    return TableView(say(own.EDITIONS), columns, rows, say(own.NO_EDITIONS))


def _edition(one: Edition, language: Language) -> tuple[Cell, ...]:
    at_last = "" if one.is_this else _percent(one.percent(one.arrived), language)
    name = language.say(own.THIS_ONE) if one.is_this else f"{one.name} {one.starts[:4]}"
    weight = 600 if one.is_this else 400
    return Cell(name, weight), Cell(_percent(one.percent(one.so_far), language)), Cell(at_last)


def _percent(value: float | None, language: Language) -> str:
    if value is None:
        return language.say(own.NO_FORECAST)
    return language.say(own.PERCENT, percent=language.number(round(value)))


def _sessions(numbers: Figures) -> list[Attendance]:
    """Return the rooms, those whose session goes on or comes first, by their beginnings."""
    inner = [one for one in numbers.sessions if one.kind is not SessionKind.ENTRANCE]

    def order(one: Attendance) -> tuple[bool, bool, str, str]:
        is_over = one.ends is not None and one.ends < numbers.as_of
        starts = one.starts.isoformat() if one.starts else ""
        return is_over, one.starts is None, starts, one.room

    return sorted(inner, key=order)


def _booked(one: Attendance, language: Language) -> str:
    booked = language.number(one.booked)
    if one.capacity is None:
        return booked
    return language.say(own.BOOKED_OF, booked=booked, capacity=language.number(one.capacity))


def _speaker(one: MissingSpeaker, language: Language) -> tuple[Cell, ...]:
    return Cell(language.time(one.starts)), Cell(one.name, 600), Cell(one.phone)


def _contact(one: StationSight, language: Language) -> str:
    if one.seen_s is None:
        return language.say(own.NEVER)
    if one.seen_s < _JUST_NOW_S:
        return language.say(own.NOW)
    if one.seen_s < _MINUTE_S:
        return language.say(own.SECONDS_AGO, count=round(one.seen_s))
    minutes = language.number(round(one.seen_s / _MINUTE_S))
    return language.say(own.MINUTES_AGO, count=minutes)


def _seconds(value: float, language: Language) -> str:
    return language.say(own.SECONDS, count=language.decimal(value))


def _wait(seconds: float | None, language: Language) -> str:
    if seconds is None:
        return language.say(own.GROWS)
    if seconds < _MINUTE_S:
        return language.say(own.SECONDS, count=language.number(round(seconds)))
    return language.say(own.MINUTES, count=language.decimal(seconds / _MINUTE_S))


_PANES: Mapping[str, Callable[[FigureSight, Language], tuple[TableView, ...]]] = {
    "overview": _overview,
    "rooms": _all_rooms,
    "guests": _guests,
    "pace": _pace,
}
