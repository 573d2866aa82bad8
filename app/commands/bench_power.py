"""What a power cut, a failing and a full disk lose, on a disk of our own making.

Check-ins take the product's whole way, over a SQLite whose disk records each write
(`db.trial_disk`). Nothing that was answered may be missing afterwards; the control without
flushes must lose something, or the trial could not see.
"""

import contextlib
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.admission.planning import event_payload
from app.bootstrap.workplace import Workplace, furnish
from app.clock import SystemClock
from app.errors import InputError
from app.model.entry import Draft, Kind
from app.model.programme import Event
from app.model.verdict import Answer, Reason
from app.registrar import new_registration
from app.search.searchable import searchable_words

if TYPE_CHECKING:
    from db.trial_disk import TrialDisk

FULL, NORMAL = 2, 1
GUESTS = 60
CONTROL_SHARE = 10
"""The control takes a tenth of the cuts."""

COMMITS_A_CUT = 5
"""Commits on a full disk for each power cut."""

_CHECKPOINT_PAGES = (8, 40, 1000)
"""The product's is the last; smaller ones let a cut meet a checkpoint, too."""


@dataclass(slots=True)
class Loss:
    """The recount: ``lost`` and ``damaged`` must be zero, ``answered`` must not."""

    trials: int = 0
    answered: int = 0
    lost: int = 0
    damaged: int = 0


