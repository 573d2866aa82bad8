"""Paper lists for the desks, with a number a row by which they are entered again later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from babel.dates import format_date

from app.errors import EmptyError, InputError
from app.model.programme import Programme
from app.model.standing import Standing, Status
from app.reports.papers.fallback_words import FallbackWords, fallback_words
from app.reports.papers.page import GREY, INK, Page, Paper
from app.reports.sheet import listed_name, sorting_name
from app.reports.source import Tick

MOST_DESKS = 26
ROWS = 28
"""Rows on a page, blank ones too."""

BLANK = 8
"""Rows at the end of each list for guests without a registration."""

_LEFT, _WIDTH = 15.0, 180.0
_TOP, _ROW = 48.0, 8.2
_COLUMNS = ((15.0, 13.0), (30.0, 8.0), (40.0, 66.0), (108.0, 62.0), (173.0, 22.0))


@dataclass(frozen=True, slots=True)
class PaperTable:
    """The people of one desk: ``name`` is the list's, ``span`` the letters it covers."""

    name: str
    span: str
    people: tuple[Standing, ...]


def paper_tables(standings: Iterable[Standing], pack: str, desks: int) -> list[PaperTable]:
    """Part everybody who may come between desks, by the first letter of the sorted name.

    Args:
        standings: Everybody.
        pack: What the lists of one printing have in common, the beginning of their names.
        desks: How many; fewer where there are fewer letters.

    Raises:
        EmptyError: there are no guests.
        InputError: there are too many desks.
    """
    if not 1 <= desks <= MOST_DESKS:
        sentence = f"Lists are for 1 to {MOST_DESKS} desks; choose with --desks."
        raise InputError(sentence)
    people = sorted(filter(_may_come, standings), key=sorting_name)
    if not people:
        sentence = "There is nobody on the list yet; import one before you print it."
        raise EmptyError(sentence)
    letters = [(letter, tuple(group)) for letter, group in groupby(people, key=_letter)]
    return [
        PaperTable(f"{pack}{chr(ord('A') + number)}", _span(part), _people(part))
        for number, part in enumerate(_parted(letters, desks))
    ]


def fallback_pdf(
    programme: Programme,
    tables: Sequence[PaperTable],
    language: str = "de",
    tick: Tick = lambda _done, _all: None,
) -> bytes:
    """Return all lists as pages A4; each begins on a page of its own."""
    words, event = fallback_words(language), programme.event
    day = format_date(event.starts.astimezone(event.zone), "full", locale=words.locale)
    paper = Paper()
    everybody, done = sum(len(table.people) for table in tables), 0
    for table in tables:
        rows: list[Standing | None] = [*table.people, *[None] * BLANK]
        rows += [None] * (-len(rows) % ROWS)
        pages = len(rows) // ROWS
        for number in range(pages):
            tick(done + min(number * ROWS, len(table.people)), everybody)
            page = paper.page()
            _draw_head(page, table, words, words.seats.format(event=event.name, day=day))
            part = rows[number * ROWS : (number + 1) * ROWS]
            _draw_rows(page, part, number * ROWS + 1, len(table.people), words)
            foot = words.page.format(table=table.name, page=number + 1, pages=pages)
            page.text(words.later, (_LEFT, 286, 110, 5), 9, colour=GREY)
            page.text(foot, (_LEFT + 100, 286, 80, 5), 9, colour=GREY, align="right")
        done += len(table.people)
    return paper.pdf(f"{words.title.format(table=tables[0].name)}: {event.name}")


def _may_come(standing: Standing) -> bool:
    is_coming = standing.status in (Status.ACTIVE, Status.UNPAID)
    return is_coming and not standing.is_erased and not standing.merged_into


def _letter(standing: Standing) -> str:
    first = sorting_name(standing)[0][:1]
    return first.upper() if first.isalpha() else "#"


_Letters = list[tuple[str, tuple[Standing, ...]]]


def _parted(letters: _Letters, desks: int) -> list[_Letters]:
    """Part letters into neighbouring groups of about as many people."""
    parts: list[_Letters] = []
    rest = list(letters)
    for left in range(min(desks, len(letters)), 0, -1):
        wanted = sum(len(people) for _, people in rest) / left
        part = [rest.pop(0)]
        while len(rest) >= left and _gains(part, rest[0], wanted):
            part.append(rest.pop(0))
        parts.append(part + (rest if left == 1 else []))
        rest = [] if left == 1 else rest
    return parts


def _gains(part: _Letters, following: tuple[str, tuple[Standing, ...]], wanted: float) -> bool:
    """Whether a part comes nearer to the wanted number with the following letter."""
    now = sum(len(people) for _, people in part)
    return abs(now + len(following[1]) - wanted) <= abs(now - wanted)


def _span(part: _Letters) -> str:
    first, last = part[0][0], part[-1][0]
    return first if first == last else f"{first}–{last}"


def _people(part: _Letters) -> tuple[Standing, ...]:
    return tuple(standing for _, people in part for standing in people)


def _draw_head(page: Page, table: PaperTable, words: FallbackWords, about: str) -> None:
    page.text(table.span, (_LEFT, 10, 90, 19), 42, weight=700)
    title = words.title.format(table=table.name)
    page.text(title, (_LEFT + 90, 12, 90, 9), 20, weight=700, align="right")
    page.text(about, (_LEFT + 90, 20.5, 90, 9), 9.5, colour=GREY, align="right")
    page.text(words.how.format(table=table.name), (_LEFT, 29.5, _WIDTH, 10), 10)
    for word, (left, width) in zip(words.columns, _COLUMNS, strict=True):
        page.text(word, (left, _TOP - 6, width, 5), 9, weight=700, colour=GREY)
    page.rule(_LEFT, _TOP, _WIDTH, 1, INK)


def _draw_rows(
    page: Page, rows: Sequence[Standing | None], first: int, people: int, words: FallbackWords
) -> None:
    for place, standing in enumerate(rows):
        top = _TOP + place * _ROW
        number, box, name, organisation, _ = _COLUMNS
        if standing is not None:
            page.cell(str(first + place), (number[0], top, number[1], _ROW), 13, weight=700)
            page.cell(listed_name(standing.person), (name[0], top, name[1], _ROW), 10.5, weight=600)
            place_of = (organisation[0], top, organisation[1], _ROW)
            page.cell(standing.person.organisation, place_of, 8.5, colour=GREY)
        elif first + place == people + 1:
            page.cell(words.blank, (name[0], top, 120, _ROW), 9, colour=GREY)
        page.tick_box(box[0] + 0.5, top + (_ROW - 4.6) / 2, 4.6)
        page.rule(_LEFT, top + _ROW, _WIDTH)
