"""Whether an entry's payload has the shape that its kind promises.

Entries come from other machines and releases. One whose payload is of another shape is kept and
passed on like all others, but nothing is read out of it: no entry may ever stop a station.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.model.entry import Entry, Kind
from app.model.policy import LATEST_RELEASE_MIN
from app.model.ticket_words import is_terms, is_ticket

_Test = Callable[[Any], bool]

_LARGEST = 2**62
"""Sums of two such numbers still fit the database's integers."""


def is_well_formed(entry: Entry) -> bool:
    """Whether whatever is read out of *entry* has the type that is expected of it.

    Erased payloads are well formed: they say nothing.
    """
    if entry.payload is None:
        return entry.kind not in _NEEDED
    said = entry.payload
    if any(key not in said for key in _NEEDED.get(entry.kind, ())):
        return False
    return all(test(said[key]) for key, test in _MEMBERS.items() if key in said)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def _is_number_or_none(value: Any) -> bool:
    return value is None or _is_number(value)


def _is_release(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= LATEST_RELEASE_MIN


def _is_fields(value: Any) -> bool:
    return value is None or (isinstance(value, Mapping) and all(map(_is_text, value.values())))


def _is_bookings(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, Mapping) and all(map(_is_text_or_none, value.values()))


def _is_names(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_is_text, value.values()))


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


_MEMBERS: Mapping[str, _Test] = {
    **dict.fromkeys(("fields", "source"), _is_fields),
    **dict.fromkeys(("bookings", "source_bookings"), _is_bookings),
    **dict.fromkeys(("together",), _is_text),
    **dict.fromkeys(
        (
            "by",
            "origin",
            "as",
            "conflict",
            "of",
            "boot",
            "station",
            "reason",
            "what",
            "id",
            "together",
            "explanation",
            "system",
        ),
        _is_text,
    ),
    **dict.fromkeys(
        (
            "code",
            "status",
            "serial",
            "into",
            "replaces",
            "signed",
            "label",
            "to",
            "note",
            "check",
            "table",
            "source_status",
            "salt",
        ),
        _is_text_or_none,
    ),
    **dict.fromkeys(
        ("offset_ms", "rtt_ms", "last_seq", "from_seq", "count", "since_ms", "number"), _is_number
    ),
    **dict.fromkeys(("release_min",), _is_release),
    **dict.fromkeys(("undo_min", "enough_percent"), _is_number),
    **dict.fromkeys(("walk_ins",), _is_truth),
    **dict.fromkeys(("alerts",), _is_names),
    **dict.fromkeys(("capacity", "device"), _is_number_or_none),
    **dict.fromkeys(
        (
            *("base", "codes", "barred", "released", "guarded", "rows"),
            *("marks", "instead", "gone", "former"),
        ),
        _is_texts,
    ),
    "ticket": is_ticket,
    "terms": is_terms,
    **dict.fromkeys(
        ("name", "room", "starts", "ends", "freed", "timezone", "public", "scheme"),
        _is_text_or_none,
    ),
}
"""By the name of a member, which means the same in every kind."""

_NEEDED: Mapping[str, tuple[str, ...]] = {
    Kind.CLOCK: ("boot", "offset_ms", "rtt_ms"),
    Kind.REVOKED: ("station", "last_seq"),
    Kind.FORKED: ("station", "from_seq"),
    Kind.RESOLVED: ("conflict", "as"),
    Kind.CALLED: ("reason",),
    Kind.LISTED: ("table", "rows"),
    Kind.DECLINED: ("reason",),
}
"""Members without which nothing can be made of a kind."""
