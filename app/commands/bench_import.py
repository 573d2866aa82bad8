"""Taking in a list from CSV and XLSX, beside the bare insertion of the same cells."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap.opening import open_desk
from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import Workplace, create_event, open_workplace
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.commands.self_call import hub_calls
from app.model.entry import Draft, Kind
from app.model.standing import Origin
from app.reports.files import csv_bytes, write_file, xlsx_bytes
from app.reports.sheet import Sheet
from app.reports.words import GERMAN
from app.settings import Settings
from db.floor import bare_inserts_s

FIELDS = ("given", "family", "organisation", "category", "email")
SCANNED = 200
"""Guests who stand in the event already and are scanned while the list is taken in."""
ALLOWED_S = {"csv": 5.0, "xlsx": 10.0}
ALLOWED_STILL_MS = 100.0


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return how long a list takes, on the command line and beside a window at work.

    ``*_s`` is the first import, ``*_again_rows_per_s`` the same list once more. In the window
    ``look_s`` goes until the difference is shown and ``take_s`` until it is kept; ``still_ms`` is
    the longest that the window stood still, ``scan_*`` what scans took meanwhile.
    """
    people = list(Crowd(size + SCANNED).people())
    rows = tuple((code, *(fields[name] for name in FIELDS)) for code, fields in people[SCANNED:])
    sheet = Sheet(tuple(GERMAN.headings[name] for name in ("code", *FIELDS)), rows)
    figures: dict[str, Any] = {"size": size}
    for form, content in _files(sheet):
        file = folder / f"list.{form}"
        write_file(file, content)
        figures.update(_imports(folder / form, file, size, form))
    figures.update(_in_window(folder / "window", folder / "list.csv", people[:SCANNED]))
    bare_s = bare_inserts_s(folder, rows, len(FIELDS) + 1)
    is_quick = all(figures[f"{form}_s"] <= limit_s for form, limit_s in ALLOWED_S.items())
    return {
        **figures,
        "bare_insert_rows_per_s": round(size / bare_s),
        "is_within": is_quick and figures["still_ms"] <= ALLOWED_STILL_MS,
    }


def _files(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    yield "csv", csv_bytes(sheet, GERMAN)
    yield "xlsx", xlsx_bytes(sheet, GERMAN, "list")


def _opened(data: Path) -> contextlib.closing[Workplace]:
    """Make an event and open it."""
    starts = datetime(2026, 12, 3, 16, tzinfo=UTC)
    create_event(data, "Bench", starts=starts, ends=starts + timedelta(hours=5))
    return contextlib.closing(open_workplace(data))


def _imports(data: Path, file: Path, size: int, form: str) -> dict[str, float]:
    """Import *file* into a new event, and once more into the same."""
    with _opened(data) as workplace:
        first, first_ms = timed_ms(lambda: import_roster(workplace, file))
        again, again_ms = timed_ms(lambda: import_roster(workplace, file))
    if (first.new, again.unchanged) != (size, size):
        message = f"{first.new} of {size} rows were new, {again.unchanged} unchanged"
        raise RuntimeError(message)
    return {
        f"{form}_s": round(first_ms / 1000, 2),
        f"{form}_rows_per_s": round(size / first_ms * 1000),
        f"{form}_again_rows_per_s": round(size / again_ms * 1000),
    }


def _in_window(
    data: Path, file: Path, guests: Sequence[tuple[str, dict[str, str]]]
) -> dict[str, float]:
    """Take *file* in on the page of a window while *guests* are scanned."""
    from ui.stopwatch_import import import_laps

    with _opened(data) as workplace:
        with workplace.journal.write() as records:
            records.append_many([_registered(code, fields) for code, fields in guests])
        settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
        desk = open_desk(workplace, settings, hub_calls())
        laps = import_laps(desk, settings, file, [code for code, _ in guests])
    return {
        "look_s": round(laps.look_ms / 1000, 2),
        "take_s": round(laps.take_ms / 1000, 2),
        "still_ms": round(laps.still_ms, 1),
        "scans": len(laps.scan_ms),
        **percentiles(laps.scan_ms, "scan_"),
        "scan_max_ms": round(max(laps.scan_ms), 1),
    }


def _registered(code: str, fields: dict[str, str]) -> Draft:
    payload = {"origin": Origin.WALK_IN.value, "code": code, "fields": fields}
    return Draft(kind=Kind.REGISTERED, registration=f"guest {code}", payload=payload)
