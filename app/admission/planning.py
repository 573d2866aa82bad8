"""From programme entries to the programme; pure, like `app.admission.fold`."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.admission.fold import living
from app.clock import to_instant
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.ticket import EventKey, Scheme

DEFAULT_ZONE = "Europe/Berlin"
EVENT = "event"
SESSION = "session"
KEY = "key"
BARRED = "barred"

_PUBLIC = re.compile(r"[0-9a-fA-F]{64}")


def plan(entries: Iterable[Entry], bearings: Bearings = PLAIN) -> Programme | None:
    """Return the programme that *entries* describe; the latest word on each part wins.

    Args:
        entries: Those about event and sessions, and what annuls them.
        bearings: Of the whole journal.

    Returns:
        ``None`` as long as no entry names the event itself (a station that just joined).
    """
    event: Event | None = None
    sessions: dict[str, Session] = {}
    keys: dict[str, EventKey] = {}
    barred: set[str] = set()
    for entry in living(entries, bearings):
        if entry.kind != Kind.PROGRAMME:
            continue
        if entry.get("what") == EVENT:
            event = _event(entry)
        elif entry.get("what") == SESSION:
            sessions[entry.get("id", "")] = _session(entry)
        elif entry.get("what") == KEY:
            _plan_key(keys, entry)
        elif entry.get("what") == BARRED:
            barred.update(entry.get("barred", ()))
            barred.difference_update(entry.get("released", ()))
    if event is None:
        return None
    return Programme(
        event=event, sessions=sessions, keys=tuple(keys.values()), barred=frozenset(barred)
    )


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
    return {
        "what": SESSION,
        "id": session.id,
        "name": session.name,
        "kind": str(session.kind),
        "room": session.room,
        "starts": session.starts.isoformat() if session.starts else None,
        "ends": session.ends.isoformat() if session.ends else None,
        "capacity": session.capacity,
    }


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


def _plan_key(keys: dict[str, EventKey], entry: Entry) -> None:
    """Take a key in or out; one of a form that only a newer release knows stays out."""
    if entry.get("removed"):
        keys.pop(entry.get("id"), None)
    elif entry.get("scheme") in set(Scheme) and _PUBLIC.fullmatch(entry.get("public") or ""):
        key = EventKey(scheme=Scheme(entry.get("scheme")), public=entry.get("public"))
        keys[entry.get("id")] = key


def _event(entry: Entry) -> Event:
    return Event(
        id=entry.get("id", ""),
        name=entry.get("name") or "",
        starts=_instant(entry.get("starts")) or _written(entry),
        ends=_instant(entry.get("ends")) or _written(entry),
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
        starts=_instant(entry.get("starts")),
        ends=_instant(entry.get("ends")),
        capacity=entry.get("capacity"),
    )


def _instant(text: str | None) -> datetime | None:
    """Return the time that *text* says, None where it says none that every zone can show."""
    try:
        instant = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if instant is None or not MINYEAR < instant.year < MAXYEAR:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
