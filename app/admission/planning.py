"""From programme entries to the programme; pure, like `app.admission.fold`."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.admission.fold import living
from app.clock import instant_of, to_instant
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.model.policy import Policy
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.retention import LONGEST_H, USUAL_H, DataClass
from app.model.role import Role
from app.model.ticket import EventKey, Scheme
from app.model.ticket_words import terms_of, terms_payload

DEFAULT_ZONE = "Europe/Berlin"
EVENT = "event"
SESSION = "session"
KEY = "key"
BARRED = "barred"
POLICY = "policy"
PIN = "pin"
RETENTION = "retention"

_PUBLIC = re.compile(r"[0-9a-fA-F]{64}")


def plan(entries: Iterable[Entry], bearings: Bearings = PLAIN) -> Programme | None:
    """Return the programme that *entries* describe; the latest word on each part wins.

    Args:
        entries: Those about event and sessions, and what annuls them.
        bearings: Of the whole journal.

    Returns:
        ``None`` as long as no entry names the event itself (a station that just joined).
    """
    draft = _Draft()
    for entry in living(entries, bearings):
        step = _STEPS.get(entry.get("what", "")) if entry.kind == Kind.PROGRAMME else None
        if step is not None:
            step(draft, entry)
    return draft.programme()


def event_payload(event: Event) -> dict[str, Any]:
    """Return the payload of the entry that plans *event*."""
    return {
        "what": EVENT,
        "id": event.id,
        "name": event.name,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "timezone": event.timezone,
    }


def session_payload(session: Session) -> dict[str, Any]:
    """Return the payload of the entry that plans *session*."""
    said = {
        "what": SESSION,
        "id": session.id,
        "name": session.name,
        "kind": str(session.kind),
        "room": session.room,
        "starts": session.starts.isoformat() if session.starts else None,
        "ends": session.ends.isoformat() if session.ends else None,
        "capacity": session.capacity,
        "freed": session.freed.isoformat() if session.freed else None,
    }
    terms = terms_payload(session.terms)
    return {**said, "terms": terms} if terms else said


def key_payload(key: EventKey, *, is_removed: bool = False) -> dict[str, Any]:
    """Return the payload of the entry that makes signatures of *key* count, or no more."""
    payload = {"what": KEY, "id": key.id, "scheme": key.scheme.value, "public": key.public}
    return {**payload, "removed": True} if is_removed else payload


def barred_payload(name: str, barred: Iterable[str], released: Iterable[str]) -> dict[str, Any]:
    """Return the payload of the entry that bars and releases codes, given as their marks."""
    return {
        "what": BARRED,
        "id": name,
        "barred": sorted(barred),
        "released": sorted(released),
    }


def policy_payload(policy: Policy) -> dict[str, Any]:
    """Return the payload of the entry that makes *policy* the rules of the event."""
    return {
        "what": POLICY,
        "id": POLICY,
        "guarded": sorted(policy.guarded),
        "walk_ins": policy.walk_ins,
        "release_min": policy.release_min,
        "undo_min": policy.undo_min,
        "enough_percent": policy.enough_percent,
        "alerts": dict(policy.alerts),
    }


def retention_payload(hours: Mapping[DataClass, int]) -> dict[str, Any]:
    """Return the payload of the entry that makes *hours* the deletion plan of the event."""
    return {
        "what": RETENTION,
        "id": RETENTION,
        "hours": {what.value: number for what, number in hours.items()},
    }


def pin_payload(role: Role, check: str) -> dict[str, Any]:
    """Return the payload of the entry that gives a role a PIN; an empty *check* takes it away."""
    return {"what": PIN, "id": role.value, "check": check}


@dataclass(slots=True)
class _Draft:
    """A programme in the making."""

    event: Event | None = None
    sessions: dict[str, Session] = field(default_factory=dict)
    keys: dict[str, EventKey] = field(default_factory=dict)
    barred: set[str] = field(default_factory=set)
    policy: Policy = field(default_factory=Policy)
    pins: dict[Role, str] = field(default_factory=dict)
    retention: dict[DataClass, int] = field(default_factory=lambda: dict(USUAL_H))

    def programme(self) -> Programme | None:
        """Return what was planned, None as long as nothing names the event."""
        if self.event is None:
            return None
        return Programme(
            event=self.event,
            sessions=self.sessions,
            keys=tuple(self.keys.values()),
            barred=frozenset(self.barred),
            policy=self.policy,
            retention=self.retention,
            pins=self.pins,
        )


def _plan_event(draft: _Draft, entry: Entry) -> None:
    draft.event = _event(entry)


def _plan_session(draft: _Draft, entry: Entry) -> None:
    draft.sessions[entry.get("id", "")] = _session(entry)


def _plan_key(draft: _Draft, entry: Entry) -> None:
    """Take a key in or out; one of a form that only a newer release knows stays out."""
    if entry.get("removed"):
        draft.keys.pop(entry.get("id"), None)
    elif entry.get("scheme") in set(Scheme) and _PUBLIC.fullmatch(entry.get("public") or ""):
        key = EventKey(scheme=Scheme(entry.get("scheme")), public=entry.get("public"))
        draft.keys[entry.get("id")] = key


def _plan_barred(draft: _Draft, entry: Entry) -> None:
    draft.barred.update(entry.get("barred", ()))
    draft.barred.difference_update(entry.get("released", ()))


def _plan_policy(draft: _Draft, entry: Entry) -> None:
    draft.policy = _policy(entry)


def _plan_pin(draft: _Draft, entry: Entry) -> None:
    """Take a PIN in or out; that of a role that only a newer release knows stays out."""
    if entry.get("id") in set(Role):
        role = Role(entry.get("id"))
        draft.pins.pop(role, None)
        if entry.get("check"):
            draft.pins[role] = entry.get("check")


def _plan_retention(draft: _Draft, entry: Entry) -> None:
    """Take the periods of the classes that this release knows."""
    said = entry.get("hours")
    for name, hours in said.items() if isinstance(said, Mapping) else ():
        if name in set(DataClass) and isinstance(hours, int) and 0 <= hours <= LONGEST_H:
            draft.retention[DataClass(name)] = hours


_STEPS: Mapping[str, Callable[[_Draft, Entry], None]] = {
    EVENT: _plan_event,
    SESSION: _plan_session,
    KEY: _plan_key,
    BARRED: _plan_barred,
    POLICY: _plan_policy,
    PIN: _plan_pin,
    RETENTION: _plan_retention,
}


def _policy(entry: Entry) -> Policy:
    """Return the rules of *entry*; what it does not say is as in a new event."""
    usual = Policy()
    return Policy(
        guarded=frozenset(entry.get("guarded", ())),
        walk_ins=entry.get("walk_ins", usual.walk_ins),
        release_min=entry.get("release_min", usual.release_min),
        undo_min=entry.get("undo_min", usual.undo_min),
        enough_percent=entry.get("enough_percent", usual.enough_percent),
        alerts=entry.get("alerts", usual.alerts),
    )


def _event(entry: Entry) -> Event:
    return Event(
        id=entry.get("id", ""),
        name=entry.get("name") or "",
        starts=instant_of(entry.get("starts")) or _written(entry),
        ends=instant_of(entry.get("ends")) or _written(entry),
        timezone=_known_zone(entry.get("timezone")),
    )


def _known_zone(name: str | None) -> str:
    """Return *name* where this machine knows such a time zone, else the house's own."""
    try:
        return ZoneInfo(name or DEFAULT_ZONE).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return DEFAULT_ZONE


def _written(entry: Entry) -> datetime:
    return to_instant(PLAIN.moment(entry).ms)


def _session(entry: Entry) -> Session:
    return Session(
        id=entry.get("id", ""),
        name=entry.get("name") or "",
        kind=SessionKind(entry.get("kind", SessionKind.ENTRANCE)),
        room=entry.get("room") or "",
        starts=instant_of(entry.get("starts")),
        ends=instant_of(entry.get("ends")),
        capacity=entry.get("capacity"),
        freed=instant_of(entry.get("freed")),
        terms=terms_of(entry.get("terms")),
    )
