"""The self-test: what could spoil the day, each with what to do about it."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.badge.fonts import bundled_fonts
from app.bootstrap.power import battery_check, disk_check, read_power
from app.bootstrap.safety import safety_checks
from app.bootstrap.workplace import Workplace
from app.clock import Clock, to_instant
from app.errors import EmpfangError, PrintError
from app.model.check import Check
from app.model.entry import Kind
from app.printing.addresses import parse_printer
from app.printing.ipp_printer import IppPrinter
from app.printing.spooler import default_printer
from app.printing.zebra import ZebraPrinter
from app.settings import load_settings

SLOW_FLUSH_MS = 50.0
"""A scan spends one flush; above this the guest notices."""

OLD_LIST_H = 24
FLUSHES = 20
LARGEST_SKEW_MS = 60_000
EARLIEST_YEAR = 2026
"""A clock before the year of this release was reset by an empty battery."""


def self_test(open_event: Callable[[], Workplace], data: Path, clock: Clock) -> Iterator[Check]:
    """Yield the checks one by one; a check that cannot be made is a failed check."""
    checks: tuple[tuple[str, Callable[[], Check]], ...] = (
        ("database", lambda: _database(open_event())),
        ("flush", lambda: _flush(data)),
        *safety_checks(open_event, data),
        ("disk", lambda: disk_check(data)),
        ("battery", lambda: battery_check(read_power())),
        ("clock", lambda: _clock(clock, skew_ms(open_event()))),
        ("list", lambda: _list(open_event())),
        ("printer", lambda: _printer(load_settings(data).printer)),
        ("fonts", _fonts),
        ("scanner", _scanner),
    )
    for name, check in checks:
        try:
            yield check()
        except EmpfangError as error:
            step = "Do what the detail says, then run doctor again."
            yield Check(name, ok=False, detail=error.sentence, next_step=step)


def measure_flush_ms(folder: Path) -> float:
    """Return the median time in ms in which this disk makes 4 KiB durable.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / f".flush-{os.getpid()}"
    times: list[float] = []
    try:
        with probe.open("wb", buffering=0) as file:
            for _ in range(FLUSHES):
                start = time.perf_counter()
                file.write(b"\0" * 4096)
                flush_to_disk(file.fileno())
                times.append((time.perf_counter() - start) * 1000)
    finally:
        probe.unlink(missing_ok=True)
    return statistics.median(times)


def flush_to_disk(descriptor: int) -> None:
    """Flush a file to the platter; macOS needs its own call for that."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _database(workplace: Workplace) -> Check:
    counts = workplace.journal.counts()
    (verdict,) = workplace.file.database.execute_sql("PRAGMA quick_check(1)").fetchone()
    version = ".".join(map(str, workplace.file.database.server_version))
    detail = f"SQLite {version}, {counts.expected} expected guests, check: {verdict}"
    step = "Stop using this file; make a new one and join the hub with it."
    return Check(
        "database", ok=verdict == "ok", detail=detail, next_step="" if verdict == "ok" else step
    )


def _flush(data: Path) -> Check:
    try:
        flush_ms = measure_flush_ms(data)
    except OSError as error:
        step = "Free space or choose another folder with --data."
        return Check("flush", ok=False, detail=f"{data}: {error.strerror}", next_step=step)
    is_fast = flush_ms <= SLOW_FLUSH_MS
    step = "Every scan takes this long; use a folder on the built-in disk."
    return Check(
        "flush", ok=is_fast, detail=f"{flush_ms:.2f} ms", next_step="" if is_fast else step
    )


def skew_ms(workplace: Workplace) -> int:
    """Return how far this machine's clock is ahead of the hub's; 0 where none has told it."""
    now = workplace.clock.read()
    moment = workplace.journal.bearings().reading(workplace.file.station, now)
    return 0 if moment.is_unsure else now.wall_ms - moment.ms


def _clock(clock: Clock, ahead_ms: int) -> Check:
    now = to_instant(clock.read().wall_ms)
    detail = f"{now:%Y-%m-%d %H:%M} UTC"
    if abs(ahead_ms) > LARGEST_SKEW_MS:
        how = "ahead of" if ahead_ms > 0 else "behind"
        detail = f"{detail}, {abs(ahead_ms) // 1000} s {how} the hub's clock"
    is_sane = now.year >= EARLIEST_YEAR and abs(ahead_ms) <= LARGEST_SKEW_MS
    step = "Set date and time of this laptop."
    return Check("clock", ok=is_sane, detail=detail, next_step="" if is_sane else step)


def _list(workplace: Workplace) -> Check:
    latest = max(
        (
            e.wall_ms
            for _, e in workplace.journal.entries()
            if e.kind in (Kind.REGISTERED, Kind.AMENDED)
        ),
        default=None,
    )
    if latest is None:
        step = "Import the list (roster import) or join the hub (join)."
        return Check("list", ok=False, detail="nobody is registered", next_step=step)
    age_h = (workplace.clock.read().wall_ms - latest) / 3_600_000
    is_fresh = age_h <= OLD_LIST_H
    step = "Import the list again or sync."
    return Check(
        "list", ok=is_fresh, detail=f"{age_h:.1f} h old", next_step="" if is_fresh else step
    )


def _printer(chosen: str) -> Check:
    """Look for the printer of the settings; those of the network are asked how they are."""
    step = "Choose a default printer in the system's settings, or print to a folder (folder:DIR)."
    try:
        printer = parse_printer(chosen)
        if isinstance(printer, IppPrinter | ZebraPrinter):
            printer.require_ready()
        return Check("printer", ok=True, detail=chosen or default_printer())
    except PrintError as error:
        return Check("printer", ok=False, detail=error.sentence, next_step=step)


def _fonts() -> Check:
    count = len(bundled_fonts().paths)
    step = "Install Empfang again; its fonts are missing."
    return Check(
        "fonts", ok=count > 0, detail=f"{count} font files", next_step="" if count > 0 else step
    )


def _scanner() -> Check:
    detail = "A handheld scanner needs no set-up: scan any code with the window in front."
    return Check("scanner", ok=True, detail=detail)