@dataclass(slots=True)
class Bench:
    """One event file on a trial disk."""

    folder: Path
    disk: "TrialDisk"
    answered: list[tuple[int, str]] = field(default_factory=list)
    """How many operations were done at an answer, and the entry that it promised."""

    @property
    def path(self) -> Path:
        """The event file."""
        return self.folder / "events" / "trial.db"

    def take(self, answer: Answer) -> Answer:
        """Note what an answer promised."""
        if answer.entry is not None:
            self.answered.append((len(self.disk.operations), answer.entry))
        return answer


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return what *size* power cuts lose, and a failing and a full disk beside."""
    cuts = power_cuts(folder, size)
    control = power_cuts(folder, max(10, size // CONTROL_SHARE), synchronous=NORMAL)
    failing, full = io_errors(folder), full_disk(folder, size * COMMITS_A_CUT)
    return {
        "cuts": size,
        **{name: value for name, value in asdict(cuts).items() if name != "trials"},
        "control_cuts": control.trials,
        "control_lost": control.lost,
        **{f"io_error_{name}": value for name, value in asdict(failing).items()},
        **{f"full_disk_{name}": value for name, value in asdict(full).items()},
        "is_safe": not any(each.lost or each.damaged for each in (cuts, failing, full))
        and control.lost > 0,
    }


def power_cuts(folder: Path, cuts: int, *, synchronous: int = FULL, seed: int = 0) -> Loss:
    """Cut the power *cuts* times while guests are checked in; recount after each.

    Args:
        folder: On any disk; the disk that loses is simulated.
        cuts: How often.
        synchronous: SQLite's setting: the product's `FULL`, or `NORMAL` as a control.
        seed: Of the moments and of what survives.
    """
    loss = Loss()
    with _bench(folder) as bench:
        prepared = bench.path.read_bytes()
        for number in range(cuts):
            chance = random.Random(seed + number)  # noqa: S311 - moments, not secrets
            _one_cut(bench, prepared, synchronous, chance, loss)
    return loss


def io_errors(folder: Path) -> Loss:
    """Fail each operation of a check-in once, and from it on, until one passes unharmed."""
    import apsw

    from db.trial_disk import CountedFault

    loss = Loss()
    with _bench(folder) as bench:
        prepared = bench.path.read_bytes()
        for stays in (False, True):
            has_fired, number = True, 0
            while has_fired:
                number += 1
                _renew(bench, prepared)
                fault = CountedFault(number, apsw.IOError, stays=stays)
                _one_failure(bench, fault, loss)
                has_fired = fault.has_fired
    return loss


def full_disk(folder: Path, commits: int, seed: int = 0) -> Loss:
    """Let the disk be full at one write of each of *commits* check-ins, then go on."""
    import apsw

    from db.connection import try_again
    from db.trial_disk import CountedFault

    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    loss = Loss(trials=commits)
    with _bench(folder, guests=commits) as bench:
        with _opened(bench, {}) as workplace:
            for number in range(commits):
                bench.disk.fault = CountedFault(chance.randrange(1, 9), apsw.FullError, ("write",))
                first = bench.take(workplace.station.accept([_code(number)]))
                bench.disk.fault = _no_fault
                if first.reason is Reason.NOT_RECORDED:
                    try_again(workplace.file.database)
                    bench.take(workplace.station.accept([_code(number)]))
                bench.disk.operations.clear()
        _recount(bench, loss, [entry for _, entry in bench.answered])
        loss.damaged += len(bench.answered) != commits
    return loss


def _one_cut(
    bench: Bench, prepared: bytes, synchronous: int, chance: random.Random, loss: Loss
) -> None:
    from db.trial_disk import after_cut

    _renew(bench, prepared)
    pragmas = {"synchronous": synchronous, "wal_autocheckpoint": chance.choice(_CHECKPOINT_PAGES)}
    with _opened(bench, pragmas) as workplace:
        begun = len(bench.disk.operations)
        for number in chance.sample(range(GUESTS), chance.randrange(5, GUESTS // 2)):
            bench.take(workplace.station.accept([_code(number)]))
        cut = chance.randrange(begun, len(bench.disk.operations) + 1)
        done = bench.disk.operations[:cut]
    files = after_cut({str(bench.path): prepared}, done, chance)
    _remove(bench.path)
    for name, content in files.items():
        if content or name == str(bench.path):
            Path(name).write_bytes(content)
    loss.trials += 1
    _recount(bench, loss, [entry for at, entry in bench.answered if at <= cut])


def _one_failure(bench: Bench, fault: Any, loss: Loss) -> None:
    """Check one guest in on a disk with *fault*, then look at what is there."""
    with _opened(bench, {}) as workplace:
        bench.disk.fault = fault
        bench.take(workplace.station.accept([_code(0)]))
        bench.disk.fault = _no_fault
        again = workplace.station.accept([_code(1)])
        if fault.has_fired and not bench.answered and again.entry is not None:
            loss.damaged += 1  # it went on by itself after a refused write
    loss.trials += 1
    _recount(bench, loss, [entry for _, entry in bench.answered])


def _recount(bench: Bench, loss: Loss, answered: list[str]) -> None:
    """Open what is left as after a restart, and count."""
    loss.answered += len(answered)
    try:
        with _opened(bench, {}) as workplace:
            verdict = workplace.file.database.execute_sql("PRAGMA integrity_check").fetchone()[0]
            there = {entry.id for _, entry in workplace.journal.entries()}
    except Exception as error:  # noqa: BLE001 - whatever it is, the file cannot be used
        verdict, there = str(error), set()
    loss.damaged += verdict != "ok"
    loss.lost += sum(entry not in there for entry in answered)


@contextlib.contextmanager
def _bench(folder: Path, guests: int = GUESTS) -> Iterator[Bench]:
    """Give an event file of *guests* on a trial disk, closed and flushed."""
    try:
        from db.trial_disk import TrialDisk
    except ImportError as error:
        sentence = "This measurement needs the library apsw; install requirements-dev.lock."
        raise InputError(sentence) from error
    with tempfile.TemporaryDirectory(prefix="power-", dir=folder) as made:
        bench = Bench(Path(made), TrialDisk(f"trial-{made}"))
        bench.path.parent.mkdir()
        with _opened(bench, {}, is_new=True) as workplace, workplace.journal.write() as records:
            records.append_many([_plan(), *map(_guest, range(guests))])
        bench.disk.operations.clear()
        yield bench


@contextlib.contextmanager
def _opened(
    bench: Bench, pragmas: Mapping[str, object], *, is_new: bool = False
) -> Iterator[Workplace]:
    from db.events import EventFile
    from db.journal import SqliteJournal
    from db.trial_disk import TrialDatabase

    database = TrialDatabase(bench.path, bench.disk, pragmas)
    try:
        if is_new:
            database.prepare(bench.path)
        clock = SystemClock()
        journal = SqliteJournal(database, "trial", clock, searchable_words)
        file = EventFile(bench.path, "trial", "trial", "Trial", database, journal)
        yield furnish(file, clock)
    finally:
        database.close()


def _renew(bench: Bench, prepared: bytes) -> None:
    """Put the event back as it was prepared."""
    _remove(bench.path)
    bench.path.write_bytes(prepared)
    bench.disk.operations.clear()
    bench.answered.clear()


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _code(number: int) -> str:
    return f"POWER-{number}"


def _plan() -> Draft:
    moment = datetime.fromisoformat("2026-12-03T17:00+01:00")
    event = Event(id="trial", name="Power", starts=moment, ends=moment.replace(hour=22))
    return Draft(kind=Kind.PROGRAMME, payload=event_payload(event))


def _guest(number: int) -> Draft:
    code = _code(number)
    payload = {"origin": "list", "code": code, "fields": {"name": code}, "bookings": {}}
    return Draft(kind=Kind.REGISTERED, registration=new_registration(), payload=payload)


def _no_fault(_kind: str) -> None:
    """Let the disk work."""
