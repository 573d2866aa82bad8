"""The desk where badge jobs wait: each is drawn and sent once, and none is forgotten."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from app.errors import EmpfangError, PrintError
from app.model.badge import BadgeJob, JobState, Receipt, Trouble
from app.ports import JobBook
from app.printing.addresses import parse_printer
from app.printing.printer import Paper, Printer, TellingPrinter

logger = logging.getLogger(__name__)

_BUG = Receipt(
    JobState.FAILED,
    "A defect of Empfang kept this badge from being printed; print it again and report it.",
    trouble=Trouble.OTHER,
    is_unsure=True,
)

Finished = Callable[[BadgeJob, Receipt], BadgeJob]


class PrintDesk:
    """Works off the job book of one event.

    ``draw`` makes the paper of a job, ``find`` turns a printer's name into a printer.
    ``finished`` notes in book and journal, in one go, that a badge is out of our hands: its
    printer said that it printed it, or took it and can tell nothing. Several threads and
    processes may work on one book: whoever claims a job sends it.
    """

    def __init__(
        self,
        book: JobBook,
        draw: Callable[[BadgeJob], Paper],
        *,
        find: Callable[[str], Printer] = parse_printer,
        finished: Finished | None = None,
    ) -> None:
        self._book = book
        self._draw = draw
        self._find = find
        self._finished = finished or book.report

    def work(self, *, failed_too: bool = False) -> list[BadgeJob]:
        """Do for every printer what `work_printer` does; return the jobs, oldest first."""
        jobs = self._book.jobs(only_open=True)
        printers = dict.fromkeys(job.printer for job in jobs)
        rounds = [self.work_printer(name, failed_too=failed_too) for name in printers]
        done = {job.id: job for jobs_done in rounds for job in jobs_done}
        return [done[job.id] for job in jobs if job.id in done]

    def work_printer(
        self,
        printer: str,
        *,
        failed_too: bool = False,
        go_on: Callable[[], bool] = lambda: True,
    ) -> list[BadgeJob]:
        """Send a printer's open jobs, oldest first, and ask it about those that it has.

        A printer that does not take a badge leaves the job open with the reason; it gets no
        further badge in this round. A badge that cannot be drawn fails until somebody asks
        for failed ones too.

        Returns:
            How each went.
        """
        left_out = () if failed_too else (JobState.FAILED,)
        jobs = [
            job
            for job in self._book.jobs(only_open=True)
            if job.printer == printer and job.state not in left_out
        ]
        done: list[BadgeJob] = []
        for number, job in enumerate(jobs):
            if not go_on():
                break
            done.append(self.print_job(job))
            if done[-1].state is JobState.OPEN and done[-1].reason:
                reason = Receipt(JobState.OPEN, done[-1].reason, trouble=done[-1].trouble)
                if reason.trouble is not Trouble.BUSY:
                    self.hold(printer, reason)
                done += self._followed(jobs[number + 1 :])
                break
        return done

    def hold(self, printer: str, reason: Receipt) -> None:
        """Note at all open jobs of a printer why they wait."""
        self._book.hold(printer, reason)

    def print_job(self, job: BadgeJob) -> BadgeJob:
        """Send one job now, or ask how far it is; return how it went."""
        if job.is_underway:
            return self._follow(job)
        claimed = self._book.claim(job.id)
        return self._now(job) if claimed is None else self._send(claimed)

    def redirect(self, job: BadgeJob, printer: str) -> BadgeJob:
        """Give a job to another printer, unless the first one has printed it after all.

        A first printer that does not answer is not waited for.
        """
        return self._redirect(job, printer, set())

    def redirect_all(self, printer: str) -> None:
        """Give every job that is not printed to *printer*."""
        self._book.redirect_open(printer)
        silent: set[str] = set()
        for job in self._book.jobs(only_open=True):
            if job.printer != printer:
                self._redirect(job, printer, silent)

    def _redirect(self, job: BadgeJob, printer: str, silent: set[str]) -> BadgeJob:
        """Take a job back unless its printer is *silent*; then open it for *printer*."""
        settled = None
        if job.printer not in silent:
            try:
                settled = self._take_back(job)
            except PrintError as error:
                silent.add(job.printer)
                logger.info("badge job %s could not be taken back: %s", job.id, error.sentence)
        return settled or self._book.redirect(job.id, printer)

    def _followed(self, jobs: Sequence[BadgeJob]) -> Iterator[BadgeJob]:
        """Yield jobs as they are now; those that the printer has may have come out."""
        known = {job.id: job for job in self._book.jobs(only_open=True)}
        for job in jobs:
            yield self._follow(job) if job.is_underway else known.get(job.id, job)

    def _now(self, job: BadgeJob) -> BadgeJob:
        return self._book.job(job.id)

    def _send(self, job: BadgeJob) -> BadgeJob:
        """Hand over a claimed job; return it as it is then."""
        result = _BUG
        try:
            result = self._recalled(job) or self._hand_over(job)
        except PrintError as error:
            result = _refusal(error, is_unsure=job.is_unsure or error.is_unsure)
        except EmpfangError as error:
            logger.info("badge job %s failed: %s", job.id, error.sentence)
            result = Receipt(JobState.FAILED, error.sentence)
        finally:
            if result is _BUG:  # whatever is raised goes on, and no other badge waits for this
                self._book.report(job, _BUG)
        return self._note(job, result)

    def _hand_over(self, job: BadgeJob) -> Receipt:
        return self._find(job.printer).send(self._draw(job))

    def _recalled(self, job: BadgeJob) -> Receipt | None:
        """Return what a printer already has of a job of which nobody knows."""
        printer = self._find(job.printer)
        if not job.is_unsure or not isinstance(printer, TellingPrinter):
            return None
        return printer.recall(job.id)

    def _follow(self, job: BadgeJob) -> BadgeJob:
        """Ask a printer about a job that it has; it keeps it while it does not answer."""
        printer = self._find(job.printer)
        if not isinstance(printer, TellingPrinter):
            return job
        try:
            result = printer.follow(job.ticket)
        except PrintError as error:
            trouble = Trouble(error.trouble)
            result = Receipt(job.state, error.sentence, ticket=job.ticket, trouble=trouble)
        return self._note(job, result)

    def _note(self, job: BadgeJob, result: Receipt) -> BadgeJob:
        """Write down what is new about a job."""
        is_last_word = result.state is JobState.SENT and not result.ticket
        if result.state is JobState.PRINTED or is_last_word:
            return self._finished(job, result)
        known = (job.state, job.reason, job.ticket)
        if job.is_underway and known == (result.state, result.reason, result.ticket):
            return job
        now = self._book.report(job, result)
        if now.printer != job.printer and result.ticket:
            self._take_back(replace(job, ticket=result.ticket, is_unsure=False))
        return now

    def _take_back(self, job: BadgeJob) -> BadgeJob | None:
        """Cancel a job at its printer; return it only when it is too late for that."""
        printer = self._find(job.printer)
        if not isinstance(printer, TellingPrinter):
            return None
        known = printer.recall(job.id) if job.is_unsure else None
        ticket = known.ticket if known else job.ticket
        if not ticket or printer.cancel(ticket):
            return None
        return self._note(job, printer.follow(ticket))


def _refusal(error: PrintError, *, is_unsure: bool) -> Receipt:
    trouble = Trouble(error.trouble)
    return Receipt(JobState.OPEN, error.sentence, trouble=trouble, is_unsure=is_unsure)
