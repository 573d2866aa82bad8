"""Jobs on the list of people: take in a list, add, amend, cancel, substitute; plan sessions."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.admission.planning import (
    barred_payload,
    event_payload,
    key_payload,
    session_payload,
)
from app.errors import InputError, UnknownError
from app.model.code import new_code
from app.model.entry import Draft, Kind
from app.model.person import STANDARD_FIELDS
from app.model.programme import Event, Session, SessionKind
from app.model.standing import Booking, Origin, Standing, Status
from app.model.ticket import EventKey, mark
from app.ports import Journal, Records
from app.reading.signature import registration_of
from app.roster.difference import Difference, drafts

FIELD_LIMIT = 2_000
"""Characters of one field; more is not a name but a pasted document."""


class Registrar:
    """Changes who may come, one entry a person and a change."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def apply(self, difference: Difference, *, revision: int) -> bool:
        """Record what a list changed, in one transaction.

        Returns:
            False, and nothing was recorded, when somebody was registered or changed since
            *revision* (`Reads.roster_revision`), so that *difference* may be wrong.
        """
        changes = drafts(difference, registration_of)
        with self._journal.write() as records:
            if records.roster_revision() != revision:
                return False
            records.append_many(changes)
            return True

    def add(self, fields: Mapping[str, str], *, sessions: Mapping[str, Booking]) -> Standing:
        """Register a person who came without being on any list.

        Raises:
            InputError: there is no name.
        """
        clean = _clean(fields)
        if not any(clean.get(part) for part in ("name", "given", "family")):
            sentence = "A guest needs a name; give at least one."
            raise InputError(sentence)
        registration = new_registration()
        payload = {
            "origin": Origin.WALK_IN.value,
            "code": new_code(),
            "fields": clean,
            "bookings": {key: state.value for key, state in sessions.items()},
        }
        with self._journal.write() as records:
            records.append(Draft(kind=Kind.REGISTERED, registration=registration, payload=payload))
            return _require(records, registration)

    def amend(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Correct fields of a person at the desk; an empty value takes a field away.

        Raises:
            UnknownError: no such registration.
            InputError: nothing would change, or no name would be left.
        """
        with self._journal.write() as records:
            before = _require(records, registration)
            clean = _clean(fields)
            changes = {
                key: value for key, value in clean.items() if before.person.get(key) != value
            }
            if not changes:
                return before
            after = {**before.person.fields, **changes}
            if not any(after.get(part) for part in ("name", "given", "family")):
                sentence = (
                    f"{before.person.name} would be left without a name; nothing was changed."
                )
                raise InputError(sentence)
            payload = {"by": "desk", "fields": changes}
            records.append(Draft(kind=Kind.AMENDED, registration=registration, payload=payload))
            return _require(records, registration)

    def cancel(self, registration: str) -> Standing:
        """Cancel a registration; doing it twice changes nothing.

        Raises:
            UnknownError: no such registration.
        """
        with self._journal.write() as records:
            before = _require(records, registration)
            if before.status is Status.CANCELLED:
                return before
            records.append(
                Draft(kind=Kind.CANCELLED, registration=registration, payload={"by": "desk"})
            )
            return _require(records, registration)

    def substitute(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Let another person come in place of one; seats move, the old code is refused.

        Raises:
            UnknownError: no such registration.
            InputError: the person already arrived, was cancelled or has a substitute, or the
                new person has no name.
        """
        with self._journal.write() as records:
            before = _require(records, registration)
            if before.status not in (Status.ACTIVE, Status.UNPAID) or before.arrived:
                sentence = (
                    f"{before.person.name} cannot be replaced: arrived, cancelled or replaced."
                )
                raise InputError(sentence)
            coming = new_registration()
            registered = records.append(_substitute_draft(before, coming, _clean(fields)))
            # The reference lets an undo take back both halves.
            records.append(
                Draft(
                    kind=Kind.SUBSTITUTED,
                    registration=registration,
                    ref=registered.id,
                    payload={"by": coming},
                )
            )
            return _require(records, coming)

    def plan_event(self, event: Event) -> None:
        """Record the event itself."""
        with self._journal.write() as records:
            records.append(Draft(kind=Kind.PROGRAMME, payload=event_payload(event)))

    def plan_session(self, session: Session) -> None:
        """Record a new or changed session.

        Raises:
            InputError: another session has that name, or its times are out of order.
        """
        _check_times(session.starts, session.ends)
        with self._journal.write() as records:
            others = records.programme().sessions.values()
            if any(
                other.id != session.id and other.name.casefold() == session.name.casefold()
                for other in others
            ):
                sentence = f"There is already a session {session.name}; give it another name."
                raise InputError(sentence)
            records.append(Draft(kind=Kind.PROGRAMME, payload=session_payload(session)))

    def add_key(self, key: EventKey) -> None:
        """Record that codes signed with *key* are good; doing it twice changes nothing."""
        with self._journal.write() as records:
            if key not in records.programme().keys:
                records.append(Draft(kind=Kind.PROGRAMME, payload=key_payload(key)))

    def remove_key(self, name: str) -> EventKey:
        """Record that signatures of the key with that id count no more.

        Raises:
            UnknownError: the event has no such key.
        """
        with self._journal.write() as records:
            key = next((key for key in records.programme().keys if key.id == name), None)
            if key is None:
                sentence = f"The event has no key {name}; event keys list shows them."
                raise UnknownError(sentence)
            payload = key_payload(key, is_removed=True)
            records.append(Draft(kind=Kind.PROGRAMME, payload=payload))
            return key

    def bar(self, codes: Iterable[str], *, released: Iterable[str] = ()) -> None:
        """Record that codes open no door any more, and that others do so again."""
        payload = barred_payload(str(uuid.uuid4()), map(mark, codes), map(mark, released))
        with self._journal.write() as records:
            records.append(Draft(kind=Kind.PROGRAMME, payload=payload))


def new_registration() -> str:
    """Return a fresh registration id."""
    return str(uuid.uuid4())


def new_session(name: str, kind: SessionKind) -> Session:
    """Return a session with a fresh id."""
    return Session(id=str(uuid.uuid4()), name=name, kind=kind)


def _check_times(starts: datetime | None, ends: datetime | None) -> None:
    if starts is not None and ends is not None and ends <= starts:
        sentence = "It ends before it starts; give --ends a later time than --starts."
        raise InputError(sentence)


def _require(records: Records, registration: str) -> Standing:
    standing = records.standing(registration)
    if standing is None:
        sentence = f"There is no registration {registration}; roster list shows all."
        raise UnknownError(sentence)
    return standing


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields with outer and doubled spaces gone; names of fields in any case."""
    clean: dict[str, str] = {}
    for key, value in fields.items():
        name = key.strip()
        name = name.lower() if name.lower() in STANDARD_FIELDS else name
        text = " ".join(value.split())
        if not name or len(text) > FIELD_LIMIT:
            sentence = f"A field holds at most {FIELD_LIMIT} characters and has a name: {name!r}."
            raise InputError(sentence)
        clean[name] = text
    return clean


def _substitute_draft(before: Standing, coming: str, fields: dict[str, str]) -> Draft:
    """Return the registration of the person who takes the place of *before*."""
    if not any(fields.get(part) for part in ("name", "given", "family")):
        sentence = "The person who comes instead needs a name."
        raise InputError(sentence)
    kept = {key: before.person.get(key) for key in ("organisation", "category", "sector")}
    inherited = {key: value for key, value in kept.items() if value}
    return Draft(
        kind=Kind.REGISTERED,
        registration=coming,
        payload={
            "origin": Origin.SUBSTITUTE.value,
            "code": new_code(),
            "fields": {**inherited, **fields},
            "bookings": {key: state.value for key, state in before.bookings.items()},
            "replaces": before.registration,
        },
    )
