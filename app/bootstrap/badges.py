"""Badges of one event: drawn, checked, and sent to the printer of this desk."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.preflight import check
from app.badge.render import BadgeRenderer, RenderedBadges
from app.bootstrap.badge_content import badge_content
from app.bootstrap.workplace import Workplace
from app.errors import PrintError, UnknownError
from app.model.badge import BadgeContent, BadgeJob, JobState, Problem
from app.model.entry import Draft, Kind
from app.model.standing import Standing
from app.printing.printer import Printer, parse_printer
from app.printing.queue import PrintDesk
from app.printing.spooler import default_printer
from app.settings import Settings
from db.badge_jobs import SqliteJobBook


class BadgeDesk:
    """Draws and prints badges; safe to call from several threads, one badge at a time.

    Args:
        workplace: The event.
        settings: Which design and printer.
        design: Another design than that of the settings, by name or path.
        stock: Another stock than that of the design.
        find: Turns a printer's name into a printer; the window knows more of them.
    """

    def __init__(
        self,
        workplace: Workplace,
        settings: Settings,
        *,
        design: str | None = None,
        stock: str | None = None,
        find: Callable[[str], Printer] = parse_printer,
    ) -> None:
        self._workplace = workplace
        self._settings = settings
        self._lock = threading.RLock()
        self._renderer = BadgeRenderer(
            find_design(design or settings.design, stock or ""), bundled_fonts()
        )
        self._book = SqliteJobBook(workplace.file.database, workplace.clock)
        self._queue = PrintDesk(
            self._book, self._renderer, self._content_of, find=find, handed_over=self._note_printed
        )

    def warm(self) -> None:
        """Draw a badge that nobody sees, so that the first guest does not wait for fonts."""
        with self._lock:
            self._renderer.warm()

    def use_design(self, design: str) -> None:
        """Draw another design, named as in the settings, from the next badge on.

        Raises:
            BadgeError: there is none of that name, or it is wrong.
        """
        found = find_design(design)
        with self._lock:
            self._renderer.use(found)

    def pdf(self, registrations: Iterable[str], changes: Mapping[str, str] | None = None) -> bytes:
        """Return badges as a PDF of one page each, as if *changes* were already amended."""
        contents = [self._content_of(key, changes) for key in registrations]
        with self._lock:
            return self._renderer.render(contents).pdf

    def contents(self, standings: Iterable[Standing]) -> list[BadgeContent]:
        """Return what the badges of *standings* say, in their order."""
        programme = self._workplace.journal.programme()
        language = self._settings.language
        return [badge_content(standing, programme, language) for standing in standings]

    def render(self, standings: Iterable[Standing]) -> RenderedBadges:
        """Return the badges of *standings*, in their order."""
        contents = self.contents(standings)
        with self._lock:
            return self._renderer.render(contents)

    def problems(self, standings: Iterable[Standing]) -> Iterator[tuple[Standing, Problem]]:
        """Yield what would go wrong on the badges of *standings*."""
        programme = self._workplace.journal.programme()
        for standing in standings:
            content = badge_content(standing, programme, self._settings.language)
            with self._lock:
                found = check(content, self._renderer)
            yield from ((standing, problem) for problem in found)

    def print_badge(self, registration: str, printer: str | None = None) -> BadgeJob:
        """Open a badge job and try it; a printer that fails leaves the job open."""
        with self._lock:
            job = self._queue.want(registration, self._printer(printer))
            return self._queue.print_job(job)

    def print_open(self, printer: str | None = None) -> list[BadgeJob]:
        """Try all open jobs again, on *printer* when one is named."""
        with self._lock:
            if printer is not None:
                self._book.move_open(printer)
            return self._queue.work(failed_too=True)

    def jobs(self) -> list[BadgeJob]:
        """Return all badge jobs of this machine, oldest first."""
        return self._book.jobs()

    def printer_name(self) -> str:
        """Return what people call the printer of this desk; empty when there is none."""
        if self._settings.printer:
            return self._settings.printer
        try:
            return default_printer()
        except PrintError:
            return ""

    def _printer(self, chosen: str | None) -> str:
        return self._settings.printer if chosen is None else chosen

    def _content_of(
        self, registration: str, changes: Mapping[str, str] | None = None
    ) -> BadgeContent:
        journal = self._workplace.journal
        standing = journal.standing(registration)
        if standing is None:
            sentence = f"There is no registration {registration}; roster list shows all."
            raise UnknownError(sentence)
        return badge_content(standing, journal.programme(), self._settings.language, changes)

    def _note_printed(self, job: BadgeJob) -> None:
        """Write into the journal that a printer took a badge, and whether it said printed."""
        payload = {"printer": job.printer, "confirmed": job.state is JobState.PRINTED}
        with self._workplace.journal.write() as records:
            records.append(Draft(kind=Kind.PRINTED, registration=job.registration, payload=payload))
