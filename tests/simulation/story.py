"""One run: machines, people and misfortune, all out of one seed; then everything heals."""

import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from app.errors import EmpfangError
from app.model.conflict import Resolution
from app.model.entry import Kind
from app.model.programme import SessionKind
from app.model.standing import Direction
from tests.simulation.carrying import pull, push
from tests.simulation.disk import copy_database
from tests.simulation.hub import Hub, Relaying
from tests.simulation.laptop import Laptop, NewerKind
from tests.simulation.network import Way, Weather
from tests.simulation.stage import (
    CODES,
    FIRST,
    GUESTS,
    REGISTRATIONS,
    TALK,
    memory_folder,
    templates,
)
from tests.simulation.world import DAY_MS, SKEWS_MS, Clock, World

NAMES = (*GUESTS, "Gus Maier", "Gus Mayer", "Ida Roth", "Filip Novak")
STEPS_MS = (-DAY_MS, DAY_MS, -120_000, 5_000, 60_000)


@dataclasses.dataclass(frozen=True, slots=True)
class Plot:
    """What may happen in a run; ``likes`` says what does so more often, by name."""

    laptops: int = 3
    actions: int = 60
    crashes: float = 0.01
    has_relay: bool = False
    likes: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(slots=True)
class Tally:
    """What did happen."""

    restored: int = 0
    forked: int = 0
    relayed: int = 0
    revoked: int = 0
    crashed: int = 0
    rounds: int = 0


