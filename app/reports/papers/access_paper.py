"""What is stored about one person, on paper for that person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from babel.dates import format_datetime

from app.model.access import AccessEntry, AccessReport
from app.reports.papers.access_words import AccessWords, access_words
from app.reports.papers.page import GREY, Page, Paper
from app.reports.papers.rows import on_pages
from app.reports.words import words as file_words

_LEFT, _WIDTH, _NAME = 20.0, 170.0, 44.0
_TOP, _FIRST_TOP, _BOTTOM = 24.0, 62.0, 278.0
_LINE, _SIZE, _HEAD = 4.6, 9.0, 11.0
_CHARACTERS = 76
"""Of one line of a value at that size, so that rows are as tall as their text."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading, when it has no value; else a name and a value."""

    name: str
    value: str | None = None

    @property
    def height(self) -> float:
        if self.value is None:
            return _LINE * 2.2
        lines = sum(-(-len(part) // _CHARACTERS) or 1 for part in self.value.splitlines() or [""])
        return lines * _LINE + 0.8

    @property
    def is_head(self) -> bool:
        return self.value is None


def access_pdf(report: AccessReport, zone: tzinfo, language: str = "de") -> bytes:
    """Return the report as a PDF of pages A4; times are in *zone*."""
    words = access_words(language)
    rows = list(_rows(report, zone, words))
    pages = list(on_pages(rows, _BOTTOM - _FIRST_TOP, _BOTTOM - _TOP))
    paper = Paper()
    for number, part in enumerate(pages, start=1):
        page = paper.page()
        top = _FIRST_TOP if number == 1 else _TOP
        if number == 1:
            _draw_head(page, report, zone, words)
        for row in part:
            _draw(page, row, top)
            top += row.height
        text = words.page.format(page=number, pages=len(pages))
        page.text(text, (_LEFT, 284, _WIDTH, 5), 8, colour=GREY, align="right")
    return paper.pdf(words.title)


def _draw_head(page: Page, report: AccessReport, zone: tzinfo, words: AccessWords) -> None:
    made = format_datetime(report.made.astimezone(zone), "long", locale=words.locale)
    page.text(words.title, (_LEFT, 18, _WIDTH, 6), 10, colour=GREY)
    page.text(report.name, (_LEFT, 27, _WIDTH, 12), 22, weight=700)
    page.text(words.about, (_LEFT, 41, _WIDTH, 6), 11)
    page.text(
        words.made.format(event=report.event, made=made), (_LEFT, 48, _WIDTH, 5), 9, colour=GREY
    )
    page.rule(_LEFT, 57, _WIDTH, 1)


def _draw(page: Page, row: _Row, top: float) -> None:
    if row.value is None:
        page.text(row.name, (_LEFT, top + _LINE * 0.8, _WIDTH, 6), _HEAD, weight=700)
        return
    page.text(row.name, (_LEFT, top, _NAME - 2, row.height), _SIZE, colour=GREY)
    page.text(row.value, (_LEFT + _NAME, top, _WIDTH - _NAME, row.height), _SIZE)


def _rows(report: AccessReport, zone: tzinfo, words: AccessWords) -> Iterator[_Row]:
    yield from _section(words.person, report.fields.items(), words)
    listed = {key: value for key, value in report.listed.items() if report.fields.get(key) != value}
    if listed:
        yield from _section(words.listed, listed.items(), words)
    if report.bookings:
        yield from _section(words.bookings, report.bookings.items(), words)
    yield from _section(words.codes, (("", code) for code in report.codes), words)
    yield _Row(words.other)
    yield _Row("", words.words.format(words=report.words or words.nothing))
    yield _Row("", words.jobs.format(count=report.jobs))
    yield _Row("", words.mentions.format(count=report.mentions))
    yield _Row(words.entries)
    for entry in report.entries:
        at = format_datetime(entry.at.astimezone(zone), "short", locale=words.locale)
        yield _Row(at, _told(entry, words))


def _section(title: str, pairs: Iterable[tuple[str, str]], words: AccessWords) -> Iterator[_Row]:
    yield _Row(title)
    headings = file_words(words.locale).headings
    rows = [_Row(headings.get(name, name), words.seats.get(value, value)) for name, value in pairs]
    yield from rows or [_Row("", words.nothing)]


def _told(entry: AccessEntry, words: AccessWords) -> str:
    """Return an entry as text: what, where, and every word of it."""
    head = " · ".join(
        part
        for part in (words.kinds.get(entry.kind, entry.kind), entry.station, entry.session)
        if part
    )
    said = "; ".join(_flat(entry.words))
    return f"{head}\n{said}" if said else head


def _flat(value: Mapping[str, Any], name: str = "") -> Iterator[str]:
    for key, one in value.items():
        path = f"{name}.{key}" if name else key
        if isinstance(one, Mapping):
            yield from _flat(one, path)
        elif isinstance(one, list | tuple):
            yield f"{path}: {', '.join(map(str, one))}"
        elif one not in (None, ""):
            yield f"{path}: {one}"
