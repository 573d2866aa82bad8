"""What to tell a pretix server about a movement, and what its answer means; sends nothing.

A movement has happened: it is told with ``force``, its true time and a nonce that stays the same
until there was an answer, so that telling it twice is telling it once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from app.clock import to_instant, to_ms
from app.model.programme import Programme
from app.model.standing import Direction, Movement
from app.model.ticketing import Ticket
from app.ports.uploads import (
    ELSEWHERE,
    LIST_GONE,
    NO_LIST,
    NO_TICKET,
    Presence,
    Upload,
    UploadState,
)
from app.sync.pretix.client import Reply
from app.sync.pretix.holders import Holder

ANNUL_WITHIN_MS = 15 * 60_000
"""So long after a check-in does the server take it back."""

_ANNULLED_BEFORE = "unsuccessful checkin"
"""Of what pretix says, in every language, where the answer to the first annulment was lost."""

ANNUL_LATE = "annul_late"
ANNUL_UNKNOWN = "annul_unknown"


class What(StrEnum):
    """What is to be done about an upload."""

    REDEEM = "redeem"
    ANNUL = "annul"
    NOTHING = "nothing"
    WAIT = "wait"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next step of an upload, which says what of it is to be kept before it is taken."""

    what: What
    upload: Upload
    organizer: str = ""
    body: Mapping[str, Any] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How far an upload is after an answer; ``reason`` where the server declined it.

    ``is_of_list`` says that the server has no such list, so that nothing else at it helps.
    """

    upload: Upload
    reason: str = ""
    explanation: str = ""
    is_of_list: bool = False


def default_lists(programme: Programme) -> dict[str, int]:
    """Return, by source, the list that stands for the event's own door.

    It is that of an entrance: the one for all products if there is one, else the first.
    """
    terms = [one.terms for one in programme.open_entrances if one.terms is not None]
    ordered = sorted(terms, key=lambda one: (one.items is None, -one.list_id))
    return {one.source: one.list_id for one in ordered}


def next_step(
    upload: Upload,
    holder: Holder,
    programme: Programme,
    defaults: Mapping[str, int],
    taken_back_at: datetime | None,
) -> Step:
    """Return what is to be done about *upload*.

    Args:
        upload: How far it is.
        holder: Whose movement it is.
        programme: Which doors are which lists.
        defaults: The list of the event's own door, by source.
        taken_back_at: When its latest annulment was written.
    """
    moves = holder.standing.movements
    move = next((one for one in moves if one.entry == upload.entry), None)
    if move is None:
        return _take_back(upload, taken_back_at)
    if upload.presence is Presence.THERE:
        return Step(what=What.NOTHING, upload=upload)
    if holder.ticket is None:
        return Step(what=What.WAIT, upload=upload, reason=NO_TICKET)
    list_id = _list_of(move, holder.ticket, programme, defaults)
    if upload.presence is Presence.MAYBE and upload.source == holder.ticket.source:
        list_id = upload.list_id  # it may be there, and must not be on two lists
    if list_id is None:
        return Step(what=What.WAIT, upload=upload, reason=NO_LIST)
    return _tell(upload, move, holder, programme, list_id)


def redeemed(upload: Upload, reply: Reply) -> Outcome | None:
    """Return what an answer to `What.REDEEM` means, None where it means nothing."""
    said = reply.json if isinstance(reply.json, Mapping) else {}
    if reply.is_success:
        is_done = said.get("status") == "ok"
        return Outcome(upload=_settled(upload, Presence.THERE)) if is_done else None
    if "status" not in said:
        return _misfit(upload, said)
    reason = _text(said.get("reason")) or _text(said.get("status")) or "error"
    return _declined(upload, reason, _text(said.get("reason_explanation")))


def annulled(upload: Upload, reply: Reply) -> Outcome | None:
    """Return what an answer to `What.ANNUL` means, None where it means nothing."""
    said = reply.json if isinstance(reply.json, Mapping) else {}
    is_gone = replace(_settled(upload, Presence.ABSENT), nonce="")
    if reply.is_success:
        return Outcome(upload=is_gone) if said.get("status") == "ok" else None
    why = _text(said.get("detail")) or _first_words(reply.json)
    if _ANNULLED_BEFORE in why:
        return Outcome(upload=is_gone)
    if reply.status == HTTPStatus.NOT_FOUND:
        if upload.presence is Presence.MAYBE:
            return Outcome(upload=is_gone)
        # Who told it takes it back; that shows in the next orders, see `app.sync.pretix.hearing`.
        return Outcome(upload=replace(upload, reason=ELSEWHERE), explanation=why)
    return _declined(replace(upload, presence=Presence.THERE), ANNUL_UNKNOWN, why)


def organizer_of(source: str) -> str:
    """Return the organiser's short name in ``host/organizer/event``."""
    return source.split("/")[-2] if source.count("/") > 1 else ""


