"""A scan goes first: a long pull keeps nobody from writing for longer than a page takes."""

import asyncio
import threading
import time
from statistics import median

from app.sync.central import Central
from app.sync.courier import Courier
from app.sync.exchange import Exchange
from tests.app.network import CLOCK, Gate

ENTRIES = 2_000


class Scanner:
    """Writes entries in a thread with a connection of its own, and times each."""

    def __init__(self, folder) -> None:
        self.waits_s = []
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._scan)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _scan(self) -> None:
        gate = Gate(self._folder)
        gate.file = gate.events.open()
        while not self._stop.wait(0.02):
            began_s = time.perf_counter()
            gate.say(f"s{len(self.waits_s)}")
            self.waits_s.append(time.perf_counter() - began_s)
        gate.file.close()


async def pull_all(gate: Gate) -> list[float]:
    """Pull everything; return how long each full page took, in seconds."""
    exchange = Exchange(gate.journal, gate.book, CLOCK)
    pages_s = []
    async with Central.of(exchange.link()) as central:
        courier = Courier(exchange, central, CLOCK)
        is_more = True
        while is_more:
            began_s = time.perf_counter()
            _, is_more = await courier.pull()
            pages_s += [time.perf_counter() - began_s] * is_more
    return pages_s


def test_no_scan_waits_for_a_page(first, second):
    first.say(*(f"g{number}" for number in range(ENTRIES)))
    first.sync()
    with Scanner(second.file.path.parents[1]) as scanner:
        pages_s = asyncio.run(pull_all(second))

    assert len(pages_s) >= ENTRIES // 500
    assert len(scanner.waits_s) > len(pages_s)
    # A scan that the machine itself held up says nothing; if pages did, most scans would wait.
    waits_s, page_s = sorted(scanner.waits_s), median(pages_s)
    assert waits_s[len(waits_s) * 3 // 4] < page_s
    assert median(waits_s) < page_s / 4
