"""Taking in a list from CSV and XLSX, beside the bare insertion of the same cells."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import timed_ms
from app.reports.files import csv_bytes, write_file, xlsx_bytes
from app.reports.sheet import Sheet
from app.reports.words import GERMAN
from db.floor import bare_inserts_s

FIELDS = ("given", "family", "organisation", "category", "email")


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return rows a second for a first import and for the same list again."""
    rows = tuple(
        (code, *(fields[name] for name in FIELDS)) for code, fields in Crowd(size).people()
    )
    sheet = Sheet(tuple(GERMAN.headings[name] for name in ("code", *FIELDS)), rows)
    figures: dict[str, Any] = {"size": size}
    for form, content in _files(sheet):
        file = folder / f"list.{form}"
        write_file(file, content)
        figures.update(_imports(folder / form, file, size, form))
    bare_s = bare_inserts_s(folder, rows, len(FIELDS) + 1)
    return {**figures, "bare_insert_rows_per_s": round(size / bare_s)}


def _files(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    yield "csv", csv_bytes(sheet, GERMAN)
    yield "xlsx", xlsx_bytes(sheet, GERMAN, "list")


def _imports(data: Path, file: Path, size: int, form: str) -> dict[str, int]:
    """Import *file* into a new event, and once more into the same."""
    starts = datetime(2026, 12, 3, 16, tzinfo=UTC)
    create_event(data, "Bench", starts=starts, ends=starts + timedelta(hours=5))
    with contextlib.closing(open_workplace(data)) as workplace:
        first, first_ms = timed_ms(lambda: import_roster(workplace, file))
        again, again_ms = timed_ms(lambda: import_roster(workplace, file))
    if (first.new, again.unchanged) != (size, size):
        message = f"{first.new} of {size} rows were new, {again.unchanged} unchanged"
        raise RuntimeError(message)
    return {
        f"{form}_rows_per_s": round(size / first_ms * 1000),
        f"{form}_again_rows_per_s": round(size / again_ms * 1000),
    }
