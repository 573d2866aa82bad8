"""Many guests at once, people who are only counted, and calls from station to station."""

import threading
from collections.abc import Callable, Mapping, Sequence

from app.bootstrap.print_room import PrintRoom
from app.bootstrap.workplace import Workplace
from app.calls import Caller
from app.model.badge import BadgeJob
from app.model.call import Call, CallReason, HeardCall
from app.model.group import GROUP, Group
from app.model.programme import Session
from app.model.standing import Standing
from app.model.verdict import Answer, Verdict
from app.reports.sheet import sorting_name
from app.tally import Tally

SHORT = 6
"""So many characters of an id stand for a station whose name nobody knows."""


class Crowd:
    """Implements `ui.crowd_desk.CrowdDesk`; safe to use from several threads.

    Args:
        workplace: The event.
        print_room: Prints the badges of a group.
        note: Is told every answer, and returns it.
        known: Returns names of stations that the journal may not tell.
    """

    def __init__(
        self,
        workplace: Workplace,
        print_room: PrintRoom,
        note: Callable[[Answer], Answer],
        known: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._workplace, self._print_room = workplace, print_room
        self._note, self._known = note, known
        self._caller, self._tally = Caller(workplace.journal), Tally(workplace.journal)
        self._lock = threading.Lock()
        self._heard: tuple[int, list[Call]] = (-1, [])

    def group_of(self, registration: str) -> Group | None:
        """Return the group that somebody comes with, in the order of a list of names."""
        journal = self._workplace.journal
        standing = journal.standing(registration)
        name = standing.person.get(GROUP) if standing else ""
        if not name:
            return None
        members = sorted(journal.group_members(name), key=sorting_name)
        return Group(name=name, members=tuple(members))

    def admit(self, registrations: Sequence[str], *, session: str | None) -> list[Answer]:
        """Let members of a group in, all or none recorded; warnings are overridden for nobody."""
        door = self._door(session)
        answers = self._workplace.station.check_in_many(registrations, session=door)
        return [self._note(answer) for answer in answers]

    def spool(self, registrations: Sequence[str]) -> list[BadgeJob]:
        """Let badges be printed in this order; return how far they are."""
        return self._print_room.spool(registrations)

    def count(self, number: int, *, label: str = "", session: str | None) -> None:
        """Count people without a name."""
        self._tally.count(number, label=label, session=session)

    def accompany(self, registration: str, number: int, *, session: str | None) -> Answer | None:
        """Count who comes with somebody, and let that one in who is not here yet.

        Returns:
            The answer for the host, None who was here. Without a welcome nobody was counted.
        """
        standing = self._workplace.journal.standing(registration)
        answer = None
        if standing is None or standing.first_arrival(session) is None:
            station = self._workplace.station
            answer = self._note(station.check_in(registration, session=self._door(session)))
            if answer.verdict is not Verdict.WELCOME:
                return answer
        arrival = answer.entry if answer else None
        self._tally.count(number, session=session, registration=registration, arrival=arrival)
        return answer

    def calls(self) -> list[HeardCall]:
        """Return the open calls that concern this station, the oldest first."""
        own = self._workplace.journal.station
        calls = [call for call in self._open_calls() if call.concerns(own)]
        names = {**self._known(), **self._workplace.station_names()} if calls else {}
        return [
            HeardCall(
                call=call,
                caller=names.get(call.station) or call.station[:SHORT],
                is_own=call.station == own,
            )
            for call in calls
        ]

    def call(self, registration: str, *, note: str = "") -> None:
        """Put somebody on the list of those who need help, for all stations to see."""
        self._caller.call(registration, CallReason.HELP, note=note)

    def take(self, call: str) -> Standing | None:
        """Take a call; return whom it is about, None for a call about nobody."""
        about = self._caller.answer(call).registration
        return self._workplace.journal.standing(about) if about else None

    def _open_calls(self) -> list[Call]:
        """Return the open calls, read anew only when the journal has grown."""
        with self._lock:
            position = self._workplace.journal.last_position()
            if position != self._heard[0]:
                self._heard = (position, self._caller.open())
            return self._heard[1]

    def _door(self, session: str | None) -> Session | None:
        return self._workplace.journal.programme().sessions[session] if session else None
