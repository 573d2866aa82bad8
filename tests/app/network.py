"""A hub and stations on this machine, real sockets and files, for tests."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.admission.proof import Proof, verify_journal
from app.clock import SystemClock
from app.hub.author import Author, revoke
from app.hub.certificate import identity
from app.hub.enrolling import offer
from app.hub.serve import HubParts, listener, run
from app.model.entry import Draft, Kind
from app.ports.hub import HubStore
from app.search.searchable import searchable_words
from app.sync.enrolment import Enrolment, read_address
from app.sync.joining import Membership, join
from app.sync.replica import Observer, Replica, SyncResult
from app.vault import key_of
from db.events import EventFile, EventFolder
from db.hub_memo import settle
from db.hub_mirror import open_mirror
from db.hub_store import open_hub_store
from db.journal import SqliteJournal
from db.pen import Pen as JournalPen
from db.sync_book import SqliteSyncBook
from tests.app.journals import Pen

SOON_S = 60
CLOCK = SystemClock()


class HubHouse:
    """A hub that can be started and stopped like the machine it runs on."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.memo = settle(folder, url)
        self.address = "127.0.0.1:0"
        self.outages: list[object] = []
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self.open()

    @property
    def journal(self) -> HubStore:
        """What has the hub's entries."""
        return self.store

    def open(self) -> None:
        self.store = self.book = open_hub_store(self.memo.database, key_of(self.folder))
        self.identity = identity(self.folder)

    def start(self) -> None:
        """Serve in a thread; after a stop at the same address again."""
        ready = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), name="hub")
        self._thread.start()
        assert ready.wait(SOON_S)

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(SOON_S)

    def close(self) -> None:
        """Stop and let the test's own connection go."""
        self.stop()
        self.store.close()

    def invite(self, name: str, address: str = "") -> Enrolment:
        pin = self.identity.pin
        return offer(self.store, CLOCK, name, address=address or self.address, pin=pin)

    def revoke(self, name: str) -> None:
        pen = JournalPen(CLOCK)
        revoke(self.store, Author(self.memo.station, pen), name)

    def _serve(self, ready: threading.Event) -> None:
        parts = HubParts(
            store=self.store,
            clock=CLOCK,
            folder=self.folder,
            station=self.memo.station,
            words=searchable_words,
            tell=self.outages.append,
        )
        with listener(*read_address(self.address)) as listening:
            name = listening.getsockname()
            self.address = f"{name[0]}:{name[1]}"
            asyncio.run(run(parts, listening, self._stop, on_ready=lambda _: ready.set()))
        self.store.close()


class Gate:
    """A station with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.events = EventFolder(folder, CLOCK, searchable_words)
        self.file: EventFile | None = None

    @property
    def journal(self) -> SqliteJournal:
        return self.file.journal

    @property
    def book(self) -> SqliteSyncBook:
        return SqliteSyncBook(self.journal)

    @property
    def replica(self) -> Replica:
        return Replica(self.journal, self.book, CLOCK)

    def plan(self, station: str = "first") -> None:
        """Make an event here, with one entry of somebody else, too."""
        self.file = self.events.create("e1", station=station, station_name=station)
        pen = Pen("planner")
        pen.plan_event()
        self.journal.absorb(pen.entries)

    def join(self, enrolment: Enrolment) -> Membership:
        event, station = (self.file.event, self.file.station) if self.file else ("", "")
        return join(enrolment, event=event, station=station, open_book=self._open)

    def sync(self) -> SyncResult:
        return self.replica.sync_once()

    def say(self, *registrations: str) -> None:
        payload = {"origin": "list", "code": "", "fields": {"name": "Ana Li"}}
        drafts = [
            Draft(kind=Kind.REGISTERED, registration=key, payload=payload) for key in registrations
        ]
        with self.journal.write() as records:
            records.append_many(drafts)

    def _open(self, membership: Membership) -> SqliteSyncBook:
        if self.file is None:
            self.file = self.events.create(
                membership.event, station=membership.station, station_name=membership.name
            )
        return self.book


class Listener:
    """Remembers what a watch tells, and lets a test wait for it."""

    def __init__(self) -> None:
        self.outages: list[object] = []
        self._news = threading.Condition()
        self._pulled = 0

    @property
    def observer(self) -> Observer:
        return Observer(on_change=self._note, on_outage=self._note_outage)

    def wait_pulled(self, count: int) -> bool:
        with self._news:
            return self._news.wait_for(lambda: self._pulled >= count, SOON_S)

    def wait_outages(self, count: int) -> bool:
        """Wait until so many changes between there and not there were told."""
        with self._news:
            return self._news.wait_for(lambda: len(self.outages) >= count, SOON_S)

    def _note(self, result: SyncResult) -> None:
        with self._news:
            self._pulled = result.pulled
            self._news.notify_all()

    def _note_outage(self, error: object) -> None:
        with self._news:
            self.outages.append(error)
            self._news.notify_all()


@contextmanager
def watching(gate: Gate, replica: Replica | None = None) -> Iterator[Listener]:
    """Keep a station in touch with its hub in a thread, by its own replica or another one."""
    listener_, stop = Listener(), threading.Event()

    def watch() -> None:
        (replica or gate.replica).watch(stop, listener_.observer)
        gate.file.close()

    thread = threading.Thread(target=watch, name="watch")
    thread.start()
    try:
        yield listener_
    finally:
        stop.set()
        thread.join(SOON_S)


def proof(place: HubHouse | Gate) -> Proof:
    """Return what two machines with the same entries have in common."""
    if isinstance(place, HubHouse):
        with closing(open_mirror(place.folder, place.memo, CLOCK, searchable_words)) as opened:
            return _proof(opened.journal)
    return _proof(place.journal)


def become_alike(*places: HubHouse | Gate) -> bool:
    """Wait until *places* have the same entries; return whether they ever had."""
    pause = threading.Event()
    until_s = time.monotonic() + SOON_S
    while len({proof(place) for place in places}) > 1 and time.monotonic() < until_s:
        pause.wait(0.05)
    return len({proof(place) for place in places}) == 1


def _proof(journal: SqliteJournal) -> Proof:
    return verify_journal((entry for _, entry in journal.entries()), journal.standings())
