"""Figures as JSON members: those of the command line's contract, and more beside them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from app.reports.account import Bin, Desks, Figures, Here, MissingSpeaker, Pace, Share
from app.reports.occupancy import Attendance


def as_json(numbers: Figures, zone: tzinfo, *, with_names: bool = False) -> dict[str, Any]:
    """Return *numbers* as JSON members; times are in *zone* and carry their offset.

    Only *with_names* tells who the missing speakers are.
    """
    return {
        "registered": numbers.registered,
        "cancelled": numbers.cancelled,
        "arrived": numbers.arrived,
        "present": numbers.present,
        "walk_ins": numbers.walk_ins,
        "counted": numbers.counted,
        "no_show_rate": numbers.no_show_rate,
        "bins": [_bin(one, zone, "from", "arrivals") for one in numbers.bins],
        "by": {
            field: {value: _share(share) for value, share in by_value.items()}
            for field, by_value in numbers.by.items()
        },
        "sessions": [_session(one, zone) for one in numbers.sessions],
        **_more(numbers, zone, with_names=with_names),
    }


def _more(numbers: Figures, zone: tzinfo, *, with_names: bool) -> dict[str, Any]:
    """Return the members beyond the contract."""
    return {
        "as_of": _time(numbers.as_of, zone),
        "opening": _time(numbers.opening, zone),
        "doors": _time(numbers.doors, zone),
        "here": _here(numbers.here),
        "last_15": numbers.last_15,
        "per_minute": numbers.per_minute,
        "bins_5": _bins(numbers.bins, zone),
        "bins_15": _bins(numbers.bins_15, zone),
        "no_show": {
            "rate": numbers.no_show.rate,
            "expected": numbers.no_show.expected,
            "missing": numbers.no_show.missing,
        },
        "speakers": numbers.speakers,
        "missing_speakers": [
            _speaker(one, zone, with_names=with_names) for one in numbers.missing_speakers
        ],
        "groups": [{"label": one.label, "number": one.number} for one in numbers.groups],
        "pace": [_pace(one) for one in numbers.pace],
        "desks": _desks(numbers.desks),
        "forecast": {
            "at_opening": numbers.forecast.at_opening,
            "total": numbers.forecast.total,
        },
    }


def _bins(bins: Iterable[Bin], zone: tzinfo) -> list[dict[str, Any]]:
    return [_bin(one, zone, "from", "minute", "arrivals") for one in bins]


def _bin(one: Bin, zone: tzinfo, *members: str) -> dict[str, Any]:
    told = {"from": _time(one.start, zone), "minute": one.minute, "arrivals": one.arrivals}
    return {member: told[member] for member in members}


def _share(share: Share) -> Mapping[str, int]:
    return {"registered": share.registered, "arrived": share.arrived}


def _session(one: Attendance, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "capacity": one.capacity,
        "booked": one.booked,
        "arrived": one.arrived,
        "present": one.present,
        "peak": one.peak,
        "turned_away": one.turned_away,
        "empty": one.empty,
        "kind": one.kind.value,
        "room": one.room,
        "starts": _time(one.starts, zone),
        "ends": _time(one.ends, zone),
    }


def _pace(one: Pace) -> dict[str, Any]:
    return {
        "station": one.station,
        "guests": one.guests,
        "p50_s": one.p50_s,
        "p95_s": one.p95_s,
        "measured": "paper" if one.is_paper else "scans",
    }


def _desks(desks: Desks) -> dict[str, Any]:
    return {
        "open": desks.open,
        "per_minute": desks.per_minute,
        "service_s": desks.service_s,
        "wait_s": desks.wait_s,
        "wait_with_one_more_s": desks.wait_with_one_more_s,
        "advised": desks.advised,
    }


def _here(here: Here) -> dict[str, Any]:
    return {
        "value": here.value,
        "minimum": here.minimum,
        "maximum": here.maximum,
        "counts_exits": here.counts_exits,
        "stations": [
            {
                "name": one.name,
                "seen_s": one.seen_s,
                "unsent": one.unsent,
                "is_fresh": one.is_fresh,
            }
            for one in here.stations
        ],
    }


def _speaker(one: MissingSpeaker, zone: tzinfo, *, with_names: bool) -> dict[str, Any]:
    named = {"id": one.registration, "name": one.name, "phone": one.phone} if with_names else {}
    return {
        **named,
        "starts": _time(one.starts, zone),
        "session": one.session,
        "room": one.room,
    }


def _time(instant: datetime | None, zone: tzinfo) -> str | None:
    return None if instant is None else instant.astimezone(zone).isoformat()
