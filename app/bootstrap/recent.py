"""What happened at this desk last, refusals included."""

import threading
from collections import deque

from app.clock import Clock, to_instant
from app.model.desk import Arrival
from app.model.entry import Kind
from app.model.standing import CENTRAL
from app.model.verdict import Answer, Reason
from app.ports import Journal

KEPT = 50


class Recent:
    """Remembers the last answers; arrivals from before the start are read from the journal."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._lock = threading.Lock()
        self._lines: deque[tuple[str | None, Arrival]] | None = None

    def latest(self, limit: int) -> list[Arrival]:
        """Return the last lines, newest first."""
        with self._lock:
            return [line for _, line in self._known()][:limit]

    def note(self, answer: Answer) -> None:
        """Add the line of an answer."""
        journal, standing = self._journal, answer.standing
        now = journal.bearings().reading(journal.station, self._clock.read())
        line = Arrival(
            at=to_instant(now.ms),
            is_unsure=now.is_unsure,
            reason=answer.reason,
            name=standing.person.name if standing else "",
            registration=standing.registration if standing else None,
            room=answer.elsewhere[0].room if answer.elsewhere else "",
            since=answer.first_arrival if answer.reason is Reason.ALREADY_ARRIVED else None,
            is_since_unsure=answer.is_unsure,
        )
        with self._lock:
            known = self._known()
            if answer.entry is None or all(entry != answer.entry for entry, _ in known):
                known.appendleft((answer.entry, line))

    def forget(self, entry: str) -> None:
        """Take the line of an entry out that was taken back."""
        with self._lock:
            kept = [pair for pair in self._known() if pair[0] != entry]
            self._lines = deque(kept, KEPT)

    def _known(self) -> deque[tuple[str | None, Arrival]]:
        if self._lines is None:
            self._lines = deque(self._from_journal(), KEPT)
        return self._lines

    def _from_journal(self) -> list[tuple[str | None, Arrival]]:
        lines: list[tuple[str | None, Arrival]] = []
        bearings = self._journal.bearings()
        for entry in self._journal.recent_own([Kind.ARRIVED, Kind.DEPARTED]):
            if entry.get("reason") == CENTRAL:  # heard here, done elsewhere
                continue
            standing = self._journal.standing(entry.registration or "")
            departed = entry.kind == Kind.DEPARTED
            reason = Reason.DEPARTED if departed else Reason(entry.get("reason", "registered"))
            name = standing.person.name if standing else ""
            moment = bearings.moment(entry)
            line = Arrival(
                at=to_instant(moment.ms),
                is_unsure=moment.is_unsure,
                reason=reason,
                name=name,
                registration=entry.registration,
            )
            lines.append((entry.id, line))
            if len(lines) >= KEPT:
                break
        return lines
