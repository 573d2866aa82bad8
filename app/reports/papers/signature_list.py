"""The list that people sign at the door: who has a seat, and room for those who just come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date, format_time

from app.badge.fields import Box
from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing
from app.reports.arrivals import is_counted, is_expected
from app.reports.papers.page import GREY, Page, Paper
from app.reports.papers.paper_words import PaperWords, paper_words
from app.reports.sheet import listed_name, sorting_name
from app.reports.source import Tick

ROWS = 22
"""Rows on a page, blank ones too."""

BLANK = 6
"""Rows at the end that stay blank at least, for people who are on no list."""

_LEFT, _RIGHT = 15.0, 195.0
_TOP, _ROW = 50.0, 10.5
_COLUMNS = ((15.0, 10.0), (26.0, 62.0), (90.0, 48.0), (140.0, 55.0))
"""Left edge and width of number, name, organisation and signature."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above every page."""

    event: str
    session: str
    when: str
    words: PaperWords


def signature_list_pdf(
    programme: Programme,
    standings: Iterable[Standing],
    session: Session | None = None,
    language: str = "de",
    logos: Iterable[Path] = (),
    tick: Tick = lambda _done, _all: None,
) -> bytes:
    """Return the list as a PDF of pages A4.

    Args:
        programme: The event.
        standings: Everybody; chosen are those who have a seat in *session* or came to it.
        session: None is the whole event.
        language: ``de`` or ``en``.
        logos: Pictures of hosts and funders, for the head of every page.
        tick: Is told how many pages are done.
    """
    people = sorted((s for s in standings if signs(s, session)), key=sorting_name)
    head = _head(programme, session, paper_words(language))
    rows: list[Standing | None] = [*people, *[None] * BLANK]
    rows += [None] * (-len(rows) % ROWS)
    paper = Paper(logos)
    pages = list(_batched(rows))
    for number, part in enumerate(pages, start=1):
        tick(number - 1, len(pages))
        page = paper.page()
        _draw_head(page, head, 180 - paper.logos_wide)
        page.logos(paper.logos, _RIGHT, 11)
        _draw_rows(page, part, first=(number - 1) * ROWS + 1)
        foot = head.words.page.format(page=number, pages=len(pages))
        page.text(foot, (_LEFT, 285, 180, 5), 9, colour=GREY, align="right")
    return paper.pdf(f"{head.words.signature_list}: {head.session or head.event}")


def _batched(rows: Sequence[Standing | None]) -> Iterable[Sequence[Standing | None]]:
    return (rows[start : start + ROWS] for start in range(0, len(rows), ROWS))


def signs(standing: Standing, session: Session | None) -> bool:
    """Whether a person stands on the list of *session*, None being the whole event."""
    if standing.is_erased or not is_counted(standing):
        return False
    if session is None:
        return is_expected(standing) or standing.arrived is not None
    has_seat = standing.bookings.get(session.id) is Booking.BOOKED and is_expected(standing)
    return has_seat or standing.first_arrival(session.id) is not None


def _head(programme: Programme, session: Session | None, words: PaperWords) -> _Head:
    event = programme.event
    starts = ((session and session.starts) or event.starts).astimezone(event.zone)
    clock = format_time(starts, "short", locale=words.locale)
    when = [format_date(starts, "full", locale=words.locale), words.clock.format(time=clock)]
    if session and session.room:
        when.append(words.room.format(room=session.room))
    return _Head(event.name, session.name if session else "", " · ".join(when), words)


def _draw_head(page: Page, head: _Head, room: float) -> None:
    page.text(head.words.signature_list, (_LEFT, 11, room, 6), 10, colour=GREY)
    page.text(head.session or head.event, (_LEFT, 16.5, room, 10.5), 17, weight=700)
    below = (head.event, head.when) if head.session else (head.when,)
    page.text(" · ".join(below), (_LEFT, 28, 180, 10), 10.5)
    words = (head.words.number, head.words.name, head.words.organisation, head.words.signature)
    for word, (left, width) in zip(words, _COLUMNS, strict=True):
        page.text(word, (left, _TOP - 6, width, 5), 9, weight=700, colour=GREY)
    page.rule(_LEFT, _TOP, _RIGHT - _LEFT, 1)


def _draw_rows(page: Page, rows: Sequence[Standing | None], *, first: int) -> None:
    for place, standing in enumerate(rows):
        top = _TOP + place * _ROW
        number, name, organisation, _ = _COLUMNS
        inside = top + 0.6, _ROW - 1.2
        page.cell(str(first + place), _box(number, inside), 9, colour=GREY)
        if standing is not None:
            page.cell(listed_name(standing.person), _box(name, inside), 10.5, weight=600)
            page.cell(standing.person.organisation, _box(organisation, inside), 9)
        page.rule(_LEFT, top + _ROW, _RIGHT - _LEFT)


def _box(column: tuple[float, float], row: tuple[float, float]) -> Box:
    return column[0], row[0], column[1], row[1]
