"""Moving a seat: from a session that somebody booked to the one where they are let in."""

from app.admission.seats import moved_seat
from app.model.entry import Draft, Kind
from app.model.programme import Session
from app.model.standing import Standing
from app.ports import Records


def move_seat(records: Records, standing: Standing, session: Session | None) -> str | None:
    """Book a person here in place of elsewhere, in the transaction that lets them in.

    Where nobody booked, everybody is welcome; that stays so, and only the seat elsewhere is
    given up.

    Returns:
        The entry that the arrival names, so that both are taken back together; None when
        nothing changes.
    """
    if session is None:
        return None
    moved = moved_seat(standing, records.programme(), session)
    if not records.occupancy(session.id).booked:
        moved.pop(session.id, None)
    if not moved:
        return None
    bookings = {door: state and state.value for door, state in moved.items()}
    payload = {"by": "desk", "bookings": bookings}
    change = Draft(kind=Kind.AMENDED, registration=standing.registration, payload=payload)
    return records.append(change).id
