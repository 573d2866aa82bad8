"""Attendance without scans: somebody at the door says who is there."""

import uuid
from collections.abc import Sequence

from app.model.entry import Draft, Kind
from app.model.verdict import Reason
from app.ports import Journal, Records


class Attendance:
    """Records arrivals of many people at one door, all or none."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def mark(self, session: str, registrations: Sequence[str]) -> int:
        """Record that these people are in a session; who is in already stays so.

        Nobody is judged: whoever says so has seen them sit there.

        Returns:
            How many were recorded; one undo takes them back together.

        Raises:
            NotRecordedError: nobody was.
        """
        payload = {
            "reason": Reason.BOOKED.value,
            "manual": True,
            "together": str(uuid.uuid4()),
        }
        with self._journal.write() as records:
            coming = [key for key in dict.fromkeys(registrations) if _comes(records, key, session)]
            return records.append_many(
                [
                    Draft(kind=Kind.ARRIVED, registration=key, session=session, payload=payload)
                    for key in coming
                ]
            )


def _comes(records: Records, registration: str, session: str) -> bool:
    standing = records.standing(registration)
    return standing is not None and not standing.is_inside(session)
