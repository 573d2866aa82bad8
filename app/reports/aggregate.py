"""An event as numbers in a file, to compare other editions with: nobody's name is in it.

The schema has a version and no place for a person: a file with any member that it does not know
is refused, so that nobody hands a list of people on by mistake.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.errors import FileError
from app.model.programme import Programme
from app.reports.account import Figures
from app.reports.figures_json import as_json
from app.reports.protection import merged

FORMAT = "empfang-aggregate"
VERSION = 1
LARGEST_BYTES = 16 * 2**20

Field = Literal["category", "sector", "country", "university", "organisation"]


class EventPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which event it was; times are ISO 8601 with their offset."""

    name: str
    starts: str
    ends: str
    timezone: str


class BinPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Arrivals from that minute after the opening on."""

    minute: int
    arrivals: int


class SharePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People with one value of a field; ``*`` are values of fewer than five people, merged."""

    registered: int
    arrived: int


class SessionPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session in numbers."""

    name: str
    kind: str
    room: str
    capacity: int | None
    booked: int
    arrived: int
    peak: int
    turned_away: int
    empty: int
    starts: str | None
    ends: str | None


class Aggregate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event. ``visitors`` are keyed digests by which a series knows people again."""

    format: Literal["empfang-aggregate"]
    version: Literal[1]
    event: EventPart
    registered: int
    cancelled: int
    expected: int
    arrived: int
    walk_ins: int
    counted: int
    no_show_rate: float | None
    bins_5: list[BinPart]
    by: dict[Field, dict[str, SharePart]]
    sessions: list[SessionPart]
    visitors: list[str] | None = None

    @property
    def minutes(self) -> dict[int, int]:
        """Arrivals by minutes after the opening."""
        return {one.minute: one.arrivals for one in self.bins_5}


def aggregated(
    numbers: Figures, programme: Programme, visitors: list[str] | None = None
) -> Aggregate:
    """Return *numbers* without anybody's name; small values of fields are merged."""
    event = programme.event
    said = as_json(numbers, event.zone)
    by = {field: merged(shares) for field, shares in numbers.by.items()}
    return msgspec.convert(
        {
            "format": FORMAT,
            "version": VERSION,
            "event": {
                "name": event.name,
                "starts": event.starts.astimezone(event.zone).isoformat(),
                "ends": event.ends.astimezone(event.zone).isoformat(),
                "timezone": event.timezone,
            },
            "expected": numbers.no_show.expected,
            "bins_5": [_only(one, BinPart) for one in said["bins_5"]],
            "by": {
                field: {
                    value: {"registered": share.registered, "arrived": share.arrived}
                    for value, share in shares.items()
                }
                for field, shares in by.items()
            },
            "sessions": [_only(one, SessionPart) for one in said["sessions"]],
            "visitors": visitors,
            **{name: said[name] for name in _SAME},
        },
        Aggregate,
    )


def read_aggregate(path: Path) -> Aggregate:
    """Return the aggregate in a file.

    Raises:
        FileError: it cannot be read, is none, or has a member that could hold somebody's name.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        sentence = f"{path} cannot be read: {error.strerror or error}."
        raise FileError(sentence) from error
    if len(content) > LARGEST_BYTES:
        sentence = f"{path} is too large for the numbers of an event; was it another file?"
        raise FileError(sentence)
    try:
        found = _read(content)
        datetime.fromisoformat(found.event.starts)  # it is sorted by, and in names of files
    except (msgspec.MsgspecError, ValueError) as error:
        sentence = (
            f"{path} holds no numbers of an event as export aggregate writes them: {error}. Files"
            " with other members, which may hold names, are not taken."
        )
        raise FileError(sentence) from error
    return found


def _read(content: bytes) -> Aggregate:
    if content.lstrip()[:1] == b"[":
        found = msgspec.json.decode(content, type=list[Aggregate])
        if len(found) != 1:
            message = f"Expected one event, got {len(found)}"
            raise msgspec.ValidationError(message)
        return found[0]
    return msgspec.json.decode(content, type=Aggregate)


_SAME = ("registered", "cancelled", "arrived", "walk_ins", "counted", "no_show_rate")


def _only(members: Mapping[str, Any], part: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: members[name] for name in part.__struct_fields__}
