"""Printing at one desk: who waits for a badge, which printer gets it, and what came of it."""

import time
from collections.abc import Callable, Iterable

from app.badge.raster import moved
from app.bootstrap.badges import BadgeDesk
from app.bootstrap.workplace import Workplace
from app.errors import PrintError
from app.model.badge import BadgeJob, JobState, Receipt
from app.model.entry import Draft, Kind, new_id
from app.model.serial import new_serial
from app.printing.addresses import parse_printer
from app.printing.printer import Paper, Printer
from app.printing.queue import PrintDesk
from app.printing.spooler import default_printer, printers
from app.printing.workers import PrintWorkers
from app.settings import Settings
from db.badge_jobs import SqliteJobBook

ATTEMPT_S = 3.0
"""How long whoever prints waits to hear what the printer says at once."""
SETTLE_S = 15.0
"""How long a command waits for printers that tell when a badge is done, after the last news."""
_LOOK_S = 0.25


class PrintRoom:
    """Prints badges; safe to call from several threads.

    Without `start` a badge is sent while the caller waits; with it each printer has a worker
    that also tries again by itself.

    Args:
        workplace: The event.
        settings: Which printers, and how far their pages are moved.
        badges: Draws.
        find: Turns a printer's name into a printer; the window knows more of them.
        default: Tells the system's default printer; it may raise `PrintError`.
    """

    def __init__(
        self,
        workplace: Workplace,
        settings: Settings,
        badges: BadgeDesk,
        *,
        find: Callable[[str], Printer] = parse_printer,
        default: Callable[[], str] = default_printer,
    ) -> None:
        self._workplace, self._settings, self._badges = workplace, settings, badges
        self._find, self._default = find, default
        self._printer = settings.printer
        self._book = SqliteJobBook(workplace.file.database, workplace.clock)
        self._queue = PrintDesk(self._book, self._draw, find=find, finished=self._finish)
        self._workers: PrintWorkers | None = None

    def start(self) -> None:
        """Let workers print from now on, beginning with what was left last time."""
        self._workers = PrintWorkers(self._queue, leave=self._workplace.close)
        for printer in {job.printer for job in self._book.jobs(only_open=True)}:
            self._workers.wake(printer)

    def stop(self) -> None:
        """End the workers; what is not printed stays open."""
        if self._workers is not None:
            self._workers.stop()
            self._workers = None

    def print_badge(self, registration: str, printer: str | None = None) -> BadgeJob:
        """See to it that a person's badge is printed; return how far it is after a moment.

        A badge that waits already is tried again, on *printer* when another one is named, so
        that nobody gets two when the printer recovers. Otherwise it is a new badge with a
        serial of its own.
        """
        waiting = self._book.waiting_for(registration)
        job = waiting or self._open(registration, printer)
        if printer is not None and job.printer != printer:
            job = self._queue.redirect(job, printer)
        if self._workers is None:
            return self._queue.print_job(job)
        if job.state is JobState.FAILED:
            job = self._book.redirect(job.id, job.printer)
        self._workers.attempt(job.printer, ATTEMPT_S, again=waiting is not None)
        return self._book.job(job.id)

    def spool(self, registrations: Iterable[str]) -> list[BadgeJob]:
        """See to it that the badges of many are printed in this order; wait for no printer.

        Who waits for a badge already keeps that place.
        """
        wanted = list(registrations)
        jobs = [self._book.waiting_for(key) or self._open(key, None) for key in wanted]
        if self._workers is None:
            return [self._queue.print_job(job) for job in jobs]
        for printer in dict.fromkeys(job.printer for job in jobs):
            self._workers.wake(printer)
        return jobs

    def print_open(self, printer: str | None = None) -> list[BadgeJob]:
        """Try all open jobs again while the caller waits, on *printer* when one is named."""
        if printer is not None:
            self._queue.redirect_all(printer)
        return self._queue.work(failed_too=True)

    def settle(self, jobs: Iterable[BadgeJob]) -> list[BadgeJob]:
        """Ask printers until they have told how *jobs* went, or long nothing new."""
        now = list(jobs)
        end = time.monotonic() + SETTLE_S
        while any(job.is_underway and not job.reason for job in now) and time.monotonic() < end:
            time.sleep(_LOOK_S)
            before = now
            now = [self._queue.print_job(job) if job.is_underway else job for job in now]
            if now != before:
                end = time.monotonic() + SETTLE_S
        return now

    def use_next_printer(self) -> str:
        """Send what waits, and what comes, to the next printer of the settings; return its name.

        Raises:
            PrintError: there is no other printer.
        """
        ring = list(dict.fromkeys([self._settings.printer, *self._settings.printers]))
        if len(ring) == 1:
            ring = list(dict.fromkeys([self.printer_name(), *printers()]))
        if len(ring) == 1:
            sentence = "There is no other printer; name some in the settings, or add one."
            raise PrintError(sentence)
        place = ring.index(self._printer) if self._printer in ring else 0
        self._printer = ring[(place + 1) % len(ring)]
        self._queue.redirect_all(self._printer)
        if self._workers is not None:
            self._workers.wake(self._printer, again=True)
        return self.printer_name()

    def print_ruler(self, printer: str | None = None) -> Receipt:
        """Print a page to hold a ruler against; it is no job and nobody's badge.

        Raises:
            PrintError: the printer does not take it.
        """
        name = self._printer if printer is None else printer
        pdf = self._offset(self._badges.ruler(name or self.printer_name()), name)
        key = new_id(self._workplace.clock.read().wall_ms)
        return self._find(name).send(Paper(pdf, "ruler", key))

    def print_test(self) -> Receipt:
        """Print the test badge; it is no job and nobody's badge.

        Raises:
            PrintError: the printer does not take it.
        """
        pdf = self._offset(self._badges.test_page(), self._printer)
        key = new_id(self._workplace.clock.read().wall_ms)
        return self._find(self._printer).send(Paper(pdf, "test", key))

    def job(self, job: str) -> BadgeJob:
        """Return one job as it is now."""
        return self._book.job(job)

    def jobs(self, *, only_open: bool = False) -> list[BadgeJob]:
        """Return the badge jobs of this machine, oldest first."""
        return self._book.jobs(only_open=only_open)

    def printer_name(self) -> str:
        """Return what people call the printer of this desk; empty when there is none."""
        if self._printer:
            return self._printer
        try:
            return self._default()
        except PrintError:
            return ""

    def _open(self, registration: str, printer: str | None) -> BadgeJob:
        standing = self._workplace.journal.standing(registration)
        serial = new_serial(standing.serials if standing else ())
        chosen = self._printer if printer is None else printer
        return self._book.open_job(registration, chosen, serial)

    def _draw(self, job: BadgeJob) -> Paper:
        pdf, code = self._badges.paper(job.registration, job.serial)
        return Paper(self._offset(pdf, job.printer), code, job.id)

    def _offset(self, pdf: bytes, printer: str) -> bytes:
        return moved(pdf, *self._settings.offsets.get(printer, (0.0, 0.0)))

    def _finish(self, job: BadgeJob, result: Receipt) -> BadgeJob:
        """Write into journal and book, both or neither, that a badge is out of our hands."""
        payload = {
            "serial": job.serial,
            "printer": job.printer,
            "confirmed": result.state is JobState.PRINTED,
        }
        with self._workplace.journal.write() as records:
            now = self._book.job(job.id)
            if not now.is_waiting:  # another process was told first
                return now
            records.append(Draft(kind=Kind.PRINTED, registration=job.registration, payload=payload))
            return self._book.report(now, result)
