"""What must be true after everything healed; each broken law is one sentence."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from app.admission.bearings import take_bearings
from app.admission.fold import fold
from app.admission.proof import Proof, verify_journal
from app.model.bearings import Bearings
from app.model.entry import Entry
from app.model.erasure import told_by
from app.model.standing import Direction, Movement, Standing
from tests.simulation.disk import files_of
from tests.simulation.laptop import Laptop
from tests.simulation.stage import CODES, REGISTRATIONS
from tests.simulation.story import Story

VIEWS = {
    "registration": "id, name, organisation, category, origin, status, words, arrived_ms,"
    " is_inside, disputes, party",
    "code": "code, registration",
    "booking": "registration, session, state",
    "attendance": "registration, session, first_ms, is_inside",
    "lookup": "code, registration",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run came to. ``arrivals`` are first arrivals, ``wrong`` those by the true clock."""

    violations: tuple[str, ...]
    entries: int
    arrivals: int
    wrong: int
    digest: str


def judge(story: Story) -> Verdict:
    """Return which laws are broken, and figures."""
    proofs = {name: proof for name, proof, _ in _proofs(story)}
    standings = list(story.laptops[0].journal.standings())
    arrivals = list(_first_arrivals(standings))
    bearings = story.laptops[0].journal.bearings()
    order = Order(story, bearings, story.laptops[0].entries())
    wrong = [pair for pair in arrivals if order.is_wrong(*pair)]
    violations = [
        *_unlike(proofs),
        *_unsaid(story),
        *_waiting(story),
        *_views(story),
        *_positions(story),
        *_unforgotten(story),
        *(
            f"first arrival {pair[0].entry} is surely wrong"
            for pair in wrong
            if order.is_sure(*pair)
        ),
    ]
    whole = hashlib.sha256(repr(sorted((k, repr(v)) for k, v in proofs.items())).encode())
    whole.update(f"{story.world.now_ms} {story.world.chance.random()}".encode())
    entries = max(proof.entries for proof in proofs.values())
    return Verdict(tuple(violations), entries, len(arrivals), len(wrong), whole.hexdigest()[:16])


def _proofs(story: Story) -> Iterator[tuple[str, Proof, Any]]:
    for number, laptop in enumerate(story.laptops):
        entries = laptop.entries()
        yield f"laptop {number}", verify_journal(entries, laptop.journal.standings()), entries
    for hub in story.hubs:
        entries = hub.entries()
        yield hub.id, verify_journal(entries, standings_of(entries)), entries


def standings_of(entries: Sequence[Entry]) -> list[Standing]:
    """Return the standings that a hub's entries lead to, straight from the law."""
    bearings = take_bearings(entries)
    by_registration = attrgetter("registration")
    about = sorted((one for one in entries if one.registration), key=by_registration)
    folded = (fold(key or "", group, bearings) for key, group in groupby(about, by_registration))
    return [standing for standing in folded if standing is not None]


def _unlike(proofs: dict[str, Proof]) -> Iterator[str]:
    """Yield where machines differ and chains are broken."""
    for name, proof in proofs.items():
        yield from (f"{name}: {problem}" for problem in proof.problems)
    for what in ("entries", "digest", "standings"):
        said = {name: getattr(proof, what) for name, proof in proofs.items()}
        if len(set(said.values())) > 1:
            yield f"other {what}: {said}"


def _unsaid(story: Story) -> Iterator[str]:
    """Yield what somebody was told and a machine does not know."""
    promised = {key for laptop in story.laptops for key in laptop.promised} - story.excused
    for machine in (*story.laptops, *story.hubs):
        ids = [entry.id for entry in machine.entries()]
        if len(set(ids)) < len(ids):
            yield f"{machine.path.name} has an entry twice"
        lost = promised - set(ids)
        if lost:
            yield f"{machine.path.name} lacks {len(lost)} entries that were answered: {min(lost)}"


