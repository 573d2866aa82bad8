"""Counts an event as it goes on: a changed person is subtracted as they were and added anew.

What a person adds to the numbers is a set of marks; the ledger is a `Counter` of them. So the
numbers after a scan cost the marks of one person, not of everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from app.model.entry import Entry
from app.model.programme import Programme, Session
from app.model.standing import Direction, Standing, Status
from app.reports.account import Contact, Figures, Here, NoShow, Share
from app.reports.arrivals import (
    BIN,
    BREAKDOWNS,
    WIDE_BIN,
    bins_of,
    first_door,
    is_counted,
    is_expected,
    is_no_show,
    is_present,
    is_registered,
)
from app.reports.doings import Doings
from app.reports.forecast import USUAL, Curve, forecast
from app.reports.here import Passages, here_now
from app.reports.occupancy import Attendance, has_seat, highest, passages
from app.reports.pace import RECENT, Step, desks_now, measured, paces, within
from app.reports.speakers import is_speaker, missing_speakers

Mark = tuple[str, str, str]
"""What is counted: all people, a field's value or a session; which; and what they did."""

_ALL, _MINUTES, _SESSION = "all", "minute", "session"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the ledger keeps of one person."""

    standing: Standing
    marks: tuple[Mark, ...]


class Ledger:
    """Everybody of one event by registration, and what that comes to. For one thread at a time.

    Args:
        programme: Event and sessions; another programme takes another ledger.
        doings: What the journal says beside the standings; grows by `take`.
    """

    def __init__(self, programme: Programme, doings: Doings | None = None) -> None:
        self._programme = programme
        self._sums: Counter[Mark] = Counter()
        self._pages: dict[str, _Page] = {}
        self._speakers: dict[str, Standing] = {}
        self._inside: dict[str, dict[str, list[tuple[datetime, int]]]] = defaultdict(dict)
        self._peaks: dict[str, int] = {}
        self._firsts: dict[str, Step] = {}
        self._doings = doings or Doings()

    def take(self, entries: Iterable[Entry]) -> None:
        """Take entries that are about no standing: tallies, printed badges, people told no."""
        self._doings.take(entries)

    def put(self, standing: Standing) -> None:
        """Take what is true about a registration from now on; a substituted one is nobody."""
        self.drop(standing.registration)
        if not is_counted(standing):
            return
        marks = tuple(_marks(standing, self._programme))
        self._pages[standing.registration] = _Page(standing, marks)
        self._sums.update(marks)
        if is_speaker(standing) and is_expected(standing):
            self._speakers[standing.registration] = standing
        if (first := standing.arrived) is not None:
            step = Step(first.at, first.station, standing.registration)
            self._firsts[standing.registration] = step
        for session in _doors(standing):
            self._inside[session][standing.registration] = list(passages(standing, session))
            self._peaks.pop(session, None)

    def drop(self, registration: str) -> None:
        """Forget a registration."""
        page = self._pages.pop(registration, None)
        if page is None:
            return
        for mark in page.marks:
            self._sums[mark] -= 1
            if not self._sums[mark]:
                del self._sums[mark]
        self._speakers.pop(registration, None)
        self._firsts.pop(registration, None)
        for session in _doors(page.standing):
            self._inside[session].pop(registration, None)
            self._peaks.pop(session, None)

    def figures(
        self,
        now: datetime,
        contacts: Sequence[Contact] = (),
        curve: Curve = USUAL,
    ) -> Figures:
        """Return the numbers.

        Args:
            now: Aware.
            contacts: How well the stations are known; none where this machine is alone.
            curve: How people usually come, for the forecast.
        """
        doings, opening = self._doings, self._programme.event.starts
        doings.read()
        arrivals = sorted(self._firsts.values())
        minutes, measures = self._minutes(), measured(arrivals, doings.printed)
        names = {contact.id: contact.name for contact in contacts}
        return replace(
            self._people(now, minutes),
            here=self._here(contacts, now),
            last_15=len(within(arrivals, WIDE_BIN, now)),
            per_minute=len(within(arrivals, RECENT, now)) / (RECENT / _MINUTE),
            pace=paces(measures, names),
            desks=desks_now(arrivals, measures, now),
            forecast=forecast(curve, minutes, (now - opening) / _MINUTE, self._all("expected")),
        )

    def _people(self, now: datetime, minutes: Mapping[int, int]) -> Figures:
        """Return the numbers that need no clock."""
        programme, opening = self._programme, self._programme.event.starts
        expected, missing = self._all("expected"), self._all("missing")
        return Figures(
            registered=self._all("registered"),
            cancelled=self._all("cancelled"),
            arrived=self._all("arrived"),
            present=self._all("present"),
            walk_ins=self._all("walk_in"),
            counted=self._doings.counted,
            bins=bins_of(minutes, opening, BIN),
            bins_15=bins_of(minutes, opening, WIDE_BIN),
            by=self._breakdowns(),
            sessions=tuple(self._session(one) for one in programme.sessions.values()),
            opening=opening,
            doors=first_door(programme),
            as_of=now,
            no_show=NoShow(expected, missing, missing / expected if expected else None),
            speakers=len(self._speakers),
            missing_speakers=missing_speakers(self._speakers.values(), programme),
            groups=self._doings.groups,
        )

    def _minutes(self) -> dict[int, int]:
        """Return first arrivals by whole minutes after the opening."""
        marks = self._sums.items()
        return {int(key): number for (kind, key, _), number in marks if kind == _MINUTES}

    def _here(self, contacts: Sequence[Contact], now: datetime) -> Here:
        value = self._all("present") + self._doings.counted
        here = here_now(value, contacts, self._passages, now)
        return replace(here, counts_exits=self._all("left") > 0)

    def _all(self, what: str) -> int:
        return self._sums[_ALL, "", what]

    def _breakdowns(self) -> Mapping[str, Mapping[str, Share]]:
        values: dict[str, set[str]] = {field: set() for field in BREAKDOWNS}
        for kind, key, _what in self._sums:
            if kind in values:
                values[kind].add(key)
        return {
            field: {
                value: Share(
                    self._sums[field, value, "registered"], self._sums[field, value, "arrived"]
                )
                for value in sorted(some)
            }
            for field, some in values.items()
        }

    def _session(self, session: Session) -> Attendance:
        def number(what: str) -> int:
            return self._sums[_SESSION, session.id, what]

        return Attendance(
            id=session.id,
            name=session.name,
            capacity=session.capacity,
            booked=number("booked"),
            arrived=number("arrived"),
            present=number("present"),
            peak=self._peak(session.id),
            turned_away=self._turned_away(session.id),
            empty=number("empty"),
            kind=session.kind,
            room=session.room,
            starts=session.starts,
            ends=session.ends,
        )

    def _peak(self, session: str) -> int:
        if session not in self._peaks:
            self._peaks[session] = highest(chain.from_iterable(self._inside[session].values()))
        return self._peaks[session]

    def _turned_away(self, session: str) -> int:
        refused = self._doings.refused.get(session, frozenset())
        pages = (self._pages.get(registration) for registration in refused)
        return sum(
            page is not None and page.standing.first_arrival(session) is None for page in pages
        )

    def _passages(self) -> Passages:
        """Return what each station booked at the entrances, earliest first."""
        found: dict[str, list[tuple[datetime, Direction]]] = defaultdict(list)
        for page in self._pages.values():
            for movement in page.standing.movements:
                if self._programme.is_entrance(movement.session):
                    found[movement.station].append((movement.at, movement.direction))
        return {station: sorted(steps) for station, steps in found.items()}


def _marks(standing: Standing, programme: Programme) -> Iterator[Mark]:
    """Yield what one person adds to the numbers."""
    told = {
        "registered": is_registered(standing),
        "cancelled": is_registered(standing) and standing.status is Status.CANCELLED,
        "arrived": standing.arrived is not None,
        "present": is_present(standing, programme),
        "left": _has_left(standing, programme),
        "walk_in": standing.is_walk_in,
        "expected": is_expected(standing),
        "missing": is_no_show(standing),
    }
    yield from ((_ALL, "", what) for what, is_true in told.items() if is_true)
    for field in BREAKDOWNS:
        value = standing.person.get(field)
        yield from ((field, value, what) for what in ("registered", "arrived") if told[what])
    if standing.arrived is not None:
        minute = (standing.arrived.at - programme.event.starts) // _MINUTE
        yield _MINUTES, str(minute), "arrived"
    for session in {*standing.bookings, *_doors(standing)}:
        yield from ((_SESSION, session, what) for what in _at_session(standing, session))


def _has_left(standing: Standing, programme: Programme) -> bool:
    """Whether anybody saw the person go out by an entrance."""
    return any(
        movement.direction is Direction.OUT and programme.is_entrance(movement.session)
        for movement in standing.movements
    )


def _at_session(standing: Standing, session: str) -> Iterator[str]:
    has_come = standing.first_arrival(session) is not None
    if has_come:
        yield "arrived"
    if standing.is_inside(session):
        yield "present"
    if has_seat(standing, session):
        yield "booked"
        if not has_come:
            yield "empty"


def _doors(standing: Standing) -> set[str]:
    """Return the sessions at whose doors the person was."""
    return {m.session for m in standing.movements if m.session is not None}