def _take_back(upload: Upload, taken_back_at: datetime | None) -> Step:
    """Return what undoes at the server what was undone here."""
    if upload.presence is Presence.ABSENT:
        return Step(what=What.NOTHING, upload=upload)
    at_ms = upload.at_ms if taken_back_at is None else to_ms(taken_back_at)
    if at_ms - upload.at_ms > ANNUL_WITHIN_MS:
        return Step(what=What.DECLINE, upload=upload, reason=ANNUL_LATE)
    body = {
        "lists": [upload.list_id],
        "nonce": upload.nonce,
        "datetime": _iso(to_instant(at_ms)),
        "error_explanation": "Taken back at the desk (Empfang)",
    }
    organizer = organizer_of(upload.source)
    return Step(what=What.ANNUL, upload=upload, organizer=organizer, body=body)


def _tell(
    upload: Upload, move: Movement, holder: Holder, programme: Programme, list_id: int
) -> Step:
    ticket = holder.ticket
    assert ticket is not None  # noqa: S101 - whoever calls has looked
    fresh = upload.entry if not upload.touched else f"{upload.entry}/{upload.touched}"
    sent = replace(
        upload,
        nonce=upload.nonce or fresh,
        presence=Presence.MAYBE,
        source=ticket.source,
        list_id=list_id,
        at_ms=to_ms(move.at),
        reason="",
    )
    body = {
        "lists": [list_id],
        "secret": _secret(move, holder, ticket, programme),
        "source_type": "barcode",
        "type": "entry" if move.direction is Direction.IN else "exit",
        "force": True,
        "ignore_unpaid": True,
        "nonce": sent.nonce,
        "datetime": _iso(move.at),
        "questions_supported": False,
        "answers": {},
    }
    return Step(what=What.REDEEM, upload=sent, organizer=organizer_of(ticket.source), body=body)


def _list_of(
    move: Movement, ticket: Ticket, programme: Programme, defaults: Mapping[str, int]
) -> int | None:
    session = programme.sessions.get(move.session or "")
    terms = session.terms if session is not None else None
    if terms is not None and not terms.is_gone:
        return terms.list_id if terms.source == ticket.source else None
    return defaults.get(ticket.source) if programme.is_entrance(move.session) else None


def _secret(move: Movement, holder: Holder, ticket: Ticket, programme: Programme) -> str:
    """Return the code that opens that door: an add-on's where it is what the list is about."""
    session = programme.sessions.get(move.session or "")
    terms = session.terms if session is not None else None
    if terms is None or terms.items is None or ticket.item in terms.items:
        return holder.code
    matching = (one.secret for one in ticket.add_ons if one.item in terms.items)
    return next(matching, holder.code)


def _misfit(upload: Upload, said: Mapping[str, Any]) -> Outcome:
    """Return what it means that the server found fault with the question, not the ticket."""
    if "lists" in said or set(said) <= {"detail"}:
        # A list that is gone took its check-ins along: the movement may go to another one.
        presence = Presence.ABSENT if "lists" in said else upload.presence
        kept = replace(upload, reason=LIST_GONE, presence=presence)
        return Outcome(upload=kept, explanation=_first_words(said), is_of_list=True)
    return _declined(upload, "bad_request", _first_words(said))


def _declined(upload: Upload, reason: str, explanation: str) -> Outcome:
    presence = upload.presence if upload.presence is Presence.THERE else Presence.ABSENT
    kept = replace(upload, presence=presence, state=UploadState.DECLINED, reason=reason)
    return Outcome(upload=kept, reason=reason, explanation=explanation)


def _settled(upload: Upload, presence: Presence) -> Upload:
    return replace(upload, presence=presence, state=UploadState.DONE, reason="", attempts=0)


def _first_words(said: Any) -> str:
    """Return the first thing that the server says, in whatever nesting it says it."""
    value: Any = said
    while isinstance(value, Mapping | list) and value:
        value = next(iter(value.values() if isinstance(value, Mapping) else value))
    return _text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