def _waiting(story: Story) -> Iterator[str]:
    """Yield who still has something to say, or asks other questions than the first."""
    questions = {repr(laptop.journal.conflicts()) for laptop in story.laptops}
    if len(questions) > 1:
        yield "other conflicts are open"
    for number, laptop in enumerate(story.laptops):
        exchange = laptop.processes[0].exchange
        if exchange.has_unsent() or laptop.journal.counts().unsent:
            yield f"laptop {number} has unsent entries"


def _views(story: Story) -> Iterator[str]:
    """Yield whose views differ, or are not what a rebuild makes of the journal."""
    views = [_view(laptop) for laptop in story.laptops]
    for number, view in enumerate(views):
        yield from (f"laptop {number}: another {t}" for t in VIEWS if view[t] != views[0][t])
    last = story.laptops[-1]
    last.journal.rebuild()
    rebuilt = _view(last)
    yield from (f"a rebuild makes another {t}" for t in VIEWS if rebuilt[t] != views[-1][t])


def _view(laptop: Laptop) -> dict[str, list[Any]]:
    database, statement = laptop.database, "SELECT {} FROM {}"
    return {
        table: sorted(database.execute_sql(statement.format(columns, table)).fetchall(), key=repr)
        for table, columns in VIEWS.items()
    }


def _unforgotten(story: Story) -> Iterator[str]:
    """Yield who still has words of somebody who was erased, in the journal or in the file."""
    for machine in (*story.laptops, *story.hubs):
        entries = machine.entries()
        silenced = told_by(entries)
        words = [entry.id for entry in entries if silenced.silences(entry)]
        if words:
            yield f"{machine.path.name} has words of erased people: {words[0]}"
        machine.scrub()
        codes = [CODES[REGISTRATIONS.index(one)] for one in silenced.people & {*REGISTRATIONS}]
        content = b"".join(part.read_bytes() for part in files_of(machine.path))
        if any(code.encode() in content for code in codes):
            yield f"{machine.path.name} has bytes of erased people"


def _positions(story: Story) -> Iterator[str]:
    for hub in story.hubs:
        positions = [position for position, _ in hub.store.entries()]
        if positions != list(range(1, len(positions) + 1)):
            yield f"{hub.id}: positions with holes"


def _first_arrivals(standings: Sequence[Standing]) -> Iterator[tuple[Movement, list[Movement]]]:
    """Yield the first arrival at each door, and all arrivals there."""
    for standing in standings:
        for door in sorted({one.session or "" for one in standing.movements}):
            coming = [
                one
                for one in standing.movements
                if (one.session or "") == door
                and one.direction is Direction.IN
                and not one.is_moved
            ]
            if coming:
                yield coming[0], coming


class Order:
    """The order in which things really happened, which only a simulation knows."""

    def __init__(self, story: Story, bearings: Bearings, entries: Sequence[Entry]) -> None:
        self._booted_ms = story.world.booted_ms
        self._bearings = bearings
        self._by_id = {entry.id: entry for entry in entries}

    def is_wrong(self, first: Movement, coming: Sequence[Movement]) -> bool:
        return self._true_ms(first) > min(map(self._true_ms, coming))

    def is_sure(self, first: Movement, coming: Sequence[Movement]) -> bool:
        """Whether neither an unsure clock nor the clocks' uncertainty excuses the order."""
        really = min(coming, key=self._true_ms)
        if first.is_unsure or really.is_unsure:
            return False
        apart_ms = self._true_ms(first) - self._true_ms(really)
        return apart_ms > self._doubt_ms(first) + self._doubt_ms(really) + 2

    def _true_ms(self, movement: Movement) -> int:
        entry = self._by_id[movement.entry]
        return self._booted_ms[entry.boot] + entry.mono_ms

    def _doubt_ms(self, movement: Movement) -> float:
        entry = self._by_id[movement.entry]
        return self._bearings.samples[entry.station, entry.boot].rtt_ms / 2
