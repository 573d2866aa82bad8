"""The event and its sessions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.model.policy import Policy
from app.model.retention import USUAL_H, DataClass
from app.model.role import Role
from app.model.ticket import EventKey, mark
from app.model.ticketing import Terms


class SessionKind(StrEnum):
    """What a session is; the entrance is the door of the whole event (or of one day)."""

    ENTRANCE = "entrance"
    WORKSHOP = "workshop"
    TALK = "talk"
    NETWORKING = "networking"

    @classmethod
    def _missing_(cls, _value: object) -> "SessionKind":
        """Read a word of a newer release: it has a door of its own, not that of the event."""
        return cls.TALK


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The event that a journal belongs to. Instants are aware UTC."""

    id: str
    name: str
    starts: datetime
    ends: datetime
    timezone: str = "Europe/Berlin"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which people of this event read clocks."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A part of the event with a door. Instants are aware UTC; ``None`` is not fixed.

    ``freed`` is when somebody at the door gave away the seats that nobody had taken.
    ``terms`` are those of the check-in list of a ticket system that the session is.
    """

    id: str
    name: str
    kind: SessionKind = SessionKind.ENTRANCE
    room: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    capacity: int | None = None
    freed: datetime | None = None
    terms: Terms | None = None

    @property
    def is_entrance(self) -> bool:
        """Whether its door is the door of the event, so that its movements say who is in."""
        return self.kind is SessionKind.ENTRANCE

    @property
    def is_gone(self) -> bool:
        """Whether the ticket system has it no more; whoever was there was there all the same."""
        return self.terms is not None and self.terms.is_gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The event with all its sessions by id, in the order in which they were planned.

    ``keys`` are those whose signature on a code counts; ``barred`` holds the marks
    (`app.model.ticket.mark`) of codes that open no door whatever their signature says; ``pins``
    tell the right PIN of a role (`app.vault.pin`); ``retention`` are hours after the end of the
    event until a class of data is due for deletion.
    """

    event: Event
    sessions: Mapping[str, Session] = field(default_factory=dict)
    keys: tuple[EventKey, ...] = ()
    barred: frozenset[str] = frozenset()
    policy: Policy = field(default_factory=Policy)
    retention: Mapping[DataClass, int] = field(default_factory=lambda: USUAL_H)
    pins: Mapping[Role, str] = field(default_factory=dict)

    @property
    def entrances(self) -> list[Session]:
        """The doors of the event; empty means: the event has one door without a name."""
        return [session for session in self.sessions.values() if session.is_entrance]

    @property
    def open_entrances(self) -> list[Session]:
        """The entrances where people arrive, without those that the ticket system has no more."""
        return [session for session in self.entrances if not session.is_gone]

    def bars(self, codes: Iterable[str]) -> bool:
        """Whether the organiser took one of *codes* back, whatever else speaks for it."""
        return bool(self.barred) and any(mark(code) in self.barred for code in codes)

    def is_entrance(self, session_id: str | None) -> bool:
        """Whether movements there say who is inside; no session is the event's own door."""
        return session_id is None or (
            session_id in self.sessions and self.sessions[session_id].is_entrance
        )


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How full a session is: seats that are booked, people who are inside.

    ``reserved`` are booked seats of people who were not at the door yet.
    """

    booked: int = 0
    present: int = 0
    reserved: int = 0
