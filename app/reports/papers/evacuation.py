"""The sheet for the fire brigade: how many people are in which room, and who needs help."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time

from app.model.programme import Programme, Session
from app.model.standing import Direction, Standing
from app.reports.account import Figures
from app.reports.arrivals import is_counted
from app.reports.papers.evacuation_words import EvacuationWords, evacuation_words
from app.reports.papers.page import GREY, INK, Page, Paper
from app.reports.sheet import listed_name, sorting_name

_LEFT, _WIDTH = 17.0, 176.0
_BOTTOM = 274.0
_ROOM, _HELP = 9.0, 12.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: inside or not, and in which room as far as that is known."""

    is_inside: bool = False
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who is in the house: people by session (None: in no room that is known), and who asked."""

    by_room: Counter[str | None]
    asking: tuple[tuple[Standing, str | None], ...]

    @property
    def named(self) -> int:
        """How many people with a name."""
        return sum(self.by_room.values())


def place_of(standing: Standing, programme: Programme, now: datetime) -> Place:
    """Return where a person is by all movements, doors of rooms included.

    Whoever came to a room is in the house, whether the entrance saw them or not. Nobody is
    taken to be in a room whose session is over.
    """
    place = Place()
    for movement in standing.movements:
        is_entrance = programme.is_entrance(movement.session)
        leads_in = movement.direction is Direction.IN
        if is_entrance:
            place = Place(leads_in)
        elif leads_in:
            place = Place(is_inside=True, session=movement.session)
        elif place.session == movement.session:
            place = Place(place.is_inside)
    session = programme.sessions.get(place.session) if place.session else None
    is_over = session is None or (session.ends is not None and session.ends < now)
    return Place(place.is_inside) if is_over else place


def crowd(programme: Programme, standings: Iterable[Standing], now: datetime) -> Crowd:
    """Return who is in the house; help is told of those who agreed only."""
    rooms: Counter[str | None] = Counter()
    asking = []
    for standing in filter(is_counted, standings):
        place = place_of(standing, programme, now)
        if not place.is_inside:
            continue
        rooms[place.session] += 1
        if standing.person.needs and not standing.is_erased:
            asking.append((standing, place.session))
    asking.sort(key=lambda one: sorting_name(one[0]))
    return Crowd(rooms, tuple(asking))


def evacuation_pdf(
    programme: Programme, standings: Iterable[Standing], numbers: Figures, language: str = "de"
) -> bytes:
    """Return the sheet, one page A4, more only where many ask for help.

    Args:
        programme: The event.
        standings: Everybody.
        numbers: The event's figures as of now.
        language: ``de`` or ``en``.
    """
    words = evacuation_words(language)
    there = crowd(programme, standings, numbers.as_of)
    paper = Paper()
    page = paper.page()
    _draw_head(page, programme, numbers, there, words)
    page, top = _draw_rooms((paper, page), programme, there, numbers.counted, words)
    if top + 8 + _HELP > _BOTTOM:
        page, top = paper.page(), 20.0
    page.text(words.help, (_LEFT, top, _WIDTH, 7), 13, weight=700)
    top += 8
    if not there.asking:
        page.text(words.nobody, (_LEFT, top + 1, _WIDTH, 6), 11)
    for standing, session in there.asking:
        if top + _HELP > _BOTTOM:
            page, top = paper.page(), 20.0
        room = programme.sessions[session] if session else None
        _draw_person(page, standing, room, top)
        top += _HELP
        page.rule(_LEFT, top, _WIDTH)
    page.text(words.secret, (_LEFT, 284, _WIDTH, 5), 9, colour=GREY)
    return paper.pdf(f"{words.title}: {programme.event.name}")


def _draw_head(
    page: Page, programme: Programme, numbers: Figures, there: Crowd, words: EvacuationWords
) -> None:
    event, here = programme.event, numbers.here
    now = numbers.as_of.astimezone(event.zone)
    day = format_date(now, "long", locale=words.locale)
    as_of = words.as_of.format(day=day, time=format_time(now, "HH:mm", locale=words.locale))
    page.text(words.title, (_LEFT, 14, 90, 7), 11.5, weight=700)
    page.text(as_of, (_LEFT + 86, 14, 90, 7), 11.5, align="right")
    page.rule(_LEFT, 21.5, _WIDTH, 1.5, INK)
    page.text(event.name, (_LEFT, 25, _WIDTH, 9), 15)
    total = there.named + numbers.counted
    page.text(str(total), (_LEFT, 33, 66, 24), 60, weight=700)
    page.text(words.inside, (_LEFT + 68, 37, 108, 8), 15, weight=600)
    # Those whom only the door of a room has seen are in the house for certain.
    more = total - here.value
    minimum, maximum = max(0, here.minimum + more), here.maximum + more
    if minimum < maximum:
        bounds = words.between.format(minimum=minimum, maximum=maximum)
        page.text(bounds, (_LEFT + 68, 45, 108, 6), 11.5)
    page.text(" ".join(_caveats(numbers, words)), (_LEFT + 68, 51, 108, 10), 10, colour=GREY)


def _caveats(numbers: Figures, words: EvacuationWords) -> Sequence[str]:
    here = numbers.here
    behind = [station.name for station in here.stations if not station.is_fresh]
    known = words.behind.format(stations=", ".join(behind)) if behind else ""
    alone = "" if here.stations else words.alone
    return [
        part for part in (words.exits if here.counts_exits else words.upper, known, alone) if part
    ]


def _draw_rooms(
    place: tuple[Paper, Page],
    programme: Programme,
    there: Crowd,
    unnamed: int,
    words: EvacuationWords,
) -> tuple[Page, float]:
    """Draw a row a room and return the page and where on it the next part begins."""
    paper, page = place
    page.text(words.rooms, (_LEFT, 68, _WIDTH, 7), 13, weight=700)
    top = 76.0
    rows: list[tuple[str, str, int]] = [
        (session.room, session.name, there.by_room[session.id])
        for session in programme.sessions.values()
        if there.by_room[session.id]
    ]
    rows.append(("", words.elsewhere, there.by_room[None]))
    if unnamed:
        rows.append(("", words.unnamed, unnamed))
    rows.append(("", words.total, there.named + unnamed))
    for room, name, number in rows:
        if top + _ROOM > _BOTTOM:
            page, top = paper.page(), 20.0
        page.rule(_LEFT, top, _WIDTH)
        is_last = name == words.total
        if room:
            page.tile(room, (_LEFT, top + 1.4, 20, _ROOM - 2.8), 10.5)
        page.cell(name, (_LEFT + 26, top, 118, _ROOM), 12, weight=600 if is_last else 400)
        box = (_LEFT + 146, top + 1.6, 30, _ROOM - 2)
        page.text(str(number), box, 14, weight=700, align="right")
        top += _ROOM
    page.rule(_LEFT, top, _WIDTH)
    return page, top + 9


def _draw_person(page: Page, standing: Standing, room: Session | None, top: float) -> None:
    page.rule(_LEFT, top, _WIDTH)
    page.tick_box(_LEFT, top + 3.2, 5.6)
    needs = standing.person.needs
    if room is not None and room.room:
        page.tile(room.room, (_LEFT + 10, top + 2.6, 20, _HELP - 5.2), 10)
    elif room is not None:  # a name has no room in a tile
        needs = f"{room.name}: {needs}"
    page.cell(listed_name(standing.person), (_LEFT + 34, top, 62, _HELP), 11.5, weight=600)
    page.cell(needs, (_LEFT + 98, top, 78, _HELP), 11)
