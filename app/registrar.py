"""Jobs on the list of people: take in a list, add, amend, cancel, substitute."""

import secrets
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.errors import InputError, UnknownError
from app.model.chance import pooled
from app.model.code import new_code
from app.model.entry import Draft, Entry, Kind, Randbits
from app.model.person import Person
from app.model.standing import Booking, Origin, Standing, Status
from app.ports import Journal, Records
from app.reading.signature import registration_of
from app.roster.correction import Correction, read_correction
from app.roster.difference import Difference, Taken, drafts
from app.roster.portions import Portions
from app.undoing import annul

_BYTES_EACH = 36
"""Of chance for a new person: an id, and a code of 17 letters with some that are drawn again."""


class Registrar:
    """Changes who may come, one entry a person and a change.

    Args:
        journal: The journal of this machine.
        randbits: Returns that many random bits, for new registrations and their codes.
    """

    def __init__(self, journal: Journal, randbits: Randbits = secrets.randbits) -> None:
        self._journal = journal
        self._randbits = randbits

    def apply(
        self,
        difference: Difference,
        *,
        revision: int,
        go_on: Callable[[int, int], bool] = lambda _done, _count: True,
    ) -> Taken:
        """Record what a list changed, in portions between which a scan finds its turn.

        What is recorded stays, whatever happens then: the same list again says the rest.

        Args:
            difference: What `app.roster.difference.compare` returned.
            revision: `Reads.roster_revision` as it was for that; when somebody was registered
                or changed since, *difference* may be wrong and nothing more is recorded.
            go_on: Told between portions how many of how many entries are recorded; whether to.
        """
        bits = pooled(self._randbits, _BYTES_EACH * len(difference.new))
        changes = drafts(
            difference, partial(registration_of, randbits=bits), partial(new_code, bits)
        )
        portions, done = Portions(lambda: self._journal.is_awaited), 0
        while done < len(changes):
            if done and not go_on(done, len(changes)):
                return Taken(done, is_stopped=True)
            with self._journal.write() as records:
                if records.roster_revision() != revision:
                    return Taken(done, is_outdated=True)
                for step in portions.turn(changes[done:]):
                    done += records.append_many(step)
                revision = records.roster_revision()
        return Taken(done)

    def add(self, fields: Mapping[str, str], *, sessions: Mapping[str, Booking]) -> Standing:
        """Register a person who came without being on any list.

        Raises:
            InputError: there is no name, or a field does not fit; see `read_correction`.
        """
        registration = new_registration(self._randbits)
        with self._journal.write() as records:
            said = read_correction(fields, records.programme().sessions.values())
            if not _has_name(said.fields):
                sentence = "A guest needs a name; give at least one."
                raise InputError(sentence)
            _require_sense(said.fields, said.fields)
            _require_free(records, said.code, registration)
            seats = {**sessions, **(said.bookings or {})}
            payload: dict[str, Any] = {
                "origin": Origin.WALK_IN.value,
                "code": said.code or new_code(self._randbits),
                "fields": {key: value for key, value in said.fields.items() if value},
                "bookings": {key: state.value for key, state in seats.items()},
            }
            if said.status is not None:
                payload["status"] = said.status.value
            records.append(Draft(kind=Kind.REGISTERED, registration=registration, payload=payload))
            return _require(records, registration)

    def amend(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Correct fields of a person at the desk; an empty value takes a field away.

        Code, status and sessions are corrected in the same way, in the words of a list.

        Raises:
            UnknownError: no such registration or session.
            InputError: no name would be left, the code is somebody else's, or a value does
                not fit; see `read_correction`.
        """
        with self._journal.write() as records:
            before = _require(records, registration)
            sessions = records.programme().sessions.values()
            said = read_correction(fields, sessions, before.person.fields)
            changes = _changes(before, said)
            if not changes:
                return before
            if not _has_name({**before.person.fields, **said.fields}):
                sentence = (
                    f"{before.person.name} would be left without a name; nothing was changed."
                )
                raise InputError(sentence)
            _require_sense(said.fields, {**before.person.fields, **said.fields})
            _require_free(records, said.code, registration)
            payload = {"by": "desk", **changes}
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

    def substitute(
        self, registration: str, fields: Mapping[str, str], *, since_ms: int | None = None
    ) -> Standing:
        """Let another person come in place of one; seats move, the old code is refused.

        Args:
            registration: Who does not come.
            fields: Who comes instead.
            since_ms: When given, what this station took for an arrival from then on is taken
                back first: it was the other person who showed the code.

        Raises:
            UnknownError: no such registration.
            InputError: the person already arrived, was cancelled or has a substitute, or the
                new person has no name.
        """
        with self._journal.write() as records:
            before = _require(records, registration)
            annulled = None if since_ms is None else self._take_back(records, before, since_ms)
            before = _require(records, registration)
            if before.status not in (Status.ACTIVE, Status.UNPAID) or before.arrived:
                sentence = (
                    f"{before.person.name} cannot be replaced: arrived, cancelled or replaced."
                )
                raise InputError(sentence)
            coming = new_registration(self._randbits)
            said = read_correction(fields, records.programme().sessions.values())
            code = new_code(self._randbits)
            draft = _substitute_draft(before, coming, code, said.fields, annulled)
            records.append(_substituted_draft(registration, coming, records.append(draft)))
            return _require(records, coming)

    def _take_back(self, records: Records, standing: Standing, since_ms: int) -> str | None:
        """Take back all movements of somebody, if they are of this station and of late.

        Returns:
            The annulment whose own annulment brings them all back; None when nothing was done.
        """
        made = [records.entry(movement.entry) for movement in standing.movements]
        own = [one for one in made if one is not None and one.station == self._journal.station]
        if len(own) < len(made) or any(one.wall_ms < since_ms for one in own):
            return None
        last: Entry | None = None
        for entry in reversed(own):
            last = annul(records, entry, after=last)
        return last.id if last else None


def new_registration(randbits: Randbits = secrets.randbits) -> str:
    """Return a fresh registration id."""
    return str(uuid.UUID(int=randbits(128), version=4))


def _require(records: Records, registration: str) -> Standing:
    standing = records.standing(registration)
    if standing is None:
        sentence = f"There is no registration {registration}; roster list shows all."
        raise UnknownError(sentence)
    return standing


def _has_name(fields: Mapping[str, str]) -> bool:
    return any(fields.get(part) for part in ("name", "given", "family"))


def _require_sense(changed: Mapping[str, str], fields: Mapping[str, str]) -> None:
    """Refuse what must not be noted about anybody, as far as *changed* speaks of it.

    Raises:
        InputError: press without an outlet, or needs that nobody agreed to have noted.
    """
    person = Person(fields)
    is_about_press = bool(changed.keys() & {"category", "organisation"}) and person.is_press
    if is_about_press and not person.organisation:
        sentence = "Press needs the outlet it comes for; give it as organisation."
        raise InputError(sentence)
    if changed.get("needs") and not person.agrees:
        sentence = "Needs are noted only with consent; give needs_consent, when it was said."
        raise InputError(sentence)


def _require_free(records: Records, code: str | None, registration: str) -> None:
    """Refuse a code that leads to somebody else.

    Raises:
        InputError: it does.
    """
    owner = records.find([code]) if code is not None else None
    if owner not in (None, registration):
        sentence = f"The code {code} is somebody else's; give another one."
        raise InputError(sentence)


def _changes(before: Standing, said: Correction) -> dict[str, Any]:
    """Return the members of an amendment that differ from what is true.

    Raises:
        InputError: the status of somebody who was replaced shall change.
    """
    fields = {key: value for key, value in said.fields.items() if before.person.get(key) != value}
    bookings = _changed_bookings(before.bookings, said.bookings)
    status = said.status if said.status is not before.status else None
    if status is not None and before.status in (Status.SUBSTITUTED, Status.REVOKED):
        sentence = f"{before.person.name} was replaced or barred; that is undone, not amended."
        raise InputError(sentence)
    changes = {
        "fields": fields,
        "bookings": bookings,
        "status": status and status.value,
        "code": said.code if said.code != before.code else None,
    }
    return {key: value for key, value in changes.items() if value}


def _changed_bookings(
    before: Mapping[str, Booking], after: Mapping[str, Booking] | None
) -> dict[str, str | None]:
    """Return the new state of each session that changes; None where a seat is given up."""
    if after is None:
        return {}
    states = {key: after.get(key) for key in (*before, *after)}
    return {key: state and state.value for key, state in states.items() if state != before.get(key)}


def _substituted_draft(registration: str, coming: str, registered: Entry) -> Draft:
    """Return what says who comes instead; its reference lets an undo take back both halves."""
    return Draft(
        kind=Kind.SUBSTITUTED,
        registration=registration,
        ref=registered.id,
        payload={"by": coming},
    )


def _substitute_draft(
    before: Standing, coming: str, code: str, fields: Mapping[str, str], annulled: str | None
) -> Draft:
    """Return the registration of the person who takes the place of *before*.

    It names the annulment of what was taken for an arrival of *before*, so an undo brings that
    back, too.
    """
    if not _has_name(fields):
        sentence = "The person who comes instead needs a name."
        raise InputError(sentence)
    kept = {key: before.person.get(key) for key in ("organisation", "category", "sector")}
    inherited = {key: value for key, value in kept.items() if value}
    return Draft(
        kind=Kind.REGISTERED,
        registration=coming,
        ref=annulled,
        payload={
            "origin": Origin.SUBSTITUTE.value,
            "code": code,
            "fields": {**inherited, **fields},
            "bookings": {key: state.value for key, state in before.bookings.items()},
            "replaces": before.registration,
        },
    )
