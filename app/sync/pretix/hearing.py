"""Arrivals and departures that pretix tells of and that no station of this event made.

Each order brings the check-ins of its tickets. Those that this station told pretix itself are its
own words; what other devices did, and people in pretix's browser, becomes a movement here, which
is told to nobody. So a guest who came in by another device is known at this door, and one who was
let in twice is asked about. A check-in that is taken back there is taken back here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.admission.echoes import source_of
from app.clock import instant_of, to_instant, to_ms
from app.model.entry import Draft, Kind
from app.model.standing import CENTRAL, Direction, Movement, Standing, is_central
from app.ports import Journal
from app.ports.hearsay import CheckIn, HearsayBook
from app.ports.pretix import PretixBook
from app.sync.pretix.wire import Said, number

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
        gone = {key: entry for key, (_, entry) in known.items() if key not in said}
        if not fresh and not gone:
            return 0
        new = list(self._recorded(source, fresh, positions))
        back = {key: made for key, entry in gone.items() if (made := self._annulment(entry))}
        return self.book.take(source, new, back) if new or back else 0

    def _recorded(
        self, source: str, check_ins: Sequence[CheckIn], positions: Mapping[int, Said]
    ) -> Iterator[tuple[CheckIn, Draft]]:
        """Yield what others did, each with what is recorded of it."""
        link = self.pretix.link()
        own = link.device if link is not None else None
        others = [one for one in check_ins if one.device is None or one.device != own]
        told = self.book.told(source, {one.at_ms for one in others}) if others else set()
        doors = self._doors(source)
        for one in others:
            door = doors.get(one.list_id)
            holder = self._holder(str(positions[one.position].get("secret") or ""))
            if door is None or holder is None or self._is_ours(one, holder, door, told):
                continue
            yield one, _draft(source, one, holder, door)

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

    def _is_ours(
        self, one: CheckIn, holder: Standing, door: str, told: set[tuple[str, int, int]]
    ) -> bool:
        """Whether a station of this event made that movement, and pretix has it from us."""
        came: Standing | None = holder
        for _ in range(SUBSTITUTES):
            if came is None:
                break
            if (came.registration, one.list_id, one.at_ms) in told:
                return True
            came = self.journal.standing(came.substitute) if came.substitute else None
        heard = Movement("", door, _direction(one), to_instant(one.at_ms), CENTRAL)
        made = [move for move in holder.movements if not is_central(move.station)]
        return source_of(heard, made, self.journal.station) is not None

    def _annulment(self, key: str) -> Draft | None:
        """Return what takes back what was taken in under *key*, None where somebody has."""
        entry = self.journal.entry(key)
        if entry is None or self.journal.is_annulled(key):
            return None
        place = {"registration": entry.registration, "session": entry.session}
        return Draft(kind=Kind.ANNULLED, ref=key, payload={"reason": CENTRAL}, **place)


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
