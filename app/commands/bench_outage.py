"""PostgreSQL killed under load, and then one of two hubs that share it: what it costs.

Real processes: two hubs on one database, stations that let guests in all the time. A server
that is killed recovers from its log; stations whose hub is gone are led to the other one.
"""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import open_workplace
from app.commands.bench_postgresql import Cluster, cluster
from app.commands.demo_cast import DemoError
from app.commands.storm_crew import HubProcess
from app.commands.storm_hall import Hall, gathered, report, settle
from app.hub.certificate import identity
from db.hub_memo import settle as settle_memo
from db.sync_book import SqliteSyncBook

STATIONS = 3
GUESTS = 400
GUESTS_A_SECOND = 12.0
BETWEEN = 30
"""Acknowledged entries after which the server is killed again."""

PATIENCE_S = 300


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return what is wrong after *size* restarts and one killed hub, and how long it took."""
    with cluster() as server:
        return outage(folder, server, size)


def outage(folder: Path, server: Cluster, restarts: int) -> dict[str, Any]:
    """Kill the server so often, then the hub; recount.

    Raises:
        DemoError: a process did not start, or the machines did not come to rest.
    """
    url = server.create("outage")
    other = HubProcess(folder / "hub-2", folder / "hub-2.log", url)
    _share_key(folder / "hub", other.folder, url)
    with ExitStack() as stack:
        hall = stack.enter_context(gathered(folder, STATIONS, GUESTS, url=url))
        other.start()
        stack.callback(other.stop)
        stack.callback(hall.stop)
        traffic = stack.enter_context(closing(Traffic(hall)))
        down_s = [traffic.during(server.restart_at_once) for _ in range(restarts)]
        fail_over_s = traffic.during(lambda: _fail_over(hall, other))
        hall.close()
        settle(other, hall.desks)
        hall.stop()
        hall.hub = other
        return {
            "restarts": restarts,
            "down_s": [round(seconds, 2) for seconds in down_s],
            "fail_over_s": round(fail_over_s, 2),
            **report(hall),
        }


class Traffic:
    """Guests who come all the time, and how many entries of all stations the hub has taken."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._places = [open_workplace(desk.folder) for desk in hall.desks]
        self._books = [SqliteSyncBook(place.journal) for place in self._places]

    def close(self) -> None:
        """Close the event files."""
        for place in self._places:
            place.close()

    def carry_on(self, more: int) -> float:
        """Let guests in until the hub has taken so many entries more; return the seconds.

        Raises:
            DemoError: it does not take them.
        """
        goal = self._acked() + more
        for now_s in self._hall.let_in(PATIENCE_S, GUESTS_A_SECOND):
            if self._acked() >= goal:
                return now_s
        sentence = f"The hub took nothing for {PATIENCE_S} seconds."
        raise DemoError(sentence)

    def during(self, work: Callable[[], None]) -> float:
        """Let guests in before, during and after *work*.

        Returns the seconds from its beginning until the hub took an entry again.
        """
        self.carry_on(BETWEEN)
        with ThreadPoolExecutor(1) as operator:
            began_s = time.monotonic()
            job: Future[None] = operator.submit(work)
            for _ in self._hall.let_in(PATIENCE_S, GUESTS_A_SECOND):
                if job.done():
                    break
            job.result()
        self.carry_on(1)
        return time.monotonic() - began_s

    def _acked(self) -> int:
        links = [book.link() for book in self._books]
        return sum(link.acked for link in links if link)


def _fail_over(hall: Hall, other: HubProcess) -> None:
    hall.hub.kill()
    hall.proxy.lead_to(other.target)


def _share_key(folder: Path, other: Path, url: str) -> None:
    """Give two hubs one key, so that a station takes the one for the other."""
    settle_memo(folder, url)
    identity(folder)
    shutil.copytree(folder, other)
