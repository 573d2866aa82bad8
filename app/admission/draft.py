"""A standing in the making: what `app.admission.fold` writes into."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.admission.echoes import without_echoes
from app.model.bearings import Bearings
from app.model.entry import Entry
from app.model.person import Person
from app.model.standing import Booking, Movement, Origin, Rival, Standing, Status
from app.model.ticketing import Ticket


@dataclass(slots=True)
class StandingDraft:
    """A standing in the making."""

    bearings: Bearings
    origin: Origin | None = None
    code: str = ""
    status: Status = Status.ACTIVE
    fields: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    source_bookings: dict[str, Booking] = field(default_factory=dict)
    source_status: Status | None = Status.ACTIVE
    movements: list[Movement] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)
    heard: dict[str, str] = field(default_factory=dict)
    former_codes: set[str] = field(default_factory=set)
    substitute: str | None = None
    badges: int = 0
    serials: list[str] = field(default_factory=list)
    other_codes: set[str] = field(default_factory=set)
    merged_into: str | None = None
    rivals: tuple[Rival, ...] = ()
    is_erased: bool = False
    gone: set[str] = field(default_factory=set)
    ticket: Ticket | None = None

    def standing(self, registration: str) -> Standing:
        """Return the finished standing; ``origin`` is known here."""
        return Standing(
            registration=registration,
            origin=self.origin or Origin.LIST,
            code=self.code,
            person=Person(self.fields),
            status=self.status,
            bookings=self.bookings,
            # Whoever turned out to be somebody else came as that person.
            movements=() if self.merged_into else _in_order(self._told_once()),
            source=self.source,
            source_bookings=self.source_bookings,
            source_status=self.source_status,
            former_codes=frozenset(self.former_codes),
            substitute=self.substitute,
            badges=self.badges,
            serials=tuple(self.serials),
            other_codes=frozenset(self.other_codes),
            merged_into=self.merged_into,
            rivals=self.rivals,
            is_erased=self.is_erased,
            gone=frozenset(self.gone),
            ticket=self.ticket,
        )

    def _told_once(self) -> list[Movement]:
        return without_echoes(self.movements, self.heard)


def take_code(draft: StandingDraft, entry: Entry) -> None:
    """Let another code lead here; the one before leads to nothing new."""
    code = entry.get("code")
    if not code or code == draft.code:
        return
    if draft.code:
        draft.former_codes.add(draft.code)
    draft.former_codes.discard(code)
    draft.code = code


def _in_order(movements: Iterable[Movement]) -> tuple[Movement, ...]:
    """Return *movements* by time; the sort is stable, so ties stay as the entries are."""
    return tuple(sorted(movements, key=lambda movement: movement.at))
