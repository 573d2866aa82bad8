"""Laptops at the doors of one event: real folders, worked in by the product's own parts."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.bootstrap.takeover import hand_over, take_over
from app.bootstrap.workplace import Workplace, furnish, open_workplace
from app.commands.bench_crash import made_event
from app.commands.storm_crew import Word
from app.commands.storm_recount import Place, Recount, look, recount
from app.inbox import Inbox
from app.model.conflict import Conflict, Resolution
from app.settings import Settings
from app.sync.enrolment import Enrolment
from app.sync.replica import SyncResult
from tests.app.network import CLOCK, Gate

EXCHANGES = 3
"""So many rounds bring everything everywhere: what a sync brings may make others send."""


class Laptop:
    """A data folder, and what was said at it."""

    def __init__(self, folder: Path, word: Word) -> None:
        self.folder = folder
        self.word = word

    def found(self, guests: int) -> list[str]:
        """Make an event; return the codes of its guests."""
        return made_event(self.folder, guests)

    def join(self, enrolment: str) -> None:
        gate = self._gate()
        gate.join(Enrolment.parse(enrolment))
        gate.sync()
        gate.file.close()

    def scan(self, *codes: str) -> list[dict[str, object]]:
        """Read codes; what is answered is kept in `word`."""
        with self.open() as workplace:
            answers = [workplace.station.accept([code]) for code in codes]
        told = [
            {"recorded": one.is_recorded, "code": code, "entry": one.entry}
            for code, one in zip(codes, answers, strict=True)
        ]
        self.word.note_scans(list(codes), told)
        return told

    def sync(self) -> SyncResult:
        gate = self._gate()
        with closing(gate.file):
            return gate.sync()

    def hand_over(self, file: Path) -> str:
        """Write a hand-over file; return its code."""
        with self.open() as workplace:
            return hand_over(workplace, file, Settings()).code

    def take_over(self, file: Path, code: str) -> int:
        """Read a hand-over file; return how many entries were new."""
        return take_over(self.folder, file, code, CLOCK).new

    def questions(self) -> list[Conflict]:
        """Return the open conflicts."""
        with self.open() as workplace:
            return Inbox(workplace.journal).open()

    def resolve(self, conflict: Conflict) -> None:
        with self.open() as workplace:
            Inbox(workplace.journal).resolve(conflict.id, Resolution.SAME)

    def arrived(self) -> set[str]:
        """Return the codes of those who are counted as arrived."""
        return {standing.code for standing in look(self.folder).standings if standing.arrived}

    def place(self) -> Place:
        return look(self.folder)

    @contextmanager
    def open(self) -> Iterator[Workplace]:
        with closing(open_workplace(self.folder)) as workplace:
            yield furnish(workplace.file, CLOCK)

    def _gate(self) -> Gate:
        gate = Gate(self.folder)
        gate.file = gate.events.open() if gate.events.paths() else None
        return gate


def exchange(*laptops: Laptop) -> None:
    """Let everybody hear of everything."""
    for _ in range(EXCHANGES):
        for laptop in laptops:
            laptop.sync()


def counted(word: Word, *laptops: Laptop) -> Recount:
    """Recount on all machines; a hub is a laptop, too."""
    return recount(word, [laptop.place() for laptop in laptops])
