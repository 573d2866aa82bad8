"""Who gets which letter after the event: four files that share no person, and who called off.

=========  ============================================================================
arrived    came, and had a place by a list
no-show    was expected and did not come
waiting    waits for a seat, has none, and did not come
walk-in    came without being on any list
cancelled  called off, was replaced or shut out, and did not come
=========  ============================================================================

The first four hold everybody whom the event counts on; with the fifth, every registration
that was not erased is in exactly one file.
"""

from collections.abc import Iterable
from enum import StrEnum

from app.errors import ConsentError, InputError
from app.model.standing import Booking, Standing, Status
from app.reports.flags import column_of, says_yes

EVENT = "event"
"""The purpose of mails that the event itself needs: nobody has to agree to them."""

CONTACT = "contact"
"""The purpose of mails afterwards, for those who agreed."""

_CONTACT = (
    *("consent_contact", "contact_consent", "Einwilligung Kontakt", "Kontakt erlaubt"),
    *("Kontaktaufnahme", "Einwilligung Kontaktaufnahme", "Einwilligung E-Mail", "Newsletter"),
    *("May be contacted", "Contact allowed", "Einwilligung", "Consent"),
)
_GONE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)


class MergeStatus(StrEnum):
    """Which file; the values are the command line's."""

    ARRIVED = "arrived"
    NO_SHOW = "no-show"
    WALK_IN = "walk-in"
    WAITING = "waiting"
    CANCELLED = "cancelled"


def merge_status(standing: Standing) -> MergeStatus:
    """Return the one file in which a registration is."""
    has_come = standing.arrived is not None
    if standing.merged_into or (standing.status in _GONE and not has_come):
        return MergeStatus.CANCELLED
    if standing.is_walk_in:
        return MergeStatus.WALK_IN
    if has_come:
        return MergeStatus.ARRIVED
    seats = set(standing.bookings.values())
    return MergeStatus.WAITING if seats == {Booking.WAITING} else MergeStatus.NO_SHOW


def recipients(standings: Iterable[Standing], status: str, purpose: str = "") -> list[Standing]:
    """Return whom a letter goes to.

    Args:
        standings: Everybody.
        status: One of `MergeStatus`.
        purpose: `EVENT`, `CONTACT` (also when empty), or a column of the list that says yes.

    Raises:
        InputError: there is no such status, or nobody's registration tells of that purpose.
    """
    if status not in list(MergeStatus):
        sentence = f"Choose whom the letter is for with --status: {', '.join(MergeStatus)}."
        raise InputError(sentence)
    people = [standing for standing in standings if not standing.is_erased]
    chosen = [standing for standing in people if merge_status(standing) == status]
    if purpose == EVENT:
        return chosen
    column = purpose_column(people, purpose)
    return [standing for standing in chosen if says_yes(standing.person.get(column))]


def purpose_column(people: Iterable[Standing], purpose: str) -> str:
    """Return the column that says whether somebody agreed to a purpose.

    Raises:
        ConsentError: no registration has it.
    """
    names = _CONTACT if purpose in ("", CONTACT) else (purpose,)
    column = column_of(people, names)
    if not column:
        sentence = (
            f"No registration says who agreed to be written to (column {names[0]}); name the"
            f" column with --purpose, or --purpose {EVENT} for mails that the event itself needs."
        )
        raise ConsentError(sentence)
    return column
