"""A registration's standing: everything its entries say, folded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.person import Person
from app.model.ticketing import Ticket


class Origin(StrEnum):
    """How a registration came into the event; substitutes inherit a place of the list."""

    LIST = "list"
    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"

    @classmethod
    def _missing_(cls, _value: object) -> "Origin":
        """Read a word of a newer release: whoever came some other way counts as registered."""
        return cls.LIST


class Status(StrEnum):
    """Whether a registration still gives the right to come."""

    ACTIVE = "active"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"
    REVOKED = "revoked"

    @classmethod
    def _missing_(cls, _value: object) -> "Status":
        """Read a word of a newer release: a human decides at the door."""
        return cls.UNPAID


class Booking(StrEnum):
    """A person's place in a session."""

    BOOKED = "booked"
    WAITING = "waiting"

    @classmethod
    def _missing_(cls, _value: object) -> "Booking":
        """Read a word of a newer release: a human decides at the door."""
        return cls.WAITING


CENTRAL = "pretix"
"""The reason of what the central ticket system says about doors; in place of a station, too."""


def central_station(device: int | None) -> str:
    """Return what stands in place of a station for a device of the central ticket system."""
    return CENTRAL if device is None else f"{CENTRAL} {device}"


def is_central(station: str) -> bool:
    """Whether that stands for a device of the central ticket system."""
    return station.partition(" ")[0] == CENTRAL


class Direction(StrEnum):
    """Through a door to the inside or to the outside."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Movement:
    """A living arrival or departure. ``session`` None is the event's own door.

    ``at`` is corrected by what is known of the station's clock; unsure where nothing is. A
    moved one was made under another registration of the same person.
    """

    entry: str
    session: str | None
    direction: Direction
    at: datetime
    station: str
    is_unsure: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Two changes of one field by people who did not know of each other.

    ``entry`` is the later one, whose ``value`` stands, ``other`` the earlier. ``field`` is a
    person field, ``booking:SESSION`` or ``status``; a value that was taken away is empty.
    """

    entry: str
    other: str
    field: str
    value: str
    other_value: str
    stations: tuple[str, str]


VANISHED = "vanished"
"""Why somebody is cancelled whom the list said nothing about any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is true about one registration. Made by `app.admission.fold`, never by hand.

    ``source``, ``source_bookings`` and ``source_status`` are what the list last said, so that
    a later import can tell a change of the list from a correction made at the desk; no status is
    that of somebody who was cancelled because the list left them out.
    ``former_codes`` were replaced; of ``serials``, those of the printed badges, all but the
    last were. ``other_codes`` are as good as ``code``: those of a registration that turned out
    to be the same person, which in turn is ``merged_into`` this one. ``rivals`` are changes
    that contradict each other. ``gone`` are fields that were deleted in their time and do not
    come back. ``ticket`` is what the ticket system last said that it came from, None without one.
    """

    registration: str
    origin: Origin
    code: str
    person: Person = field(default_factory=Person)
    status: Status = Status.ACTIVE
    bookings: Mapping[str, Booking] = field(default_factory=dict)
    movements: tuple[Movement, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    source_bookings: Mapping[str, Booking] = field(default_factory=dict)
    source_status: Status | None = Status.ACTIVE
    former_codes: frozenset[str] = frozenset()
    substitute: str | None = None
    badges: int = 0
    serials: tuple[str, ...] = ()
    other_codes: frozenset[str] = frozenset()
    merged_into: str | None = None
    rivals: tuple[Rival, ...] = ()
    is_erased: bool = False
    gone: frozenset[str] = frozenset()
    ticket: Ticket | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Every code that leads here: the present one, former ones, those of add-ons."""
        add_ons = (one.secret for one in self.ticket.add_ons) if self.ticket else ()
        return frozenset({self.code, *self.former_codes, *self.other_codes, *add_ons} - {""})

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without being on any list."""
        return self.origin is Origin.WALK_IN

    def first_arrival(self, session: str | None) -> Movement | None:
        """Return the earliest living arrival at that door."""
        return next(
            (m for m in self.movements if m.direction is Direction.IN and m.session == session),
            None,
        )

    def is_inside(self, session: str | None) -> bool:
        """Whether the last movement at that door led in."""
        last = next((m for m in reversed(self.movements) if m.session == session), None)
        return last is not None and last.direction is Direction.IN

    @property
    def double_admissions(self) -> tuple[Movement, ...]:
        """Arrivals of somebody who was inside by that door already, by another station's word.

        So two copies of a code show, or a station that was offline, once both have synced.
        """
        inside: dict[str | None, str] = {}
        double = []
        for movement in self.movements:
            if movement.direction is Direction.OUT:
                inside.pop(movement.session, None)
                continue
            first = inside.setdefault(movement.session, movement.station)
            if first != movement.station and not movement.is_moved:
                double.append(movement)
        return tuple(double)

    @property
    def arrived(self) -> Movement | None:
        """The earliest living arrival anywhere."""
        return next((m for m in self.movements if m.direction is Direction.IN), None)
