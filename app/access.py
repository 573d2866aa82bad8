"""What is stored about one person, put together out of the journal and its views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.clock import to_instant
from app.erasing import same_person
from app.errors import UnknownError
from app.model.access import AccessEntry, AccessReport
from app.model.bearings import Bearings
from app.model.entry import Entry, canonical
from app.model.programme import Programme
from app.model.standing import Standing
from app.ports import Journal

_SHORTEST = 5
"""Letters of a name or code below which it stands in other words by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is known of a person beside the journal: at this machine only."""

    stations: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    jobs: int = 0


def access_report(
    journal: Journal, registration: str, made: datetime, beside: Beside
) -> AccessReport:
    """Return everything that is stored about a person.

    Args:
        journal: The journal of this machine.
        registration: One of the person's registrations.
        made: When it is asked, aware UTC.
        beside: What is known beside the journal.

    Raises:
        UnknownError: nobody has that registration, or the person was erased.
    """
    people = same_person(journal, registration)
    standing = journal.standing(registration)
    if standing is None:
        sentence = (
            "This registration was taken back; erase removes what is stored of it, and"
            " journal show shows it."
        )
        raise UnknownError(sentence)
    programme, bearings = journal.programme(), journal.bearings()
    about = [entry for one in people for entry in journal.about(one)]
    return AccessReport(
        event=programme.event.name,
        made=made,
        registrations=tuple(people),
        name=standing.person.name,
        status=standing.status.value,
        origin=standing.origin.value,
        fields=dict(standing.person.fields),
        listed=dict(standing.source),
        codes=tuple(_codes(standing)),
        bookings={_session(programme, key): seat.value for key, seat in standing.bookings.items()},
        words=beside.words,
        jobs=beside.jobs,
        mentions=len(mentioning(journal, standing, set(people))),
        entries=tuple(_told(entry, programme, bearings, beside.stations) for entry in about),
    )


def mentioning(journal: Journal, standing: Standing, people: set[str]) -> list[Entry]:
    """Return entries that are not about *people* and whose words name the person all the same."""
    person = standing.person
    names = {person.name, person.family, person.get("name"), person.get("email")}
    wanted = {text for text in {*names, *_codes(standing)} if len(text) >= _SHORTEST}
    signs = [canonical(text)[1:-1] for text in wanted]
    return [
        entry
        for _, entry in journal.entries()
        if entry.registration not in people and entry.payload and _names(entry.payload, signs)
    ]


def as_json(report: AccessReport) -> dict[str, Any]:
    """Return a report as JSON members; times are UTC."""
    return {
        "event": report.event,
        "made": report.made.isoformat(),
        "registrations": list(report.registrations),
        "name": report.name,
        "status": report.status,
        "origin": report.origin,
        "fields": dict(report.fields),
        "listed": dict(report.listed),
        "codes": list(report.codes),
        "bookings": dict(report.bookings),
        "search_words": report.words,
        "open_badge_jobs": report.jobs,
        "mentions": report.mentions,
        "entries": [
            {
                "id": entry.id,
                "kind": entry.kind,
                "at": entry.at.isoformat(),
                "station": entry.station,
                "session": entry.session,
                "payload": dict(entry.words),
            }
            for entry in report.entries
        ],
    }


def _names(payload: Mapping[str, Any], signs: Iterable[bytes]) -> bool:
    text = canonical(payload)
    return any(sign in text for sign in signs)


def _codes(standing: Standing) -> list[str]:
    return sorted(standing.codes)


def _session(programme: Programme, session: str | None) -> str:
    if session is None:
        return ""
    planned = programme.sessions.get(session)
    return planned.name if planned else session


def _told(
    entry: Entry, programme: Programme, bearings: Bearings, stations: Mapping[str, str]
) -> AccessEntry:
    return AccessEntry(
        id=entry.id,
        kind=entry.kind,
        at=to_instant(bearings.moment(entry).ms),
        station=stations.get(entry.station, entry.station),
        session=_session(programme, entry.session),
        words=entry.payload or {},
    )
