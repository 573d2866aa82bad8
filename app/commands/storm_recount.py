"""After a storm: what the stations said, beside what is in the journals of all machines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.admission.proof import Proof, verify_journal
from app.bootstrap.workplace import open_workplace
from app.commands.storm_crew import Word
from app.model.conflict import Conflict
from app.model.entry import Entry, Kind
from app.model.standing import Standing
from db.sync_book import SqliteSyncBook


@dataclass(frozen=True, slots=True)
class Place:
    """One machine: its journal, what follows from it, and what it has not sent yet."""

    name: str
    entries: tuple[Entry, ...]
    standings: tuple[Standing, ...]
    conflicts: tuple[Conflict, ...]
    unsent: int = 0

    def proof(self) -> Proof:
        """Check the chains."""
        return verify_journal(self.entries, self.standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What is wrong; everything must be nought.

    ``lost`` counts what was said and is missing somewhere, ``doubled`` what is in a journal
    more often than it was said; the others are counts of machines.
    """

    lost: int
    doubled: int
    other_entries: int
    other_standings: int
    other_conflicts: int
    broken_chains: int
    unsent: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return self == CLEAN


CLEAN = Recount(
    lost=0,
    doubled=0,
    other_entries=0,
    other_standings=0,
    other_conflicts=0,
    broken_chains=0,
    unsent=0,
)


def look(folder: Path) -> Place:
    """Read a machine's journal; the hub's folder, too."""
    with closing(open_workplace(folder)) as workplace:
        journal = workplace.journal
        book = SqliteSyncBook(journal)
        link = book.link()
        return Place(
            name=folder.name,
            entries=tuple(entry for _, entry in journal.entries()),
            standings=tuple(journal.standings()),
            conflicts=tuple(journal.conflicts()),
            unsent=max(0, book.last_seq() - link.acked) if link else 0,
        )


def recount(word: Word, places: Sequence[Place]) -> Recount:
    """Compare all machines with what was said, and with the first of them."""
    proofs = [place.proof() for place in places]
    first, proof = places[0], proofs[0]
    return Recount(
        lost=len({item for place in places for item in _missing(word, place)}),
        doubled=max(_doubled(word, place) for place in places),
        other_entries=sum(one.digest != proof.digest for one in proofs),
        other_standings=sum(one.standings != proof.standings for one in proofs),
        other_conflicts=sum(_asked(place) != _asked(first) for place in places),
        broken_chains=sum(not one.is_sound for one in proofs),
        unsent=sum(place.unsent > 0 for place in places),
    )


def _missing(word: Word, place: Place) -> Iterable[str]:
    """Yield each thing that a station said and this machine does not know."""
    entries = {entry.id for entry in place.entries}
    standings = {standing.registration: standing for standing in place.standings}
    yield from (entry for entry in word.entries if entry not in entries)
    yield from (walk_in for walk_in in word.walk_ins if walk_in not in standings)
    for registration, values in word.changes.items():
        standing = standings.get(registration)
        if standing is None or standing.person.organisation not in values:
            yield f"{registration}: organisation"


def _doubled(word: Word, place: Place) -> int:
    """Return how many entries are here twice, or are arrivals that no station can have meant."""
    ids = Counter(entry.id for entry in place.entries)
    codes = {standing.registration: standing.code for standing in place.standings}
    arrivals = Counter(
        codes.get(entry.registration or "", "")
        for entry in place.entries
        if entry.kind == Kind.ARRIVED
    )
    surplus = arrivals - word.admitted - word.unanswered
    return sum(ids.values()) - len(ids) + surplus.total()


def _asked(place: Place) -> list[Conflict]:
    return sorted(place.conflicts, key=lambda conflict: conflict.id)
