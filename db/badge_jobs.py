"""Badge jobs of this machine; implements `app.ports.JobBook`."""

import uuid
from typing import Any

from peewee import SQL, Expression
from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.clock import Clock, ClockReading, to_instant
from app.errors import UnknownError
from app.model.badge import BadgeJob, JobState, Receipt, Trouble
from db.connection import reading, writing
from db.tables import BadgeJobRow

LEASE_MS = 40_000
"""How long a claim holds; handing a badge over ends sooner, one way or the other."""

_CLAIMABLE = (JobState.OPEN.value, JobState.FAILED.value)
_UNDERWAY = (JobState.SENT.value, JobState.PRINTING.value)
_NO_LEASE: dict[str, Any] = {"lease_boot": None, "lease_mono_ms": None, "lease_wall_ms": None}
_FRESH: dict[str, Any] = {
    "state": JobState.OPEN.value,
    "reason": "",
    "ticket": "",
    "trouble": "",
    "is_unsure": False,
    **_NO_LEASE,
}


class SqliteJobBook:
    """Keeps badge jobs in the event file.

    A job that is being sent is still open, and its claim ends by itself: whoever is killed
    while sending leaves a job that is unsure, and somebody else takes it up.
    """

    def __init__(self, database: SqlCipherDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open_job(self, registration: str, printer: str, serial: str = "") -> BadgeJob:
        """Note that a badge is wanted; it stays until a printer says it printed it."""
        job = BadgeJobRow(
            id=str(uuid.uuid4()),
            registration=registration,
            printer=printer,
            state=JobState.OPEN.value,
            reason="",
            opened_ms=self._clock.read().wall_ms,
            serial=serial,
        )
        with writing(self._database):
            BadgeJobRow.insert(**job.__data__).bind(self._database).execute()
        return _job(job)

    def job(self, job: str) -> BadgeJob:
        """Return one job as it is now.

        Raises:
            UnknownError: no such job.
        """
        with reading(str(self._database.database)):
            return _job(self._row(job))

    def waiting_for(self, registration: str) -> BadgeJob | None:
        """Return the latest job of a person that is not done with, None when there is none."""
        query = (
            BadgeJobRow.select()
            .where((BadgeJobRow.registration == registration) & _is_waiting())
            .order_by(BadgeJobRow.opened_ms.desc(), SQL("rowid DESC"))
        )
        with reading(str(self._database.database)):
            row = query.bind(self._database).first()
            return None if row is None else _job(row)

    def report(self, job: BadgeJob, result: Receipt) -> BadgeJob:
        """Note how far a job is and end its claim; the call may be part of a transaction.

        A job that was given to another printer meanwhile stays as it is.

        Raises:
            UnknownError: no such job.
        """
        return self._change(
            (BadgeJobRow.id == job.id) & (BadgeJobRow.printer == job.printer),
            job.id,
            state=result.state.value,
            reason=result.reason,
            ticket=result.ticket,
            trouble=result.trouble.value,
            is_unsure=result.is_unsure,
            **_NO_LEASE,
        )

    def claim(self, job: str) -> BadgeJob | None:
        """Take an open or failed job for sending, for `LEASE_MS`; None when somebody has it.

        The job that is returned is unsure when an earlier claim ended without a report.

        Raises:
            UnknownError: no such job.
        """
        now = self._clock.read()
        with writing(self._database):
            row = self._row(job)
            if row.state not in _CLAIMABLE or _is_held(row, now):
                return None
            self._update(
                BadgeJobRow.id == job,
                is_unsure=True,
                lease_boot=now.boot,
                lease_mono_ms=now.mono_ms,
                lease_wall_ms=now.wall_ms,
            )
        return _job(row)

    def redirect(self, job: str, printer: str) -> BadgeJob:
        """Open a job for another printer, whoever had it.

        Raises:
            UnknownError: no such job.
        """
        return self._change(BadgeJobRow.id == job, job, printer=printer, **_FRESH)

    def redirect_open(self, printer: str) -> None:
        """Open for another printer, in one go, all jobs that surely no printer has."""
        is_free = ~BadgeJobRow.is_unsure & BadgeJobRow.lease_boot.is_null()
        with writing(self._database):
            self._update(
                BadgeJobRow.state.in_(_CLAIMABLE) & is_free & (BadgeJobRow.printer != printer),
                printer=printer,
                **_FRESH,
            )

    def jobs(self, *, only_open: bool = False) -> list[BadgeJob]:
        """Return jobs, oldest first; with *only_open* those with something left to do."""
        query = BadgeJobRow.select().order_by(BadgeJobRow.opened_ms, SQL("rowid"))
        if only_open:
            query = query.where(_is_waiting())
        with reading(str(self._database.database)):
            return [_job(row) for row in query.bind(self._database)]

    def hold(self, printer: str, result: Receipt) -> None:
        """Note at all open jobs of *printer* why they wait; those being sent are left alone."""
        waiting = (
            (BadgeJobRow.printer == printer)
            & (BadgeJobRow.state == JobState.OPEN.value)
            & (BadgeJobRow.reason != result.reason)
            & BadgeJobRow.lease_boot.is_null()
        )
        with writing(self._database):
            self._update(waiting, reason=result.reason, trouble=result.trouble.value)

    def _change(self, where: Expression, job: str, **changes: Any) -> BadgeJob:
        """Change the rows that fit; return *job* as it is then."""
        with writing(self._database):
            self._update(where, **changes)
            return _job(self._row(job))

    def _update(self, where: Expression, **changes: Any) -> None:
        BadgeJobRow.update(**changes).where(where).bind(self._database).execute()

    def _row(self, job: str) -> BadgeJobRow:
        query = BadgeJobRow.select().where(BadgeJobRow.id == job)
        row: BadgeJobRow | None = query.bind(self._database).first()
        if row is None:
            sentence = f"There is no badge job {job}; print queue shows all."
            raise UnknownError(sentence)
        return row


def _is_waiting() -> Expression:
    """Return the condition under which there is something left to do for a job."""
    is_underway = BadgeJobRow.state.in_(_UNDERWAY) & (BadgeJobRow.ticket != "")
    return BadgeJobRow.state.in_(_CLAIMABLE) | is_underway


def _is_held(row: BadgeJobRow, now: ClockReading) -> bool:
    """Whether a claim still holds; a clock that was set tells nothing within one boot."""
    if row.lease_boot is None:
        return False
    if row.lease_boot == now.boot:
        return bool(0 <= now.mono_ms - (row.lease_mono_ms or 0) < LEASE_MS)
    return bool(0 <= now.wall_ms - (row.lease_wall_ms or 0) < LEASE_MS)


def _job(row: BadgeJobRow) -> BadgeJob:
    return BadgeJob(
        id=row.id,
        registration=row.registration,
        printer=row.printer,
        state=JobState(row.state),
        reason=row.reason,
        opened=to_instant(row.opened_ms),
        serial=row.serial,
        ticket=row.ticket,
        trouble=Trouble(row.trouble),
        is_unsure=bool(row.is_unsure),
    )
