"""The desk where badge jobs wait: each is drawn and sent once, and none is forgotten."""

import logging
from collections.abc import Callable

from app.badge.render import BadgeRenderer
from app.errors import EmpfangError, PrintError
from app.model.badge import BadgeContent, BadgeJob, JobState
from app.ports import JobBook
from app.printing.printer import Printer, parse_printer

logger = logging.getLogger(__name__)


def _nothing(_job: BadgeJob) -> None:
    """Be told and do nothing."""


class PrintDesk:
    """Works off the job book of one event.

    ``content`` says what is on a registration's badge, ``find`` turns a printer's name into
    a printer, ``handed_over`` is told of every badge that a printer took, once. Several
    processes may work on one book: whoever claims a job sends it.
    """

    def __init__(
        self,
        book: JobBook,
        renderer: BadgeRenderer,
        content: Callable[[str], BadgeContent],
        *,
        find: Callable[[str], Printer] = parse_printer,
        handed_over: Callable[[BadgeJob], None] = _nothing,
    ) -> None:
        self._book = book
        self._renderer = renderer
        self._content = content
        self._find = find
        self._handed_over = handed_over

    def want(self, registration: str, printer: str) -> BadgeJob:
        """Note that a badge is wanted; `work` sends it."""
        return self._book.open_job(registration, printer)

    def work(self, *, failed_too: bool = False) -> list[BadgeJob]:
        """Send every open job once, oldest first; return how each went.

        A printer that does not take a badge leaves the job open with the reason; it gets
        no further badge in this round. A badge that cannot be drawn fails until somebody
        asks for failed ones too.
        """
        states = {JobState.OPEN, JobState.FAILED} if failed_too else {JobState.OPEN}
        dead: dict[str, str] = {}
        return [
            self._passed_over(job, dead) if job.printer in dead else self._send(job, dead)
            for job in self._book.jobs(only_open=True)
            if job.state in states
        ]

    def print_job(self, job: BadgeJob) -> BadgeJob:
        """Send one job now, whether it is open or failed; return how it went."""
        return self._send(job, {})

    def _passed_over(self, job: BadgeJob, dead: dict[str, str]) -> BadgeJob:
        """Leave a job open whose printer has just refused another one."""
        return self._book.set_state(job.id, JobState.OPEN, dead[job.printer])

    def _send(self, job: BadgeJob, dead: dict[str, str]) -> BadgeJob:
        """Claim a job and hand it over; return it as it is then."""
        if not self._book.claim(job.id):
            return job
        try:
            state = self._hand_over(job)
        except PrintError as error:
            dead[job.printer] = error.sentence
            return self._book.set_state(job.id, JobState.OPEN, error.sentence)
        except EmpfangError as error:
            logger.info("badge job %s failed: %s", job.id, error.sentence)
            return self._book.set_state(job.id, JobState.FAILED, error.sentence)
        sent = self._book.set_state(job.id, state)
        self._handed_over(sent)
        return sent

    def _hand_over(self, job: BadgeJob) -> JobState:
        """Draw a job's badge and give it to its printer."""
        content = self._content(job.registration)
        rendered = self._renderer.render([content])
        return self._find(job.printer).send(rendered.pdf, content.code)