class Story:
    """The machines of one run, and what happens to them.

    ``excused`` are entries that no machine had any more once a disk was replaced or a laptop
    stolen: nobody can ask for them.
    """

    def __init__(self, seed: int, folder: Path, plot: Plot | None = None) -> None:
        self.world = world = World(seed)
        self.folder = folder
        chance = world.chance
        self.weather = Weather(
            loss=chance.choice((0, 0.05, 0.3)),
            doubling=chance.choice((0, 0.1)),
            slowness=chance.choice((0, 0.1, 0.3)),
        )
        self.plot = plot or Plot(
            laptops=chance.choice((2, 3, 3, 4)),
            crashes=chance.choice((0, 0.01, 0.03)),
            has_relay=world.likely(0.3),
        )
        self.tally = Tally()
        self.excused: set[str] = set()
        self.relaying: Relaying | None = None
        self.laptops: list[Laptop] = []
        self.hubs = [self._hub("central")]
        if self.plot.has_relay:
            self.tally.relayed = 1
            self.hubs.append(self._hub("venue"))
            self.relaying = Relaying(self.hubs[1], self.hubs[0], Way(world, self.weather))
        for number in range(self.plot.laptops):
            self._open_laptop(number)

    def close(self) -> None:
        for machine in (*self.laptops, *self.hubs):
            machine.close()

    def _hub(self, name: str) -> Hub:
        path = self.folder / f"{name}.db"
        copy_database(templates()[1], path)
        clock = Clock(self.world, self.world.chance.choice(SKEWS_MS))
        return Hub(self.world, path, clock, f"hub-{name}")

    def _open_laptop(self, number: int) -> None:
        laptop = self._laptop(templates()[0], self.hubs[-1 if self.world.likely(0.7) else 0])
        if number:
            laptop.become(f"desk-{number}", f"Desk {number}")
        laptop.join(f"Desk {number}")

    def _laptop(self, source: Path, hub: Hub) -> Laptop:
        path = self.folder / f"laptop{len(self.laptops)}.db"
        copy_database(source, path)
        world = self.world
        clock = Clock(world, world.chance.choice(SKEWS_MS))
        laptop = Laptop(world, path, clock, hub, Way(world, self.weather))
        if world.likely(0.3):
            laptop.programs = 2
            laptop.restart()
        laptop.crashes = self.plot.crashes
        self.laptops.append(laptop)
        return laptop

    # What may happen.

    def live(self) -> None:
        """Let so many things happen as the plot says."""
        for hub in self.hubs:
            hub.crashes = self.plot.crashes
            hub.back_up()
        repertoire = self._repertoire()
        acts = list(repertoire)
        likes = self.plot.likes
        weights = [likes.get(act.__name__, weight) for act, weight in repertoire.items()]
        for act in self.world.chance.choices(acts, weights, k=self.plot.actions):
            act()
            self.world.pass_time(self.world.chance.randrange(20_000))

    def _repertoire(self) -> dict[Callable[[], None], int]:
        return {
            self.sync: 36,
            self.scan: 28,
            self.relay: 10 if self.relaying else 0,
            self.walk_in: 3,
            self.amend: 6,
            self.undo: 6,
            self.cancel: 2,
            self.resolve: 4,
            self.say: 2,
            self.erase: 2,
            self.plan: 1,
            self.cut: 5,
            self.step_clock: 2,
            self.reboot: 2,
            self.image: 3,
            self.fork: 1,
            self.restore_laptop: 1,
            self.back_up: 3,
            self.restore_hub: 2,
            self.revoke: 1,
        }

    @property
    def laptop(self) -> Laptop:
        """One of the laptops."""
        return self.world.chance.choice(self.laptops)

    def _again(self) -> bool:
        return self.world.likely(0.6)

    def sync(self) -> None:
        laptop = self.laptop
        process = laptop.process
        push(laptop, process, go_on=self._again)
        pull(laptop, process, go_on=self._again)

    def relay(self) -> None:
        if self.relaying is not None:
            self.relaying.push(go_on=self._again)
            self.relaying.pull(go_on=self._again)

    def scan(self) -> None:
        direction = Direction.OUT if self.world.likely(0.2) else Direction.IN
        code = self.world.chance.choice(CODES)
        self.laptop.scan(code, direction, talk=self.world.likely(0.2))

    def walk_in(self) -> None:
        self.laptop.walk_in(self.world.chance.choice(NAMES))

    def amend(self) -> None:
        field = self.world.chance.choice(("organisation", "country", "name"))
        value = self.world.chance.choice(("Ada", "Bo", "Cy", "Di"))
        self.laptop.amend(self._guest(), {field: value})

    def undo(self) -> None:
        laptop = self.laptop
        entries = [one.id for one in laptop.entries()] if self.world.likely(0.5) else []
        laptop.undo(self.world.chance.choice(entries) if entries else None)

    def cancel(self) -> None:
        if self.world.likely(0.5):
            self.laptop.cancel(self._guest())
        else:
            self.laptop.substitute(self._guest(), self.world.chance.choice(NAMES))

    def resolve(self) -> None:
        answer = self.world.chance.choice(list(Resolution))
        self.laptop.resolve(self.world.chance.randrange(9), answer)

    def say(self) -> None:
        if self.world.likely(0.5):
            self.laptop.say(Kind.ERASED, self._guest(), {})
        else:
            self.laptop.say(NewerKind.WEATHER, None, {"sky": "grey"})

    def erase(self) -> None:
        self.laptop.erase(self._guest())

    def plan(self) -> None:
        kind = self.world.chance.choice(list(SessionKind))
        self.laptop.plan(dataclasses.replace(TALK, kind=kind))

    def _guest(self) -> str:
        return self.world.chance.choice(REGISTRATIONS)

    def cut(self) -> None:
        ways = [laptop.way for laptop in self.laptops]
        if self.relaying is not None:
            ways.append(self.relaying.way)
        way = self.world.chance.choice(ways)
        way.is_cut = not way.is_cut

    def step_clock(self) -> None:
        """Set a wall clock; that of the outermost hub measures everybody's time and stays."""
        machine = self.world.chance.choice((*self.laptops, *self.hubs[1:]))
        machine.clock.step(self.world.chance.choice(STEPS_MS))

    def reboot(self) -> None:
        self.world.chance.choice((*self.laptops, *self.hubs)).reboot()

    def image(self) -> None:
        self.laptop.take_image()

    def fork(self) -> None:
        """Copy a data folder to another laptop, perhaps at another hub; both go on."""
        self.copy(self.laptop, self.world.chance.choice(self.hubs))

    def copy(self, original: Laptop, hub: Hub | None = None) -> None:
        twin = self._laptop(original.path, hub or original.hub)
        twin.restart()
        if twin.hub is not original.hub:
            twin.join(twin.name)
        self.tally.forked += 1

    def restore_laptop(self) -> None:
        laptop = self.laptop
        with self.losing():
            self.tally.forked += laptop.restore()

    def back_up(self) -> None:
        self.world.chance.choice(self.hubs).back_up()

    def restore_hub(self) -> None:
        hub = self.world.chance.choice(self.hubs)
        with self.losing():
            self.tally.restored += hub.restore()

    def revoke(self) -> None:
        laptop = self.laptop
        if self.tally.revoked < 1 and laptop.journal.station != FIRST:
            self.shut_out(laptop)

    def shut_out(self, laptop: Laptop) -> None:
        """Shut out a station, as far as its hub knows it."""
        with suppress(EmpfangError):
            laptop.hub.revoke(laptop.journal.station)
            self.tally.revoked += 1

    @contextmanager
    def losing(self) -> Iterator[None]:
        """Do something after which entries that were nowhere else are gone for good."""
        before = self.present()
        yield
        self.excused |= before - self.present()

    def present(self) -> set[str]:
        """Return the ids of all entries that any machine has."""
        machines = (*self.laptops, *self.hubs)
        return {entry.id for machine in machines for entry in machine.entries()}


@contextmanager
def story(seed: int, plot: Plot | None = None) -> Iterator[Story]:
    """Give a story in a folder of its own, in memory where there is such a place."""
    with tempfile.TemporaryDirectory(prefix="empfang-sim-", dir=memory_folder()) as folder:
        told = Story(seed, Path(folder), plot)
        try:
            yield told
        finally:
            told.close()
