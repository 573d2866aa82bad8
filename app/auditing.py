"""Who took which file out of the event: each is an entry that every station has."""

from dataclasses import dataclass
from datetime import datetime

from app.clock import to_instant
from app.model.entry import Draft, Entry, Kind
from app.model.role import Role
from app.ports import Journal, Reads

LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file that was written.

    ``what`` is its kind, ``form`` how it was written, ``rows`` how many people or lines are in
    it, ``purpose`` what it is for as far as somebody said, ``by`` the role that wrote it.
    """

    what: str
    form: str
    rows: int
    purpose: str = ""
    by: Role = Role.ORGANISER


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An export as the audit shows it; None where its details have had their time."""

    at: datetime
    station: str
    exported: Exported | None


def note_export(journal: Journal, exported: Exported) -> Entry:
    """Record that a file was written.

    Raises:
        NotRecordedError: it could not be recorded; the file must not be handed out then.
    """
    payload = {
        "what": exported.what,
        "format": exported.form,
        "rows": exported.rows,
        "purpose": " ".join(exported.purpose.split())[:LONGEST_PURPOSE],
        "by": exported.by.value,
    }
    with journal.write() as records:
        return records.append(Draft(kind=Kind.EXPORTED, payload=payload))


def audit(reads: Reads) -> list[AuditLine]:
    """Return every export that this journal knows of, latest first."""
    bearings = reads.bearings()
    lines = [
        AuditLine(to_instant(bearings.moment(entry).ms), entry.station, _read(entry))
        for entry in reads.exported()
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _read(entry: Entry) -> Exported | None:
    if entry.payload is None:
        return None
    rows, by = entry.get("rows"), entry.get("by")
    return Exported(
        what=str(entry.get("what", "")),
        form=str(entry.get("format", "")),
        rows=rows if isinstance(rows, int) else 0,
        purpose=str(entry.get("purpose", "")),
        by=Role(by) if by in set(Role) else Role.ORGANISER,
    )
