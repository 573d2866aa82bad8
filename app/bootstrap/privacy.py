"""What organisers do for people's rights: tell, erase, delete in time, and show who took what."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.access import Beside, access_report, as_json
from app.auditing import AuditLine, Exported, audit
from app.bootstrap.rosters import Breath
from app.bootstrap.workplace import Workplace
from app.bootstrap.written import note_written, pictures_of, remove_written, written_files
from app.clock import to_instant
from app.erasing import Eraser
from app.errors import AmbiguousError, UnknownError
from app.model.access import AccessReport
from app.model.retention import DataClass, Due, due_at
from app.model.role import Role
from app.model.written import Concern, WrittenFile
from app.ports import Hit
from app.reports.files import json_bytes, write_file
from app.reports.papers.access_paper import access_pdf
from app.reports.papers.deletion_paper import DeletionProtocol, deletion_pdf
from app.rest import collector_resting
from app.retention import GoOn, Retention
from app.search.searchable import searchable_words
from app.vault.files import wipe
from db.badge_jobs import SqliteJobBook
from db.sync_book import SqliteSyncBook
from db.written_files import forget_file

_MOST = 50

_TELLING = 3
"""Letters from which on a word of a name in a file's path tells whose it is."""


class Privacy:
    """People's rights and the deletion plan of one event.

    Args:
        workplace: The event.
        role: Who works here.
    """

    def __init__(
        self, workplace: Workplace, role: Callable[[], Role] = lambda: Role.ORGANISER
    ) -> None:
        self._workplace, self._role = workplace, role
        self._eraser = Eraser(workplace.journal)
        self._retention = Retention(workplace.journal)

    @property
    def now(self) -> datetime:
        """What time it is."""
        return to_instant(self._workplace.clock.read().wall_ms)

    def people(self, text: str, limit: int = _MOST) -> list[Hit]:
        """Return people by name, code or address."""
        found = self._workplace.journal.find([text]) if text.strip() else None
        hits = self._workplace.find(text, limit)
        first = [hit for hit in hits if hit.id == found]
        return [*first, *(hit for hit in hits if hit.id != found)]

    def one(self, text: str) -> str:
        """Return the registration of the one person that *text* names: id, code, address or name.

        Raises:
            UnknownError: nobody is called so.
            AmbiguousError: several people are.
        """
        journal = self._workplace.journal
        if journal.about(text):
            return text
        found = journal.find([text])
        if found is not None:
            return found
        wanted = " ".join(text.casefold().split())
        matches = [
            one.registration
            for one in journal.standings()
            if wanted in (one.person.get("email").casefold(), one.person.name.casefold())
            and not one.is_erased
        ]
        if len(matches) > 1:
            sentence = f"Several people answer to {text}; name one by the id (roster list)."
            raise AmbiguousError(sentence, matches)
        if not matches:
            sentence = f"Nobody answers to {text}; give an id, a code, an address or a whole name."
            raise UnknownError(sentence)
        return matches[0]

    def report(self, registration: str) -> AccessReport:
        """Return everything that is stored about a person.

        Raises:
            UnknownError: nobody has that registration, or the person was erased.
        """
        journal = self._workplace.journal
        standing = journal.standing(registration)
        jobs = SqliteJobBook(self._workplace.file.database, self._workplace.clock).jobs()
        beside = Beside(
            stations=self._workplace.station_names(),
            words=searchable_words(standing) if standing else "",
            jobs=sum(job.registration == registration for job in jobs),
        )
        return access_report(journal, registration, self.now, beside)

    def write_report(self, registration: str, out: Path, language: str) -> AccessReport:
        """Write what is stored about a person, as JSON or PDF by the file's ending.

        Raises:
            UnknownError: nobody has that registration, or the person was erased.
            FileError: *out* cannot be written.
        """
        report = self.report(registration)
        is_pdf = out.suffix.lower() == ".pdf"
        zone = self._workplace.journal.programme().event.zone
        content = access_pdf(report, zone, language) if is_pdf else json_bytes([as_json(report)])
        write_file(out, content)
        form = "pdf" if is_pdf else "json"
        exported = Exported(
            what="access", form=form, rows=1, purpose="GDPR article 15", by=self._role()
        )
        note_written(self._workplace, [out], exported)
        return report

    def preview(self, registration: str) -> Concern:
        """Return what `erase` would concern.

        Raises:
            UnknownError: nobody has that registration, or the person was erased before.
        """
        files = written_files(self._workplace)
        weighed = self._eraser.preview(registration)
        pictures = self._pictures(weighed.registrations)
        return Concern(weighed.registrations, weighed.entries, (*files, *pictures))

    def erase(self, registration: str, *, with_files: bool = False) -> Concern:
        """Erase a person; return the files in which the person may still be.

        Args:
            registration: Of the person.
            with_files: Whether files that were written here and not changed are wiped, too.

        Raises:
            UnknownError: nobody has that registration, or the person was erased before.
            NotRecordedError: nothing was changed.
        """
        words = self._telling(registration)
        pictures = self._pictures(self._eraser.preview(registration).registrations)
        with self._workplace.journal.erasing_in_bulk():
            erased = self._eraser.erase(registration)
            left = remove_written(self._workplace) if with_files else written_files(self._workplace)
            for file in left:
                if any(word in _named(file.path) for word in words):
                    forget_file(self._workplace.file.database, file.path)
            if with_files:
                for picture in pictures:
                    wipe(Path(picture.path))
            there = [one for one in pictures if Path(one.path).exists()]
        return Concern(erased.registrations, erased.entries, (*left, *there))

    def _pictures(self, registrations: Sequence[str]) -> list[WrittenFile]:
        """Return the pictures of somebody's codes that were written here."""
        found = map(self._workplace.journal.standing, registrations)
        standings = [one for one in found if one is not None]
        codes = {code for one in standings for code in one.codes}
        return pictures_of(self._workplace, codes)

    def _telling(self, registration: str) -> set[str]:
        """Return words that, in a file's name, name the person: that place must be forgotten."""
        standing = self._workplace.journal.standing(registration)
        if standing is None:
            return set()
        said = {*standing.person.name.split(), standing.person.get("email"), standing.code}
        return {word.casefold() for word in said if len(word) >= _TELLING}

    def retention(self, at: datetime | None = None) -> list[Due]:
        """Return every class of data with its date; at another time when one is given."""
        now = at or self.now
        state = self._retention.state(now)
        copy = self._copy(now)
        return sorted([*state, copy] if copy else state, key=lambda due: due.at)

    def would_delete(self, at: datetime | None = None) -> list[Due]:
        """Return what `delete_due` would delete, and this laptop's copy if its time has come."""
        now = at or self.now
        copy = self._copy(now)
        return [*self._retention.preview(now), *([copy] if copy and copy.is_due else [])]

    @collector_resting()
    def delete_due(
        self, at: datetime | None = None, go_on: GoOn = lambda _what, _done, _all: True
    ) -> list[Due]:
        """Delete what is due; return what that was. Scans find their turn meanwhile.

        Args:
            at: Another time than now.
            go_on: Told how many of how many of a class are deleted; the first no ends the run.

        Raises:
            NotRecordedError: the rest stays, and is due the next time.
        """
        breath = Breath(lambda: self._workplace.journal.is_awaited)

        def wants_more(what: DataClass, done: int, whole: int) -> bool:
            return breath(done, whole) and go_on(what, done, whole)

        return self._retention.run(at or self.now, wants_more)

    def protocol(self) -> list[tuple[datetime, Due]]:
        """Return every deletion that was written down, latest first."""
        return self._retention.protocol()

    def write_protocol(self, out: Path, language: str) -> int:
        """Write what was deleted and what is still stored as a PDF; return how many deletions.

        Raises:
            FileError: *out* cannot be written.
        """
        event, deleted = self._workplace.journal.programme().event, self.protocol()
        protocol = DeletionProtocol(
            event=event, made=self.now, deleted=deleted, plan=self.retention()
        )
        write_file(out, deletion_pdf(protocol, language))
        what, rows = "deletions", len(deleted)
        note_written(
            self._workplace, [out], Exported(what=what, form="pdf", rows=rows, by=self._role())
        )
        return rows

    def audit(self) -> list[AuditLine]:
        """Return every file that left the event, latest first, with names of stations."""
        names = self._workplace.station_names()
        lines = audit(self._workplace.journal)
        return [replace(line, station=names.get(line.station, line.station)) for line in lines]

    def _copy(self, now: datetime) -> Due | None:
        """Return how the copy of a laptop stands whose hub has everything; None without a hub."""
        book = SqliteSyncBook(self._workplace.journal)
        link = book.link()
        if link is None:
            return None
        programme = self._workplace.journal.programme()
        at = due_at(DataClass.STATION, programme.event.ends, programme.retention)
        is_sent = book.last_seq() <= link.acked
        people = sum(not one.is_erased for one in self._workplace.journal.standings())
        return Due(DataClass.STATION, at, at <= now and is_sent, people, book.last_position())


def _named(path: str) -> str:
    """Return what somebody called a file and its folders; where a user's own begin is not it."""
    whole, home = Path(path), Path("~").expanduser()
    own = whole.relative_to(home) if whole.is_relative_to(home) else whole
    return str(own).casefold()
