"""The deletion protocol on paper: what was deleted and when, and what is still stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from app.model.programme import Event
from app.model.retention import Due
from app.reports.papers.deletion_words import DeletionWords, deletion_words
from app.reports.papers.page import GREY, Page, Paper
from app.reports.papers.rows import on_pages

_LEFT, _WIDTH = 20.0, 170.0
_COLUMNS = ((20.0, 70.0), (92.0, 26.0), (120.0, 36.0), (157.0, 15.0), (174.0, 16.0))
_ALIGNED = ("left", "left", "left", "right", "right")
"""Left edge and width of data, two dates, people and entries, and where words stand in them."""

_FIRST_TOP, _TOP, _BOTTOM = 62.0, 24.0, 274.0
_ROW, _HEAD, _END = 11.0, 20.0, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionProtocol:
    """What is told: every deletion with its moment, and how each class stands, as of ``made``."""

    event: Event
    made: datetime
    deleted: Sequence[tuple[datetime, Due]]
    plan: Sequence[Due]


@dataclass(frozen=True, slots=True)
class _Row:
    """A part of the paper: a heading with columns, a line of text, a class, or the end."""

    kind: str
    words: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return {"head": _HEAD, "row": _ROW, "text": _ROW, "end": _END}[self.kind]

    @property
    def is_head(self) -> bool:
        return self.kind == "head"


def deletion_pdf(protocol: DeletionProtocol, language: str = "de") -> bytes:
    """Return the protocol as a PDF of pages A4; it names nobody."""
    words = deletion_words(language)
    pages = list(on_pages(list(_rows(protocol, words)), _BOTTOM - _FIRST_TOP, _BOTTOM - _TOP))
    paper = Paper()
    for number, part in enumerate(pages, start=1):
        page, top = paper.page(), _TOP
        if number == 1:
            _draw_head(page, protocol, words)
            top = _FIRST_TOP
        for row in part:
            _draw(page, row, top)
            top += row.height
        foot = words.page.format(page=number, pages=len(pages))
        page.text(foot, (_LEFT, 284, _WIDTH, 5), 8, colour=GREY, align="right")
    return paper.pdf(f"{words.title}: {protocol.event.name}")


def _rows(protocol: DeletionProtocol, words: DeletionWords) -> Iterator[_Row]:
    zone = protocol.event.zone
    yield _Row("head", (words.deleted, *(words.columns if protocol.deleted else ())))
    for at, due in sorted(protocol.deleted, key=lambda line: line[0]):
        day = format_date(due.at.astimezone(zone), "medium", words.locale)
        yield _class(due, day, _instant(at.astimezone(zone), "medium", words), words)
    if not protocol.deleted:
        yield _Row("text", (words.none_deleted,))
    left = [due for due in protocol.plan if due.people + due.entries]
    yield _Row("head", (words.plan, *(words.plan_columns if left else ())))
    for due in left:
        day = format_date(due.at.astimezone(zone), "medium", words.locale)
        yield _class(due, day, words.due if due.is_due else words.later, words)
    if not left:
        yield _Row("text", (words.nothing_left,))
    yield _Row("end", (words.note, words.signature))


def _instant(at: datetime, form: str, words: DeletionWords) -> str:
    """Return day and time to the minute."""
    day = format_date(at, form, words.locale)
    return f"{day}, {format_time(at, 'short', locale=words.locale)}"


def _class(due: Due, first: str, second: str, words: DeletionWords) -> _Row:
    numbers = (format_decimal(one, locale=words.locale) for one in (due.people, due.entries))
    return _Row("row", (*words.classes[due.what], first, second, *numbers))


def _draw_head(page: Page, protocol: DeletionProtocol, words: DeletionWords) -> None:
    event = protocol.event
    ends = format_date(event.ends.astimezone(event.zone), "long", words.locale)
    made = _instant(protocol.made.astimezone(event.zone), "long", words)
    page.text(words.title, (_LEFT, 18, _WIDTH, 6), 10, colour=GREY)
    page.text(event.name, (_LEFT, 27, _WIDTH, 12), 22, weight=700)
    page.text(words.about, (_LEFT, 41, _WIDTH, 6), 11)
    told = words.made.format(ends=ends, made=made)
    page.text(told, (_LEFT, 48, _WIDTH, 5), 9, colour=GREY)
    page.rule(_LEFT, 57, _WIDTH, 1)


def _draw(page: Page, row: _Row, top: float) -> None:
    draw = {"head": _draw_heading, "row": _draw_class, "end": _draw_end}.get(row.kind)
    if draw is None:
        page.text(row.words[0], (_LEFT, top + 2, _WIDTH, 6), 10)
    else:
        draw(page, row.words, top)


def _draw_heading(page: Page, words: Sequence[str], top: float) -> None:
    page.text(words[0], (_LEFT, top + 5, _WIDTH, 7), 13, weight=700)
    for word, (left, width), align in zip(words[1:], _COLUMNS, _ALIGNED, strict=False):
        box = (left, top + 14.5, width, 4.5)
        page.text(word, box, 8.5, weight=600, colour=GREY, align=align)
    page.rule(_LEFT, top + _HEAD - 0.5, _WIDTH, 1)


def _draw_class(page: Page, words: Sequence[str], top: float) -> None:
    name, about, *cells = words
    left, width = _COLUMNS[0]
    page.text(name, (left, top + 1, width, 5), 10, weight=600)
    page.text(about, (left, top + 5.8, width, 4.4), 8.5, colour=GREY)
    for cell, (left, width), align in zip(cells, _COLUMNS[1:], _ALIGNED[1:], strict=True):
        page.text(cell, (left, top + 2.8, width, 5.5), 10, align=align)
    page.rule(_LEFT, top + _ROW - 0.3, _WIDTH)


def _draw_end(page: Page, words: Sequence[str], top: float) -> None:
    note, signature = words
    page.text(note, (_LEFT, top + 5, _WIDTH, 10), 9, colour=GREY)
    page.rule(_LEFT, top + 29, 90, 0.8)
    page.text(signature, (_LEFT, top + 30, 90, 4.5), 8.5, colour=GREY)
