"""Files that hold numbers and nobody's name: meals for the kitchen, figures for partners."""

from collections.abc import Iterator
from pathlib import Path

from app.reports.arrivals import BREAKDOWNS, is_counted
from app.reports.catering import meals
from app.reports.files import csv_bytes, json_bytes, write_file, xlsx_bytes
from app.reports.kinds import Format, Kind
from app.reports.papers.counting import QUARTER, arrivals_by, quarters, visits
from app.reports.sheet import Sheet
from app.reports.small_cells import LEAST, grouped, stretched
from app.reports.source import Source
from app.reports.words import Words, words

_PERCENT = 100


def export_numbers(kind: Kind, form: Format, out: Path, source: Source) -> int:
    """Write one file of numbers and return how many rows it has."""
    language = words(source.language)
    make = _meals if kind is Kind.CATERING else _third_party
    sheet = make(source, language)
    if form is Format.JSON:
        content = json_bytes(dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows)
    elif form is Format.XLSX:
        content = xlsx_bytes(sheet, language, kind.value)
    else:
        content = csv_bytes(sheet, language, source.options.encoding)
    write_file(out, content)
    return len(sheet.rows)


def _meals(source: Source, language: Words) -> Sheet:
    word, options = language.numbers, source.options
    found = meals(
        source.programme,
        source.standings,
        source.instant,
        column=options.column,
        consent=options.consent,
    )
    rows = [(meal.diet or word["no_diet"], meal.expected, meal.arrived) for meal in found]
    total = (word["total"], sum(row[1] for row in rows), sum(row[2] for row in rows))
    return Sheet((word["diet"], word["expected"], word["came"]), (*rows, total))


def _third_party(source: Source, language: Words) -> Sheet:
    word = language.numbers
    headings = (word["topic"], word["group"], word["came"], word["share"])
    rows = tuple(
        (topic, group, number, round(number * _PERCENT / total, 1) if total else 0.0)
        for topic, group, number, total in _told(source, language)
    )
    return Sheet(headings, rows)


def _told(source: Source, language: Words) -> Iterator[tuple[str, str, int, int]]:
    """Yield topic, group, people and the topic's total: nothing between 1 and 4.

    Only who came is told: beside the registered, absent ones could be subtracted.
    """
    word = language.numbers
    people = [s for s in source.standings if is_counted(s) and s.arrived is not None]
    total = len(people)
    if total < LEAST:
        return
    yield word["total"], word["all"], total, total
    for field in BREAKDOWNS:
        groups = grouped(arrivals_by(people, field))
        for value, number in groups.shown:
            yield language.headings[field], value, number, total
        if groups.others:
            yield language.headings[field], word["others"], groups.others, total
    yield from _sessions(source, language, total)
    told = quarters(people, source.programme.event.starts)
    zone = source.programme.event.zone
    for stretch in stretched(told.bins):
        start = (told.begins + stretch.first * QUARTER).astimezone(zone)
        if stretch.number:
            when = f"{word['from']} {start.strftime(language.instant)[:-3]}"
            yield word["arrivals"], when, stretch.number, total


def _sessions(source: Source, language: Words, total: int) -> Iterator[tuple[str, str, int, int]]:
    for session, number in visits(source.programme, source.standings):
        if number >= LEAST:
            yield language.headings["sessions"], session.name, number, total
