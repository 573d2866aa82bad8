"""When people came, as a table or as a picture."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from app.reports.account import Bin
from app.reports.figures import figures
from app.reports.files import csv_bytes, json_bytes, write_file, xlsx_bytes
from app.reports.kinds import Format, Kind
from app.reports.papers.histogram import histogram_png
from app.reports.sheet import Sheet
from app.reports.source import Source
from app.reports.words import Words, words

_QUARTER, _FIVE = 15, 5
_MINUTE = timedelta(minutes=1)
_LONGEST = 7 * 24 * 60
"""Minutes; where more lie between the first and the last, one of both has a wrong clock."""


def export_histogram(form: Format, out: Path, source: Source) -> int:
    """Write the arrivals by time and return how many rows or bars that are."""
    language, event = words(source.language), source.programme.event
    numbers = figures(source.programme, source.standings, now=source.now)
    if form is Format.PNG:
        word = language.numbers
        locale = "de" if source.language == "de" else "en"
        picture = histogram_png(numbers, event, word["per_minutes"], word["begins"], locale)
        write_file(out, picture)
        return len(numbers.bins)
    sheet = histogram_sheet(source, language)
    if form is Format.XLSX:
        content = xlsx_bytes(sheet, language, Kind.HISTOGRAM.value)
    elif form is Format.JSON:
        content = json_bytes(dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows)
    else:
        content = csv_bytes(sheet, language, source.options.encoding)
    write_file(out, content)
    return len(sheet.rows)


def histogram_sheet(source: Source, language: Words) -> Sheet:
    """Return a row for every five minutes, each with its quarter of an hour."""
    numbers = figures(source.programme, source.standings, now=source.now)
    zone, word = source.programme.event.zone, language.numbers
    wide = {one.minute: one.arrivals for one in numbers.bins_15}
    rows = tuple(
        (
            (numbers.opening + minute * _MINUTE).astimezone(zone),
            minute,
            arrivals,
            (numbers.opening + minute // _QUARTER * _QUARTER * _MINUTE).astimezone(zone),
            wide.get(minute // _QUARTER * _QUARTER, 0),
        )
        for minute, arrivals in _filled(numbers.bins)
    )
    headings = (
        word["from"],
        word["after_opening"],
        word["per_minutes"].format(minutes=_FIVE),
        f"{word['from']} ({_QUARTER})",
        word["per_minutes"].format(minutes=_QUARTER),
    )
    return Sheet(headings, rows)


def _filled(bins: Sequence[Bin]) -> Iterator[tuple[int, int]]:
    """Yield every five minutes from the first to the last arrival, as long as these are near."""
    counts = {one.minute: one.arrivals for one in bins}
    if not counts:
        return
    first, last = min(counts), max(counts)
    is_near = last - first <= _LONGEST
    for minute in range(first, last + 1, _FIVE) if is_near else sorted(counts):
        yield minute, counts.get(minute, 0)
