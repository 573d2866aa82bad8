"""Who is told that somebody came; pure."""

from app.model.call import alert_reason
from app.model.entry import Draft, Entry, Kind
from app.model.programme import Programme
from app.model.standing import Standing


def alert(standing: Standing, programme: Programme, arrival: Entry) -> Draft | None:
    """Return the call that tells of an arrival, None where nobody wants to know.

    The call names its arrival in ``ref`` and is open only as long as that one counts, so
    whoever takes back the arrival takes back the call.

    Args:
        standing: Of the person before they arrived.
        programme: Says about whom which station is told.
        arrival: The entry of the arrival.
    """
    category = standing.person.category
    to = programme.policy.alerted(category)
    if to is None or standing.arrived is not None:
        return None
    return Draft(
        kind=Kind.CALLED,
        registration=standing.registration,
        session=arrival.session,
        ref=arrival.id,
        payload={"reason": alert_reason(category).value, "to": to, "note": category.strip()},
    )
