"""What is left of a standing whose entries lost their words, by law or by the deletion plan."""

from collections.abc import Iterable, Mapping

from app.admission.draft import StandingDraft, take_code
from app.model.entry import Entry
from app.model.erasure import replaced_by
from app.model.standing import Booking, Origin, Status
from app.model.ticket_words import ticket_of


def speaking(entries: Iterable[Entry]) -> list[Entry]:
    """Return *entries* without those whose place another one took."""
    every = list(entries)
    replaced = {key for entry in every for key in replaced_by(entry)}
    return [entry for entry in every if entry.id not in replaced] if replaced else every


def come_from_nowhere(draft: StandingDraft, _entry: Entry) -> None:
    """Know that there was a registration, whose words are gone."""
    draft.origin = draft.origin or Origin.LIST


def erase(draft: StandingDraft, entry: Entry) -> None:
    """Take what an erasure leaves; of several the first one says it."""
    if draft.is_erased:
        return
    draft.is_erased = True
    if entry.get("origin"):
        draft.origin = Origin(entry.get("origin"))
        draft.merged_into = entry.get("into")
        _take_state(draft, entry)


def reduce(draft: StandingDraft, entry: Entry) -> None:
    """Take the place of what was said until then, without the fields that had their time."""
    if not entry.registration or not entry.get("code"):
        return
    draft.origin = Origin(entry.get("origin", Origin.LIST))
    draft.gone |= set(entry.get("gone") or ())
    draft.code = ""
    draft.former_codes = set(entry.get("former") or ())
    take_code(draft, entry)
    _take_state(draft, entry)
    draft.source = dict(entry.get("source") or {})
    draft.source_bookings = _bookings(entry.get("source_bookings"))
    said = entry.get("source_status", Status.ACTIVE)
    draft.source_status = Status(said) if said else None
    draft.ticket = ticket_of(entry.get("ticket"))


def _take_state(draft: StandingDraft, entry: Entry) -> None:
    draft.fields = dict(entry.get("fields") or {})
    draft.bookings = _bookings(entry.get("bookings"))
    draft.status = Status(entry.get("status") or Status.ACTIVE)


def _bookings(said: Mapping[str, str | None] | None) -> dict[str, Booking]:
    return {session: Booking(state) for session, state in (said or {}).items() if state}
