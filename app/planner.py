"""Jobs on the programme: the event, its sessions, rules, PINs, keys and barred codes."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.admission.planning import (
    barred_payload,
    event_payload,
    key_payload,
    pin_payload,
    policy_payload,
    retention_payload,
    session_payload,
)
from app.errors import InputError, UnknownError
from app.model.entry import Draft, Kind
from app.model.policy import Policy
from app.model.programme import Event, Session, SessionKind
from app.model.retention import DataClass
from app.model.role import Role
from app.model.ticket import EventKey, mark
from app.ports import Journal


class Planner:
    """Changes what is planned, one entry a change."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

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

    def free_seats(self, session: str, at: datetime | None) -> Session:
        """Record that seats of a session that nobody took are free from *at* on, or kept again.

        Raises:
            UnknownError: there is no such session.
        """
        with self._journal.write() as records:
            planned = records.programme().sessions.get(session)
            if planned is None:
                sentence = f"There is no session {session} in this event; session list shows all."
                raise UnknownError(sentence)
            freed = replace(planned, freed=at)
            if freed != planned:
                records.append(Draft(kind=Kind.PROGRAMME, payload=session_payload(freed)))
        return freed

    def set_policy(self, policy: Policy) -> None:
        """Record the rules of the event; doing it twice changes nothing."""
        with self._journal.write() as records:
            if policy != records.programme().policy:
                records.append(Draft(kind=Kind.PROGRAMME, payload=policy_payload(policy)))

    def set_retention(self, hours: Mapping[DataClass, int]) -> None:
        """Record how long data are kept after the event; doing it twice changes nothing."""
        with self._journal.write() as records:
            if hours != records.programme().retention:
                records.append(Draft(kind=Kind.PROGRAMME, payload=retention_payload(hours)))

    def set_pin(self, role: Role, check: str) -> None:
        """Record what tells the right PIN of *role*; empty where it needs none any more."""
        with self._journal.write() as records:
            records.append(Draft(kind=Kind.PROGRAMME, payload=pin_payload(role, check)))

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


def new_session(name: str, kind: SessionKind) -> Session:
    """Return a session with a fresh id."""
    return Session(id=str(uuid.uuid4()), name=name, kind=kind)


def _check_times(starts: datetime | None, ends: datetime | None) -> None:
    if starts is not None and ends is not None and ends <= starts:
        sentence = "It ends before it starts; give --ends a later time than --starts."
        raise InputError(sentence)
