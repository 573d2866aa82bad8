"""What the one-page report tells, before it is drawn: sentences, numbers, groups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from app.model.programme import Event, Programme, SessionKind
from app.model.standing import Standing
from app.reports.account import Figures
from app.reports.arrivals import is_counted
from app.reports.papers.counting import Histogram, arrivals_by, histogram, visits
from app.reports.papers.report_words import ReportWords
from app.reports.small_cells import LEAST, Grouped, Stretch, grouped, stretched

_ORIGIN = ("country", "university", "organisation")
_KIND = ("sector", "category", "organisation", "university")
_LONG_DAY = "long"


@dataclass(frozen=True, slots=True)
class Topic:
    """People who came by the values of one field."""

    field: str
    groups: Grouped


@dataclass(frozen=True, slots=True)
class Visit:
    """A part of the programme: kind, room, name, seats, and who came; None for fewer than five."""

    kind: SessionKind
    room: str
    name: str
    capacity: int | None
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that a report tells; ``stretches`` are of the bins of ``histogram``."""

    event: Event
    numbers: Figures
    guests: int
    named: int
    countries: int
    participants: int
    origin: Topic | None
    kind: Topic | None
    visits: tuple[Visit, ...]
    histogram: Histogram
    stretches: tuple[Stretch, ...]


def facts_of(programme: Programme, standings: Iterable[Standing], numbers: Figures) -> Facts:
    """Count what a report tells.

    Args:
        programme: The event.
        standings: Everybody.
        numbers: The event's figures as of now.
    """
    people = [standing for standing in standings if is_counted(standing)]
    came = [standing for standing in people if standing.arrived is not None]
    told = visits(programme, people)
    rooms = {session.id for session, _ in told}
    bars = histogram(came, programme.event.starts)
    origin = _topic(came, _ORIGIN)
    kinds = [field for field in _KIND if origin is None or field != origin.field]
    countries = {" ".join(one.person.get("country").split()).casefold() for one in came} - {""}
    return Facts(
        event=programme.event,
        numbers=numbers,
        guests=len(came) + numbers.counted,
        named=len(came),
        countries=len(countries),
        participants=sum(any(one.first_arrival(room) for room in rooms) for one in came),
        origin=origin,
        kind=_topic(came, kinds),
        visits=tuple(
            Visit(one.kind, one.room, one.name, one.capacity, number if number >= LEAST else None)
            for one, number in told
        ),
        histogram=bars,
        stretches=tuple(stretched(bars.bins)),
    )


def headline(facts: Facts, words: ReportWords) -> str:
    """Return the sentence that will be quoted."""
    if facts.guests == 1:
        return words.one_guest
    number = _number(facts.guests, words)
    if facts.countries > 1 and facts.guests == facts.named:
        return words.guests_from.format(number=number, countries=facts.countries)
    return words.guests.format(number=number)


def lead(facts: Facts, words: ReportWords) -> str:
    """Return what happened in two or three sentences."""
    return " ".join(_sentences(facts, words))


def key_figures(facts: Facts, words: ReportWords) -> Sequence[tuple[str, str]]:
    """Return four numbers and what they are."""
    no_show = facts.numbers.no_show
    came = no_show.expected - no_show.missing
    rate = words.nobody
    if no_show.rate is not None:
        rate = format_percent(no_show.rate, "#,##0.0\u00a0%", locale=words.locale)
    return (
        (_number(no_show.expected, words), words.registered),
        (_number(came, words), words.of_them),
        (rate, words.missing),
        (_number(facts.named - came, words), words.unlisted),
    )


def notes(facts: Facts, words: ReportWords) -> str:
    """Return what the small print says: how it was counted, and from what."""
    no_show, stations = facts.numbers.no_show, facts.numbers.here.stations
    formula = words.no_formula
    if no_show.expected:
        came = no_show.expected - no_show.missing
        formula = words.formula.format(expected=no_show.expected, came=came)
    source = words.source_one
    if len(stations) > 1:
        is_complete = all(station.is_fresh for station in stations)
        state = words.complete if is_complete else words.behind
        source = words.source.format(number=len(stations), state=state)
    return f"{words.only_numbers} {formula} {source}"


def _topic(came: Sequence[Standing], fields: Iterable[str]) -> Topic | None:
    """Return the first of *fields* that says something about enough people."""
    for field in fields:
        groups = grouped(arrivals_by(came, field), most=8)
        if groups.shown:
            return Topic(field, groups)
    return None


def _sentences(facts: Facts, words: ReportWords) -> Iterator[str]:
    when, number = _when(facts.event, words), _number(facts.guests, words)
    if facts.countries > 1 and facts.guests == facts.named:
        yield words.came_from.format(when=when, number=number, countries=facts.countries)
    else:
        yield words.came.format(when=when, number=number)
    if facts.numbers.counted:
        yield words.counted.format(number=_number(facts.numbers.counted, words))
    visited = [visit for visit in facts.visits if visit.number]
    if facts.participants < LEAST or not visited:
        return
    participants = _number(facts.participants, words)
    if len(visited) == 1:
        yield words.took_part_one.format(number=participants, session=visited[0].name)
    else:
        sessions = len(visited)
        told = words.numbers[sessions] if sessions < len(words.numbers) else str(sessions)
        are_workshops = all(visit.kind is SessionKind.WORKSHOP for visit in visited)
        sentence = words.took_part if are_workshops else words.took_part_in_more
        yield sentence.format(number=participants, sessions=told)


def _when(event: Event, words: ReportWords) -> str:
    first, last = (at.astimezone(event.zone).date() for at in (event.starts, event.ends))
    one, other = (format_date(day, _LONG_DAY, locale=words.locale) for day in (first, last))
    # A party that ends after midnight is still of the day before.
    is_one_day = (event.ends - event.starts).total_seconds() < 24 * 3600
    if is_one_day:
        return words.on_day.format(day=one)
    return words.on_days.format(first=one, last=other)


def _number(number: int, words: ReportWords) -> str:
    return str(format_decimal(number, locale=words.locale))
