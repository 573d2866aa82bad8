"""Attendance without scans: somebody at the door says who is there."""

from collections.abc import Sequence

from app.model.entry import Draft, Kind
from app.model.verdict import Reason
from app.ports import Journal, Records

TOGETHER = 400
"""So many arrivals name each other, that one undo takes them all back."""


class Attendance:
    """Records arrivals of many people at one door, all or none."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def mark(self, session: str, registrations: Sequence[str]) -> int:
        """Record that these people are in a session; who is in already stays so.

        Returns:
            How many were recorded; one undo takes them back together.

        Raises:
            NotRecordedError: nobody was.
        """
        with self._journal.write() as records:
            coming = [key for key in dict.fromkeys(registrations) if _comes(records, key, session)]
            before: str | None = None
            for number, registration in enumerate(coming):
                arrival = Draft(
                    kind=Kind.ARRIVED,
                    registration=registration,
                    session=session,
                    ref=before if number % TOGETHER else None,
                    payload={"reason": Reason.BOOKED.value, "manual": True},
                )
                before = records.append(arrival).id
        return len(coming)


def _comes(records: Records, registration: str, session: str) -> bool:
    standing = records.standing(registration)
    return standing is not None and not standing.is_inside(session)
