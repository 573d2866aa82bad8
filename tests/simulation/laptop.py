"""A station of the product on a laptop that can lose power, be copied or get an old image."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import readers
from app.erasing import Eraser
from app.errors import EmpfangError
from app.inbox import Inbox
from app.model.conflict import Resolution
from app.model.entry import Draft, Entry, Kind
from app.model.standing import Direction
from app.planner import Planner
from app.ports.link import HubLink
from app.registrar import Registrar
from app.search.searchable import searchable_words
from app.station import Station
from app.sync.enrolment import hashed
from app.sync.exchange import Exchange
from app.sync.joining import Membership, belong
from db import erase
from db.connection import writing
from db.journal import SqliteJournal
from db.notes import STATION, STATION_NAME, note, save_notes
from db.sync_book import SqliteSyncBook
from tests.simulation.disk import (
    FragileDatabase,
    Fuse,
    PowerLostError,
    copy_database,
    restore_database,
)
from tests.simulation.hub import Hub
from tests.simulation.network import Way
from tests.simulation.world import Clock, World

PAGES = (2, 7, 500)
"""So many entries a pull asks for; a real one always asks for the most."""


class NewerKind(StrEnum):
    """What a newer release may say."""

    WEATHER = "weather"


@dataclass(frozen=True, slots=True)
class Process:
    """One of the programs that work on a laptop's event file at once."""

    journal: SqliteJournal
    book: SqliteSyncBook
    exchange: Exchange


