"""Badge jobs of this machine; implements `app.ports.JobBook`."""

import uuid

from peewee import SQL
from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.clock import Clock, to_instant
from app.errors import UnknownError
from app.model.badge import BadgeJob, JobState
from db.connection import reading, writing
from db.tables import BadgeJobRow

_WAITING = (JobState.OPEN, JobState.SENT, JobState.PRINTING, JobState.FAILED)


class SqliteJobBook:
    """Keeps badge jobs in the event file; an open job survives a crash."""

    def __init__(self, database: SqlCipherDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open_job(self, registration: str, printer: str) -> BadgeJob:
        """Note that a badge is wanted; it stays until a printer says it printed it."""
        job = BadgeJobRow(
            id=str(uuid.uuid4()),
            registration=registration,
            printer=printer,
            state=JobState.OPEN.value,
            reason="",
            opened_ms=self._clock.read().wall_ms,
        )
        with writing(self._database):
            BadgeJobRow.insert(**job.__data__).bind(self._database).execute()
        return _job(job)

    def set_state(self, job: str, state: JobState, reason: str = "") -> BadgeJob:
        """Note how far a job is.

        Raises:
            UnknownError: no such job.
        """
        with writing(self._database):
            changes = BadgeJobRow.update(state=state.value, reason=reason)
            changes.where(BadgeJobRow.id == job).bind(self._database).execute()
            row = BadgeJobRow.select().where(BadgeJobRow.id == job).bind(self._database).first()
        if row is None:
            sentence = f"There is no badge job {job}; print queue shows all."
            raise UnknownError(sentence)
        return _job(row)

    def claim(self, job: str) -> bool:
        """Take an open job for sending; False when another process was faster."""
        with writing(self._database):
            changes = BadgeJobRow.update(state=JobState.SENT.value, reason="").where(
                (BadgeJobRow.id == job)
                & BadgeJobRow.state.in_([JobState.OPEN.value, JobState.FAILED.value])
            )
            return bool(changes.bind(self._database).execute())

    def move_open(self, printer: str) -> int:
        """Send what no printer took yet to *printer* instead; return how many jobs."""
        states = [JobState.OPEN.value, JobState.FAILED.value]
        with writing(self._database):
            changes = BadgeJobRow.update(printer=printer).where(BadgeJobRow.state.in_(states))
            return int(changes.bind(self._database).execute())

    def jobs(self, *, only_open: bool = False) -> list[BadgeJob]:
        """Return jobs, oldest first; with *only_open* those that no printer has finished."""
        query = BadgeJobRow.select().order_by(BadgeJobRow.opened_ms, SQL("rowid"))
        if only_open:
            query = query.where(BadgeJobRow.state.in_([state.value for state in _WAITING]))
        with reading(str(self._database.database)):
            return [_job(row) for row in query.bind(self._database)]


def _job(row: BadgeJobRow) -> BadgeJob:
    return BadgeJob(
        id=row.id,
        registration=row.registration,
        printer=row.printer,
        state=JobState(row.state),
        reason=row.reason,
        opened=to_instant(row.opened_ms),
    )
