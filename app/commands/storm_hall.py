"""Where a storm takes place: a hub, stations, the bad network between them, and what was said."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import open_workplace
from app.commands.bench_crash import made_event
from app.commands.demo_cast import DemoError
from app.commands.fault_proxy import FaultProxy
from app.commands.storm_crew import Desk, HubProcess, Word, join
from app.commands.storm_recount import look, recount
from app.model.entry import Kind
from db.sync_book import SqliteSyncBook

AGAIN = 0.15
"""Share of guests whose code was read before, mostly at another station."""

SETTLED_WITHIN_S = 90
GLANCE_S = 0.1


@dataclass
class Hall:
    """Who takes part, what they said, and the network between them."""

    hub: HubProcess
    desks: list[Desk]
    proxy: FaultProxy
    word: Word
    codes: list[str]
    chance: random.Random
    read: list[str] = field(default_factory=list)

    def let_one_in(self, desk: Desk | None = None) -> None:
        """Let a guest come to a desk, or to any; some come again, or have a copy of a code."""
        is_again = self.read and (not self.codes or self.chance.random() < AGAIN)
        code = self.chance.choice(self.read if is_again else self.codes)
        if (desk or self.chance.choice(self.desks)).scan(code):
            self.read.append(code)
            if not is_again:
                self.codes.remove(code)

    def let_in(self, seconds: float, a_second: float) -> Iterator[float]:
        """Let guests in at a steady pace; yield after each how many seconds went by."""
        began_s, pause = time.monotonic(), threading.Event()
        guests = 0
        while (now_s := time.monotonic() - began_s) < seconds:
            self.let_one_in()
            guests += 1
            yield now_s
            pause.wait(max(0.0, began_s + guests / a_second - time.monotonic()))

    def close(self) -> None:
        """Let all scanners answer what they were given, and end; the sync goes on."""
        for desk in self.desks:
            desk.close()

    def stop(self) -> None:
        """End what still runs at the desks."""
        for desk in self.desks:
            desk.stop()


@contextmanager
def gathered(
    folder: Path, stations: int, guests: int, *, seed: int = 0, url: str = ""
) -> Iterator[Hall]:
    """Start a hub and stations that joined it through a proxy; stop what is left at the end.

    Args:
        folder: Holds a data folder for each.
        stations: How many.
        guests: How many are on the list.
        seed: Of guests and faults.
        url: The hub's database, empty for a file in its folder.
    """
    word = Word()
    hub = HubProcess(folder / "hub", folder / "hub.log", url)
    desks = [Desk(folder / f"desk{number}", word) for number in range(stations)]
    codes = made_event(desks[0].folder, guests)
    chance = random.Random(seed)  # noqa: S311 - who comes when, no secret
    with ExitStack() as stack:
        hub.start()
        stack.callback(hub.stop)
        proxy = stack.enter_context(FaultProxy(hub.target, seed))
        hall = Hall(hub, desks, proxy, word, codes, chance)
        stack.callback(hall.stop)
        join(hub, desks[0], proxy.address)
        with ThreadPoolExecutor(2) as usher:
            list(usher.map(lambda desk: join(hub, desk, proxy.address), desks[1:]))
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.scan_and_wait(codes.pop())
        yield hall


def settle(hub: HubProcess, desks: list[Desk]) -> None:
    """Wait until every station has everything and nothing is unsent.

    Raises:
        DemoError: they do not come to rest.
    """
    until_s, pause = time.monotonic() + SETTLED_WITHIN_S, threading.Event()
    with ExitStack() as stack:
        store = stack.enter_context(closing(hub.store()))
        places = [stack.enter_context(closing(open_workplace(desk.folder))) for desk in desks]
        books = [SqliteSyncBook(place.journal) for place in places]
        while not all(_is_settled(book, store.position()) for book in books):
            if time.monotonic() > until_s:
                links = [book.link() for book in books]
                states = [(link.cursor, link.acked) for link in links if link]
                sentence = f"The stations do not come to rest at {store.position()}: {states}"
                raise DemoError(sentence)
            pause.wait(GLANCE_S)


def report(hall: Hall) -> dict[str, Any]:
    """Return the recount of all machines, and what it is a recount of."""
    word = hall.word
    places = [look(folder) for folder in (hall.hub.folder, *(desk.folder for desk in hall.desks))]
    found, first = recount(word, places), places[0]
    return {
        "stations": len(hall.desks),
        "read": len(hall.read),
        "answered": len(word.entries),
        "unanswered": word.unanswered.total(),
        "walk_ins": len(word.walk_ins),
        "changes": sum(len(values) for values in word.changes.values()),
        "undone": word.undone,
        "entries": len(first.entries),
        "forks": sum(entry.kind == Kind.FORKED for entry in first.entries),
        "double_admissions": sum(len(one.double_admissions) for one in first.standings),
        "conflicts": len(first.conflicts),
        "connections": hall.proxy.counts["connections"],
        "faults": hall.proxy.faults,
        **asdict(found),
        "clean": found.is_clean,
    }


def _is_settled(book: SqliteSyncBook, position: int) -> bool:
    link = book.link()
    return link is not None and link.cursor == position and link.acked == book.last_seq()
