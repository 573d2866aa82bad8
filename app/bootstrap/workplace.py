"""The parts that every job needs: the event file, the station, the registrar, the search."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.admission.planning import event_payload
from app.clock import Clock, SystemClock, to_instant
from app.errors import InputError, UnknownError
from app.model.entry import Draft, Kind
from app.model.programme import Event, Programme
from app.model.ticket import SignedTicket
from app.ports import Hit
from app.reading.payload import candidates, is_ticket_like
from app.reading.signature import read_signed
from app.roster.cleaning import clean
from app.search.searchable import searchable_words
from app.settings import load_settings
from app.station import Readers, Station
from db.events import EventFile, EventFolder
from db.hub_mirror import open_mirror
from db.journal import SqliteJournal
from db.search_index import SqliteSearchIndex
from db.station_names import station_names

if TYPE_CHECKING:
    from app.planner import Planner
    from app.registrar import Registrar
    from app.search.finder import Finder

DEFAULT_ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Workplace:
    """One event, open for work on this machine; a scan waits for no part that it does not need."""

    file: EventFile
    clock: Clock
    station: Station

    @cached_property
    def registrar(self) -> "Registrar":
        """Who takes in lists, and changes guests."""
        from app.registrar import Registrar

        return Registrar(self.journal)

    @cached_property
    def planner(self) -> "Planner":
        """Who plans sessions and rules."""
        from app.planner import Planner

        return Planner(self.journal)

    @cached_property
    def finder(self) -> "Finder":
        """Who finds people by their names."""
        from app.search.finder import Finder

        return Finder(SqliteSearchIndex(self.file.database))

    @property
    def journal(self) -> SqliteJournal:
        """The journal of the event."""
        return self.file.journal

    def find(self, text: str, limit: int, session: str | None = None) -> list[Hit]:
        """Return people by the words of their names, or by the short code of an invitation.

        Of equals, those who are expected at *session* come first.
        """
        hits = self.finder.find(text, limit, session)
        owners = self.journal.looked_up([text])
        standing = self.journal.standing(owners[0]) if owners else None
        if standing is None:
            return hits
        person, arrived = standing.person, standing.arrived
        coded = Hit(
            standing.registration,
            person.name,
            person.organisation,
            person.category,
            arrived.at if arrived else None,
        )
        return [coded, *(hit for hit in hits if hit.id != coded.id)][:limit]

    def station_names(self) -> dict[str, str]:
        """Return what people call the stations, by their ids."""
        return station_names(self.journal)

    def close(self) -> None:
        """Close this thread's connection to the event file."""
        self.file.close()


def folder(data: Path, clock: Clock | None = None) -> EventFolder:
    """Return the events of a data folder."""
    return EventFolder(data, clock or SystemClock(), searchable_words, open_mirror)


def open_workplace(data: Path, event: str | None = None) -> Workplace:
    """Open the event called *event*, or the only one of the data folder.

    Raises:
        InputError: there is no such event, or a choice is needed.
        StorageError: its file cannot be used.
    """
    clock = SystemClock()
    return furnish(folder(data, clock).open(event), clock, load_settings(data).code_paths)


def furnish(opened: EventFile, clock: Clock, code_paths: Sequence[str] = ()) -> Workplace:
    """Put the parts around an open event file; see `readers` for *code_paths*."""
    journal = opened.journal
    return Workplace(
        file=opened,
        clock=clock,
        station=Station(journal, readers(clock, code_paths)),
    )


def readers(clock: Clock, code_paths: Sequence[str] = ()) -> Readers:
    """Return how scans are understood.

    Args:
        clock: Says whether a signed code's time has come.
        code_paths: Where foreign tickets have their code; see `candidates`.
    """

    def signed(codes: Sequence[str], programme: Callable[[], Programme]) -> SignedTicket | None:
        return read_signed(codes, programme, to_instant(clock.read().wall_ms))

    return Readers(partial(candidates, paths=code_paths), is_ticket_like, signed, clock)


def create_event(
    data: Path, name: str, *, starts: datetime, ends: datetime, timezone: str = DEFAULT_ZONE
) -> Event:
    """Make an event with this machine as its first station.

    Args:
        data: The data folder.
        name: What the event is called.
        starts: Beginning; without offset it is local time of *timezone*.
        ends: End, likewise.
        timezone: A name of the IANA data base.

    Raises:
        InputError: an empty name, times out of order, an unknown time zone, or an event of
            that name is here already.
    """
    zone = _zone(timezone)
    event = Event(
        id=str(uuid.uuid4()),
        name=clean(name),
        starts=localised(starts, zone),
        ends=localised(ends, zone),
        timezone=timezone,
    )
    events = folder(data)
    _check(event, events)
    plan = Draft(kind=Kind.PROGRAMME, payload=event_payload(event))
    events.create(event.id, first=[plan]).close()
    return event


def each_event(data: Path) -> Iterator[tuple[str, Event | None]]:
    """Yield id and event of each file; None while only its id has arrived here."""
    for opened in folder(data).each():
        yield opened.event, _event(opened)


def localised(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return *instant* with an offset; a naive one is meant in *zone*."""
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = f"There is no time zone {name}; use a name like Europe/Berlin."
        raise InputError(sentence) from error


def _check(event: Event, events: EventFolder) -> None:
    """Refuse an event that nobody could tell from another or that ends before it starts."""
    if not event.name:
        sentence = "An event needs a name."
        raise InputError(sentence)
    if event.ends <= event.starts:
        sentence = "The event ends before it starts; give --ends a later time than --starts."
        raise InputError(sentence)
    for opened in events.each():
        other = _event(opened)
        if other is not None and other.name.casefold() == event.name.casefold():
            sentence = f"There is already an event {event.name} here; give it another name."
            raise InputError(sentence)


def _event(opened: EventFile) -> Event | None:
    """Return the event of a file, None as long as a joined hub has not told it."""
    try:
        return opened.journal.programme().event
    except UnknownError:
        return None
