"""What the orders of a page change here; compared with what pretix last said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.model.erasure import Barrier
from app.model.programme import Programme, Session
from app.model.standing import Standing, Status
from app.model.ticket import EventKey
from app.roster.difference import Change, Difference, change_of, signs_of_row
from app.roster.rows import RosterRow
from app.sync.pretix.translation import counts, rows_of
from app.sync.pretix.wire import Said, Shop

_DECIDED_HERE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)


class Taking(Protocol):
    """The event of this station, which takes in what pretix says."""

    def programme(self) -> Programme:
        """Return what is planned."""
        ...

    def standing(self, registration: str) -> Standing | None:
        """Return who has that registration."""
        ...

    def find(self, code: str) -> str | None:
        """Return the registration to which a code leads."""
        ...

    def standings(self) -> Iterator[Standing]:
        """Yield everybody."""
        ...

    def barrier(self) -> Barrier:
        """Return what tells who was erased."""
        ...

    def plan(self, session: Session) -> None:
        """Record a new or changed session."""
        ...

    def bar(self, codes: Iterable[str], released: Iterable[str]) -> None:
        """Record that codes open no door any more, and that others do so again."""
        ...

    def add_key(self, key: EventKey) -> None:
        """Record that codes signed with *key* are good."""
        ...

    def take(self, make: Callable[[], Difference]) -> Difference:
        """Record what *make* says, which is asked again when somebody changed it meanwhile."""
        ...


@dataclass(slots=True)
class Owners:
    """Which registrations are tickets of one source: by position and by order."""

    of_position: dict[int, str] = field(default_factory=dict)
    of_order: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def among(cls, standings: Iterable[Standing], source: str) -> "Owners":
        """Return those of *source* among *standings*."""
        owners = cls()
        for one in standings:
            if one.ticket is not None and one.ticket.source == source:
                owners.note(one.registration, one.ticket.position, one.ticket.order)
        return owners

    def note(self, registration: str, position: int, order: str) -> None:
        """Know that a position of an order is that registration."""
        self.of_position[position] = registration
        self.of_order.setdefault(order, set()).add(registration)


@dataclass(frozen=True, slots=True)
class Page:
    """Orders that came together, and what they are read with."""

    orders: Sequence[Said]
    shop: Shop
    owners: Owners

    def difference(self, taking: Taking) -> Difference:
        """Return what the orders change for people who are registered, and who is new."""
        barrier = taking.barrier()
        new: dict[str, RosterRow] = {}
        changes: dict[str, Change] = {}
        for order in self.orders:
            rows = self._rows(order)
            owned = [(row, self._owner(row, taking)) for row in rows]
            for row, standing in owned:
                if standing is not None and not standing.is_erased:
                    changes[standing.registration] = change_of(row, standing)
                elif standing is None and self._is_expected(row, barrier):
                    new[row.registration or ""] = row
            kept = {one.registration for _, one in owned if one is not None}
            lost = self.owners.of_order.get(str(order["code"]), set()) - kept
            changes.update((one.registration, one) for one in cancelled(lost, taking))
        return _difference(new.values(), changes.values())

    def learn(self, taken: Difference) -> None:
        """Know whose the positions of new rows are."""
        for row in taken.new:
            if row.ticket is not None and row.registration:
                self.owners.note(row.registration, row.ticket.position, row.ticket.order)

    def left_out(self) -> int:
        """Return how many orders are tests that are for nobody here."""
        return sum(not self._concerns(order) for order in self.orders)

    def _is_expected(self, row: RosterRow, barrier: Barrier | None) -> bool:
        """Whether somebody new is to come here: not for another date, and not erased before."""
        date = None if row.ticket is None else row.ticket.subevent
        is_erased = barrier is not None and barrier.stops(signs_of_row(row))
        return self.shop.selection.expects(date) and not is_erased

    def _rows(self, order: Said) -> list[RosterRow]:
        return rows_of(order, self.shop) if self._concerns(order) else []

    def _concerns(self, order: Said) -> bool:
        return counts(order, self.shop) or str(order["code"]) in self.owners.of_order

    def _owner(self, row: RosterRow, taking: Taking) -> Standing | None:
        """Return who the row is about: by position, by its own id, or by a code known before."""
        position = row.ticket.position if row.ticket else 0
        named = self.owners.of_position.get(position) or row.registration or ""
        standing = taking.standing(named)
        if standing is None and row.code:
            standing = taking.standing(taking.find(row.code) or "")
        return standing


def cancelled(registrations: Iterable[str], taking: Taking) -> Iterator[Change]:
    """Yield a cancellation for each of *registrations* that still gives the right to come."""
    for registration in sorted(registrations):
        standing = taking.standing(registration)
        if standing is None or standing.is_erased or standing.status in _DECIDED_HERE:
            continue
        yield Change(registration=registration, line=0, status=Status.CANCELLED)


def _difference(new: Iterable[RosterRow], changes: Iterable[Change]) -> Difference:
    every = list(changes)
    return Difference(
        new=tuple(new),
        changed=tuple(one for one in every if one and one.status is not Status.CANCELLED),
        unchanged=tuple(one.registration for one in every if not one),
        cancelled=tuple(one for one in every if one.status is Status.CANCELLED),
    )
