"""Entries and journals for tests, made by the product's own code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.workplace import readers
from app.clock import ClockReading
from app.model.entry import GENESIS, Entry, Kind, digest
from app.model.standing import Booking
from app.search.searchable import searchable_words
from app.station import Station
from db.events import EventFile, EventFolder

NOON_MS = 1_796_212_800_000


@dataclass
class HandClock:
    """A clock that moves only when it is told to."""

    wall_ms: int = NOON_MS

    def read(self) -> ClockReading:
        return ClockReading("boot", self.wall_ms - NOON_MS, self.wall_ms)

    def forward(self, seconds: float) -> None:
        self.wall_ms += round(seconds * 1000)


class Pen:
    """Writes chained entries of one station."""

    def __init__(self, station: str = "a") -> None:
        self.station = station
        self.entries: list[Entry] = []

    def write(self, kind: Kind | str, registration: str | None = "r1", **more) -> Entry:
        payload = more.pop("payload", {})
        seq = len(self.entries) + 1
        entry = Entry(
            id=more.pop("id", f"{self.station}{seq}"),
            station=self.station,
            seq=seq,
            kind=str(kind),
            boot="boot",
            mono_ms=0,
            wall_ms=more.pop("wall_ms", NOON_MS + seq * 1000),
            registration=registration,
            session=more.pop("session", None),
            ref=more.pop("ref", None),
            payload=payload,
            payload_digest=digest(payload),
            prev=self.entries[-1].link() if self.entries else GENESIS,
        )
        assert not more, more
        self.entries.append(entry)
        return entry

    def register(self, registration: str = "r1", *, bookings=None, **fields) -> Entry:
        payload = {
            "origin": "list",
            "code": f"CODE-{registration}",
            "fields": fields or {"name": "Ana Li"},
            "bookings": {key: Booking(state).value for key, state in (bookings or {}).items()},
        }
        return self.write(Kind.REGISTERED, registration, payload=payload)

    def plan_event(self, name: str = "Fest") -> Entry:
        payload = {
            "what": "event",
            "id": "e1",
            "name": name,
            "starts": "2026-12-01T17:00:00+01:00",
            "ends": "2026-12-01T22:00:00+01:00",
            "timezone": "Europe/Berlin",
        }
        return self.write(Kind.PROGRAMME, None, payload=payload)

    def plan_session(self, session: str, kind: str = "entrance", **more) -> Entry:
        when = {"wall_ms": more.pop("wall_ms")} if "wall_ms" in more else {}
        payload = {"what": "session", "id": session, "name": session.title(), "kind": kind, **more}
        return self.write(Kind.PROGRAMME, None, payload=payload, **when)


@contextmanager
def event_file(
    folder: Path, clock: HandClock | None = None, station: str = "desk"
) -> Iterator[EventFile]:
    """Open a new event file in *folder* that knows its event."""
    events = EventFolder(folder, clock or HandClock(), searchable_words)
    opened = events.create("e1", station=station, station_name="Desk 1")
    pen = Pen("planner")
    pen.plan_event()
    opened.journal.absorb(pen.entries)
    try:
        yield opened
    finally:
        opened.close()


def station_of(opened: EventFile) -> Station:
    """Return a station that writes into *opened*."""
    return Station(opened.journal, readers(HandClock()))