class Laptop:
    """One station. What it said is in ``promised``: those entries must never be lost."""

    def __init__(self, world: World, path: Path, clock: Clock, hub: Hub, way: Way) -> None:
        self.world, self.path, self.clock = world, path, clock
        self.hub, self.way = hub, way
        self.fuse = Fuse()
        self.crashes = 0.0
        self.programs = 1
        self.pages = PAGES
        self.promised: set[str] = set()
        self.image: Path | None = None
        self.is_gone = False
        self.life = 0
        self.open()

    def open(self) -> None:
        self.database = FragileDatabase(self.path, self.fuse)
        erase.finish(self.database)
        self.processes = [self._process() for _ in range(self.programs)]
        self.life += 1

    def close(self) -> None:
        self.database.close()

    def restart(self) -> None:
        """Begin again from what is on the disk."""
        self.fuse.disarm()
        self.close()
        self.open()

    def _process(self) -> Process:
        bits = self.world.randbits
        journal = SqliteJournal(self.database, "", self.clock, searchable_words, bits)
        book = SqliteSyncBook(journal)
        exchange = Exchange(journal, book, self.clock, make_key=self.world.make_key)
        return Process(journal, book, exchange)

    @property
    def process(self) -> Process:
        """One of the programs."""
        return self.world.chance.choice(self.processes)

    @property
    def journal(self) -> SqliteJournal:
        return self.processes[0].journal

    def entries(self) -> list[Entry]:
        return [entry for _, entry in self.journal.entries()]

    def become(self, station: str, name: str) -> None:
        """Be another station than the one whose file this is a copy of."""
        with writing(self.database):
            save_notes(self.database, {STATION: station, STATION_NAME: name})

    def join(self, name: str) -> None:
        """Join the hub, also once more after having been shut out."""
        process, station = self.processes[0], self.journal.station
        key = self.world.make_key()
        reply = self.hub.enrol(name, station, key)
        link = HubLink(
            address="hub:1", pin="pin", token=reply.token, signing_key=key, epoch=reply.epoch
        )
        belong(Membership(reply.event, reply.station, reply.name, link), process.book, station)

    def is_welcome(self) -> bool:
        """Whether the hub knows this station and has not shut it out."""
        holder = self.hub.store.holder(hashed(self.token()))
        return holder is not None and holder.revoked_ms is None

    @property
    def name(self) -> str:
        return note(self.database, STATION_NAME) or ""

    def token(self) -> str:
        link = self.processes[0].book.link()
        return link.token if link else ""

    def state(self) -> object:
        """Return what changes as long as anything is exchanged."""
        link = self.processes[0].book.link()
        return link and replace(link, contact_ms=0), self.position()

    # What people do at a desk.

    def scan(self, code: str, direction: Direction, *, talk: bool = False) -> None:
        def act(process: Process) -> None:
            session = process.journal.programme().sessions["talk"] if talk else None
            station = Station(process.journal, readers(self.clock))
            answer = station.accept([code], session=session, direction=direction, admit=True)
            if answer.entry is not None:
                self.promised.add(answer.entry)

        self._work(act)

    def walk_in(self, name: str) -> None:
        def act(process: Process) -> None:
            registrar = Registrar(process.journal, self.world.randbits)
            guest = registrar.add({"name": name}, sessions={})
            Station(process.journal, readers(self.clock)).check_in(guest.registration)

        self._work(act)

    def amend(self, registration: str, fields: dict[str, str]) -> None:
        self._registrar(lambda registrar: registrar.amend(registration, fields))

    def cancel(self, registration: str) -> None:
        self._registrar(lambda registrar: registrar.cancel(registration))

    def substitute(self, registration: str, name: str) -> None:
        self._registrar(lambda registrar: registrar.substitute(registration, {"name": name}))

    def erase(self, registration: str) -> None:
        self._work(lambda one: Eraser(one.journal, self.world.randbits).erase(registration))

    def undo(self, entry: str | None = None) -> None:
        self._work(lambda one: Station(one.journal, readers(self.clock)).undo(entry))

    def resolve(self, number: int, answer: Resolution) -> None:
        def act(process: Process) -> None:
            inbox = Inbox(process.journal)
            questions = inbox.open()
            if questions:
                inbox.resolve(questions[number % len(questions)].id, answer)

        self._work(act)

    def say(self, kind: Kind | NewerKind, registration: str | None, payload: Any) -> None:
        """Record what no desk of this release says, like words of a newer one."""

        def act(process: Process) -> None:
            with process.journal.write() as records:
                records.append(Draft(kind=kind, registration=registration, payload=payload))

        self._work(act)

    def plan(self, session: Any) -> None:
        self._work(lambda process: Planner(process.journal).plan_session(session))

    # What happens to the machine.

    def scrub(self) -> None:
        """Finish what an erasure began, as the next start would."""
        erase.finish(self.database)

    def take_image(self) -> None:
        self.image = self.path.with_suffix(".image")
        copy_database(self.path, self.image)

    def restore(self) -> bool:
        """Put an older image of the data folder back; return whether there is one."""
        if self.image is None:
            return False
        self.close()
        restore_database(self.image, self.path)
        self.open()
        return True

    def reboot(self) -> None:
        self.clock.reboot()
        self.restart()

    # All work is done under the threat of the power failing.

    def _registrar(self, act: Callable[[Registrar], object]) -> None:
        self._work(lambda process: act(Registrar(process.journal, self.world.randbits)))

    def _work(self, act: Callable[[Process], object]) -> None:
        """Let somebody do something; what it recorded is promised once it is done."""
        life, before = self.life, self.position()
        process = self.process
        self.guarded(partial(act, process))
        if life == self.life:
            self.promised.update(self._ids(before))

    def guarded(self, act: Callable[[], Any]) -> Any:
        """Return what *act* returns, None when the power fails or the answer is no."""
        if self.world.likely(self.crashes):
            self.fuse.arm(self.world.chance, longest=40)
        try:
            return act()
        except PowerLostError:
            self.restart()
        except EmpfangError:
            pass
        finally:
            self.fuse.disarm()
        return None

    def position(self) -> int:
        row = self.database.execute_sql("SELECT max(position) FROM journal").fetchone()
        return row[0] or 0

    def _ids(self, after: int) -> list[str]:
        rows = self.database.execute_sql("SELECT id FROM journal WHERE position > ?", (after,))
        return [key for (key,) in rows]
