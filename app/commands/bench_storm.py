"""Stations and a hub in a storm: the network fails, processes are killed, a folder is copied.

Real processes, sockets and files. When it is calm again everything that a station said must be
on every machine, once, and all machines must say the same.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import open_workplace
from app.commands.fault_proxy import CALM, STORM
from app.commands.storm_crew import Clerk
from app.commands.storm_hall import Hall, gathered, report, settle

STATIONS = 8
COPIED, VICTIM = 1, 2
"""The station whose folder is copied, and the one that is killed."""

READ_WHEN_KILLED = 10

GUESTS_A_SECOND = 2.0
"""At each station."""

GUST_S = 3.0
"""So often other things begin to happen to the connections that there are."""

WORK_EVERY_S = 2.0
"""So often somebody uses the command line, at one station after the other."""

KINDS_OF_WORK = 4
"""Each is done at least once, however slow the machine is."""

Trouble = Callable[[Hall], None]
Job = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """A storm. The moments are shares of its *seconds*."""

    seconds: float
    stations: int = STATIONS
    seed: int = 0
    copied_at: float = 0.2
    hub_dies_at: float = 0.4
    hub_returns_at: float = 0.45
    station_dies_at: float = 0.55
    station_returns_at: float = 0.65
    cable_cut_at: float = 0.75
    cable_heals_at: float = 0.85

    def troubles(self) -> list[tuple[float, Trouble]]:
        """Return what goes wrong, and at which second."""
        moments: list[tuple[float, Trouble]] = [
            (self.copied_at, copy_a_folder),
            (self.hub_dies_at, lambda hall: hall.hub.kill()),
            (self.hub_returns_at, lambda hall: hall.hub.start()),
            (self.station_dies_at, kill_a_station),
            (self.station_returns_at, lambda hall: hall.desks[VICTIM].start()),
            (self.cable_cut_at, lambda hall: hall.proxy.cut()),
            (self.cable_heals_at, lambda hall: hall.proxy.heal()),
        ]
        gusts = max(1, round(self.seconds / GUST_S))
        moments += [(gust / gusts, lambda hall: hall.proxy.change(STORM)) for gust in range(gusts)]
        return sorted(((s * self.seconds, trouble) for s, trouble in moments), key=lambda m: m[0])


def measure(folder: Path, size: int, seed: int | None = None) -> dict[str, Any]:
    """Return what is wrong after a storm of *size* seconds, and how bad it was."""
    return storm(folder, Plan(size, seed=seed or 0))


def storm(folder: Path, plan: Plan) -> dict[str, Any]:
    """Play a storm and recount.

    Raises:
        DemoError: a process did not start, or the machines did not come to rest.
    """
    guests = round(plan.seconds * plan.stations * GUESTS_A_SECOND) + 50
    with gathered(folder, plan.stations, guests, seed=plan.seed) as hall:
        began_s = time.monotonic()
        _weather_it(hall, plan)
        stormy_s = time.monotonic() - began_s
        hall.proxy.change(CALM)
        calm_s = time.monotonic()
        hall.close()
        settle(hall.hub, hall.desks)
        drained_s = time.monotonic() - calm_s
        hall.stop()
        times = {"seconds": round(stormy_s, 1), "drained_s": round(drained_s, 2)}
        return times | report(hall)


def kill_a_station(hall: Hall) -> None:
    """Kill both processes of a station while guests are being read."""
    for _ in range(READ_WHEN_KILLED):
        hall.let_one_in(hall.desks[VICTIM])
    hall.desks[VICTIM].kill()


def copy_a_folder(hall: Hall) -> None:
    """Clone the folder of one station; both go on, and each writes what the other has not."""
    original = hall.desks[COPIED]
    original.stop()
    copy = original.copy(original.folder.with_name("copy"))
    original.start()
    copy.start()
    hall.desks.append(copy)
    for desk in (original, copy):
        hall.let_one_in(desk)


def _weather_it(hall: Hall, plan: Plan) -> None:
    """Let guests come at a steady pace while things go wrong at their moments."""
    works, troubles = _works(hall), plan.troubles()
    jobs: list[Future[None]] = []
    work: Future[None] | None = None
    begun = 0
    # Whoever copies a folder and whoever works in it with the command line must take turns.
    with ThreadPoolExecutor(1) as clerk, ThreadPoolExecutor(1) as fate:
        for now_s in hall.let_in(plan.seconds, plan.stations * GUESTS_A_SECOND):
            while troubles and now_s >= troubles[0][0]:
                _, trouble = troubles.pop(0)
                jobs.append((clerk if trouble is copy_a_folder else fate).submit(trouble, hall))
            if (work is None or work.done()) and now_s >= begun * WORK_EVERY_S:
                work = clerk.submit(next(works))
                jobs.append(work)
                begun += 1
        jobs += [clerk.submit(next(works)) for _ in range(begun, KINDS_OF_WORK)]
    for job in jobs:
        job.result()


def _works(hall: Hall) -> Iterator[Job]:
    """Yield what is done at the desks: an undo, a walk-in, a correction at two desks."""
    clerk, number = Clerk(hall.word), 0
    with closing(open_workplace(hall.desks[0].folder)) as workplace:
        guests = [standing.registration for standing in workplace.journal.standings()]
    while True:
        number += 1
        guest, name = guests[number % len(guests)], f"Walk-in {number}"
        here, there = (hall.desks[(number + more) % len(hall.desks)].folder for more in (0, 1))
        yield partial(clerk.undo, here)
        yield partial(clerk.add, here, name)
        yield partial(clerk.amend, here, guest, "Here")
        yield partial(clerk.amend, there, guest, "There")
