"""Arrivals and departures that pretix tells of, whoever made them.

Each order brings the check-ins of its tickets. Those that stations of this event told pretix are
their own words and only seen to be there; what other devices did, and people in pretix's browser,
becomes a movement here, which is told to nobody. So a guest who came in by another device is known
at this door, and one who was let in twice is asked about. A check-in that was there and is there no
more was taken back there: what is only known from there is taken back here, about what a station of
this event recorded a human is asked, for a server that was put back forgets check-ins, too.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.admission.echoes import CLOSE, SAME, source_of
from app.clock import instant_of, to_instant, to_ms
from app.model.entry import Draft, Kind
from app.model.standing import CENTRAL, Direction, Movement, Standing, is_central
from app.ports import Journal
from app.ports.hearsay import CheckIn, Gone, HearsayBook, Told
from app.ports.pretix import PretixBook
from app.sync.pretix.wire import Said, number

MILLISECOND = timedelta(milliseconds=1)
DELETED = "deleted"
"""Why a movement that a station recorded is asked about."""

SUBSTITUTES = 20
"""How many people may have come one instead of the other."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Takes in what other devices of pretix did.

    Args:
        journal: The event of this station.
        book: What was taken in, and what this station told.
        pretix: Tells which device this station is.
    """

    journal: Journal
    book: HearsayBook
    pretix: PretixBook

    def hear(self, source: str, orders: Sequence[Said]) -> int:
        """Take in the check-ins of *orders*; return how many movements are new here.

        Raises:
            NotRecordedError: they could not be recorded.
        """
        positions = {one["id"]: one for order in orders for one in order.get("positions") or ()}
        if not positions:
            return 0
        said = {one.number: one for each in positions.values() for one in _check_ins(each)}
        known = self.book.known(source, positions)
        fresh = [one for key, one in said.items() if key not in known]
        lost = {key: entry for key, (_, entry) in known.items() if key not in said}
        if not fresh and not lost:
            return 0
        new = list(self._recorded(source, fresh, positions))
        there = {entry for key, (_, entry) in known.items() if key in said}
        there |= {made for _, made in new if isinstance(made, str)}
        gone = {key: self._gone(source, entry, there) for key, entry in lost.items()}
        return self.book.take(source, new, gone) if new or gone else 0

    def _recorded(
        self, source: str, check_ins: Sequence[CheckIn], positions: Mapping[int, Said]
    ) -> Iterator[tuple[CheckIn, Draft | str]]:
        """Yield what is new, each with what is recorded of it, or with the entry that it is."""
        link = self.pretix.link()
        own = link.device if link is not None else None
        doors = self._doors(source)
        people = {one.position: self._people(positions[one.position]) for one in check_ins}
        known = {one.registration for chain in people.values() for one in chain}
        told = self.book.told(source, known) if known else ()
        for one in check_ins:
            chain, door = people[one.position], doors.get(one.list_id)
            if not chain or door is None:
                continue
            made = self._made_here(one, chain, door, told)
            if made:
                yield one, made
            elif one.device is None or one.device != own:
                yield one, _draft(source, one, chain[0], door)

    def _doors(self, source: str) -> dict[int, str]:
        """Return the session that each list of *source* is."""
        sessions = self.journal.programme().sessions.values()
        terms = ((one.terms, one.id) for one in sessions)
        return {known.list_id: key for known, key in terms if known and known.source == source}

    def _holder(self, secret: str) -> Standing | None:
        """Return whose ticket or add-on has that code."""
        found = self.journal.find([secret]) if secret else None
        standing = self.journal.standing(found) if found else None
        if standing is not None and standing.merged_into:
            standing = self.journal.standing(standing.merged_into)
        return standing

    def _people(self, position: Said) -> list[Standing]:
        """Return whose ticket that is, and who comes instead, one for the other."""
        chain: list[Standing] = []
        current = self._holder(str(position.get("secret") or ""))
        while current is not None and len(chain) < SUBSTITUTES:
            chain.append(current)
            current = self.journal.standing(current.substitute) if current.substitute else None
        return chain

    def _made_here(
        self, one: CheckIn, chain: Sequence[Standing], door: str, told: Sequence[Told]
    ) -> str:
        """Return the entry of a station of this event that pretix has there; empty for none."""
        known = {standing.registration for standing in chain}
        same = (each for each in told if each.registration in known)
        for each in same:
            if each.list_id == one.list_id and self._is_told(one, each):
                return each.entry
        heard = Movement("", door, _direction(one), to_instant(one.at_ms), CENTRAL)
        made = [move for move in chain[0].movements if not is_central(move.station)]
        source = source_of(heard, made, self.journal.station)
        return source.entry if source is not None else ""

    def _is_told(self, one: CheckIn, told: Told) -> bool:
        """Whether that is what was told; another station may have told its own a little else."""
        entry = self.journal.entry(told.entry)
        if entry is None or (entry.kind == Kind.ARRIVED) is not one.is_entry:
            return False
        near = SAME if entry.station == self.journal.station else CLOSE
        return abs(one.at_ms - told.at_ms) <= near / MILLISECOND

    def _gone(self, source: str, key: str, there: Collection[str]) -> Gone:
        """Return what becomes of the entry *key*, of which a check-in is there no more."""
        entry = self.journal.entry(key)
        if key in there or entry is None or self.journal.is_annulled(key):
            return Gone(entry=key, is_moved=key in there)
        kind, payload = Kind.ANNULLED, {"reason": CENTRAL}
        if entry.get("reason") != CENTRAL:
            kind, payload = Kind.DECLINED, {"reason": DELETED, "system": source}
        place = {"registration": entry.registration, "session": entry.session}
        return Gone(entry=key, draft=Draft(kind=kind, ref=key, payload=payload, **place))


def _draft(source: str, one: CheckIn, holder: Standing, door: str) -> Draft:
    return Draft(
        kind=Kind.ARRIVED if one.is_entry else Kind.DEPARTED,
        registration=holder.registration,
        session=door,
        payload={
            "reason": CENTRAL,
            "of": f"{CENTRAL}:{source}/{one.number}",
            "since_ms": one.at_ms,
            "device": one.device,
        },
    )


def _direction(one: CheckIn) -> Direction:
    return Direction.IN if one.is_entry else Direction.OUT


def _check_ins(position: Said) -> Iterator[CheckIn]:
    """Yield the check-ins of a ticket that can be read."""
    for said in position.get("checkins") or ():
        key, list_id = number(said.get("id")), number(said.get("list"))
        at = instant_of(said.get("datetime"))
        if key is None or list_id is None or at is None:
            continue
        yield CheckIn(
            number=key,
            position=position["id"],
            list_id=list_id,
            at_ms=to_ms(at),
            is_entry=said.get("type") != "exit",
            device=number(said.get("device_id")),
        )
