"""From nothing to an event: a list that somebody drops, or a hub that somebody joins."""

import contextlib
import re
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from app.bootstrap.arrival import settle
from app.bootstrap.pretix_room import pair_with
from app.bootstrap.rosters import Import, import_roster
from app.bootstrap.workplace import Workplace, create_event, furnish, open_workplace
from app.clock import Clock, to_instant
from app.model.cell import restored
from app.model.central import PretixChoice
from app.model.first import ListFinding
from app.model.programme import SessionKind
from app.model.standing import Status
from app.planner import new_session
from app.roster.bookings import named_sessions
from app.roster.listing import Listing, understand
from app.roster.mapping import SESSIONS
from app.roster.reading import Reading
from app.roster.rows import to_registrations
from app.roster.table import read_table
from app.sync.discovery import moved_address
from app.sync.enrolment import Enrolment
from app.sync.joining import Membership, join
from app.sync.pretix.pairing import Pairing, is_pairing
from app.sync.replica import Replica
from db.sync_book import SqliteSyncBook

_ANY = PretixChoice()
_DOORS, _END = time(8), time(23)
"""An event of a list begins and ends then, until somebody plans it better."""

_DATE = re.compile(r"(?P<y>20\d\d)[-_.]?(?P<m>\d\d)[-_.]?(?P<d>\d\d)(?!\d)")
_GERMAN = re.compile(r"(?<!\d)(?P<d>\d{1,2})[._](?P<m>\d{1,2})[._](?P<y>20\d\d)(?!\d)")
_DULL = re.compile(
    r"^(?:g[aä]e?ste?|teilnehme[nr]\w*|anmeldung(?:en)?|registrierung(?:en)?|registrations?"
    r"|attendees?|guests?|participants?|export|list[e]?|g[aä]steliste|teilnehmerliste|final\w*"
    r"|neu|new|kopie|copy|v?\d+)$",
    re.IGNORECASE,
)
"""Words of file names that say nothing about the event."""


@dataclass(frozen=True, slots=True)
class FirstStart:
    """Makes the first event of a data folder; implements `ui.first_desk.FirstDesk`."""

    data: Path
    clock: Clock

    def look_at(self, file: Path, reading: Reading) -> ListFinding:
        """Read a list without keeping anything; propose what the event is called and its day.

        Raises:
            InputError: it cannot be read, or its columns cannot be told apart.
            ListQuestionError: it can be read in several ways.
        """
        table = read_table(
            file, sheet=reading.sheet, encoding=reading.encoding, separator=reading.separator
        )
        listing = understand(table, file.name, reading)
        names = _session_names(listing)
        sessions = [new_session(name, SessionKind.WORKSHOP) for name in names]
        rows, refused = to_registrations(
            listing.table, listing.columns, sessions, is_last_first=listing.is_last_first
        )
        today = to_instant(self.clock.read().wall_ms).astimezone().date()
        day = _day_in(file.stem) or today
        return ListFinding(
            file=file,
            name=_name_in(file.stem),
            day=day,
            guests=sum(row.status is not Status.CANCELLED for row in rows),
            cancelled=sum(row.status is Status.CANCELLED for row in rows),
            sessions=tuple(names),
            refused=tuple((refusal.line, refusal.reason) for refusal in refused),
        )

    def take(self, finding: ListFinding, name: str, day: date, reading: Reading) -> Import:
        """Make the event of a list and take everybody in.

        Raises:
            InputError: the name is empty, or the list has changed and cannot be read any more.
            StorageError: it cannot be kept.
        """
        self.look_at(
            finding.file, reading
        )  # an event without guests would stand in the way of the next try
        begin, end = (datetime.combine(day, clock) for clock in (_DOORS, _END))  # local of its zone
        create_event(self.data, name, starts=begin, ends=end)
        workplace = open_workplace(self.data)
        with closing(workplace):
            for session in finding.sessions:
                workplace.planner.plan_session(new_session(session, SessionKind.WORKSHOP))
            return import_roster(workplace, finding.file, reading=reading)

    def join(self, enrolment: str, choice: PretixChoice = _ANY) -> None:
        """Join the hub of an enrolment text and fetch its event, or become a device of pretix.

        What pretix has comes by itself, once the event is open.

        Args:
            enrolment: The text, or what pretix shows under Devices.
            choice: What to work for at pretix.

        Raises:
            SyncError: the text is none, or the hub does not answer or says no.
            EventChoiceError: it is to be said what to work for; the same text is good again.
        """
        if is_pairing(enrolment):
            pair_with(self.data, None, Pairing.parse(enrolment), choice).close()
            return
        invitation = Enrolment.parse("".join(enrolment.split()))
        opened: list[Workplace] = []

        def open_book(membership: Membership) -> SqliteSyncBook:
            opened.append(furnish(settle(self.data, membership, self.clock), self.clock))
            return SqliteSyncBook(opened[0].journal)

        join(invitation, event="", station="", open_book=open_book, seek=moved_address)
        workplace = opened[0]
        with closing(workplace):
            book = SqliteSyncBook(workplace.journal)
            Replica(workplace.journal, book, self.clock, seek=moved_address).sync_once()


def _session_names(listing: Listing) -> list[str]:
    """Return the sessions that the list books, so that nobody has to plan them beforehand."""
    booked = [number for number, field in enumerate(listing.columns.fields) if field == SESSIONS]
    rows = listing.table.rows
    return named_sessions(restored(row.cells[number]) for row in rows for number in booked)


def _day_in(stem: str) -> date | None:
    for pattern in (_DATE, _GERMAN):
        if found := pattern.search(stem):
            with contextlib.suppress(ValueError):
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
    return None


def _name_in(stem: str) -> str:
    """Return the words of a file's name that may be the event's; empty when there are none."""
    bare = _GERMAN.sub(" ", _DATE.sub(" ", unicodedata.normalize("NFC", stem)))
    words = re.sub(r"[_+().-]+", " ", bare).split()
    return " ".join(word for word in words if not _DULL.match(word))
