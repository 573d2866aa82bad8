"""Files that leave the house: who came, who did not, the numbers, the codes to send."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.errors import InputError
from app.model.person import SENSITIVE_FIELDS
from app.model.programme import Programme, Session
from app.model.standing import Booking, Movement, Standing
from app.reports.aggregate import aggregated
from app.reports.arrivals import is_counted, is_expected
from app.reports.codes import export_codes
from app.reports.doings import Doings
from app.reports.figures import figures
from app.reports.files import csv_bytes, json_bytes, write_file, xlsx_bytes
from app.reports.papers.certificate import Attendance, certificates_pdf
from app.reports.papers.signature_list import signature_list_pdf, signs
from app.reports.papers.training import training_pdf
from app.reports.series import visitors_of
from app.reports.sheet import people_sheet, session_names, sorting_name
from app.reports.words import words


class Kind(StrEnum):
    """What can be exported; the values are the command line's."""

    ARRIVALS = "arrivals"
    ATTENDANCE = "attendance"
    NO_SHOWS = "no-shows"
    CODES = "codes"
    AGGREGATE = "aggregate"
    TRAINING = "training"
    SIGNATURES = "signature-list"
    CERTIFICATES = "certificates"


class Format(StrEnum):
    """How a file is written; the values are the command line's."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


_TABLES = (Format.CSV, Format.XLSX, Format.JSON)
FORMATS: Mapping[Kind, tuple[Format, ...]] = {
    Kind.ARRIVALS: _TABLES,
    Kind.ATTENDANCE: _TABLES,
    Kind.NO_SHOWS: _TABLES,
    Kind.CODES: (Format.CSV,),
    Kind.AGGREGATE: (Format.JSON,),
    Kind.TRAINING: (Format.PDF,),
    Kind.SIGNATURES: (Format.PDF,),
    Kind.CERTIFICATES: (Format.PDF,),
}
"""What each kind can be written as, the usual one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is exported.

    ``session`` narrows attendance and no-shows to one door. ``counted`` are people without
    a name. ``language`` is ``de`` or ``en``. ``lookups`` are short codes by registration.
    ``prints`` tells whether desks print a badge with each arrival; ``now`` is until when people
    were in a session that certificates are about. ``doings`` are what the journal says beside
    the standings; with ``series_key`` an aggregate tells by whose digests it was visited.
    """

    programme: Programme
    standings: Iterable[Standing]
    session: Session | None = None
    counted: int = 0
    language: str = "de"
    lookups: Mapping[str, str] = field(default_factory=dict)
    prints: bool = True
    now: datetime | None = None
    doings: Doings | None = None
    series_key: bytes | None = None


def chosen(kind: str, form: str | None, out: Path) -> tuple[Kind, Format]:
    """Return kind and format by their names.

    Without *form* the ending of *out* decides, or else the usual one of the kind.

    Raises:
        InputError: there is no such kind, or it is not written in that format.
    """
    if kind not in list(Kind):
        sentence = f"There is no export {kind}; there are: {', '.join(Kind)}."
        raise InputError(sentence)
    formats = FORMATS[Kind(kind)]
    if form is None:
        ending = out.suffix.removeprefix(".").lower()
        form = ending if ending in formats else formats[0]
    if form not in formats:
        sentence = f"{kind} cannot be written as {form}; choose {' or '.join(formats)}."
        raise InputError(sentence)
    return Kind(kind), Format(form)


def export(kind: Kind, form: Format, out: Path, source: Source) -> int:
    """Write one file and return how many people, or for the aggregate lines, are in it.

    Raises:
        FileError: *out* cannot be written; what was there before is still there.
        InputError: the rows do not fit the format.
    """
    if kind is Kind.CODES:
        return export_codes(source.standings, out, words(source.language), source.lookups)
    if kind is Kind.AGGREGATE:
        return _export_aggregate(out, source)
    if kind in _PAPERS:
        return _PAPERS[kind](out, source)
    standings = [standing for standing in source.standings if _is_shown(standing, kind, source)]
    write_file(out, _people_file(standings, kind, form, source))
    return len(standings)


def _export_aggregate(out: Path, source: Source) -> int:
    people = list(source.standings)
    numbers = figures(
        source.programme, people, counted=source.counted, doings=source.doings, now=source.now
    )
    key = source.series_key
    visitors = None if key is None else sorted(visitors_of(people, key))
    write_file(out, json_bytes([aggregated(numbers, source.programme, visitors)]))
    return 1


def _export_training(out: Path, source: Source) -> int:
    pdf = training_pdf(source.programme, source.language, prints=source.prints)
    write_file(out, pdf)
    return 1


def _export_signatures(out: Path, source: Source) -> int:
    people = list(source.standings)
    pdf = signature_list_pdf(source.programme, people, source.session, source.language)
    write_file(out, pdf)
    return sum(signs(standing, source.session) for standing in people)


def _export_certificates(out: Path, source: Source) -> int:
    if source.session is None or source.now is None:
        sentence = "A certificate is about one session; name it with --session."
        raise InputError(sentence)
    attendance = Attendance(source.programme, source.session, source.now)
    pdf, number = certificates_pdf(attendance, source.standings, source.language)
    write_file(out, pdf)
    return number


_PAPERS: Mapping[Kind, Callable[[Path, Source], int]] = {
    Kind.TRAINING: _export_training,
    Kind.SIGNATURES: _export_signatures,
    Kind.CERTIFICATES: _export_certificates,
}


def _people_file(standings: list[Standing], kind: Kind, form: Format, source: Source) -> bytes:
    arrival = _arrival(kind, source.session)
    if form is Format.JSON:
        people = sorted(standings, key=sorting_name)
        return json_bytes(_object(standing, source.programme, arrival) for standing in people)
    language = words(source.language)
    sheet = people_sheet(standings, source.programme, language, arrival)
    if form is Format.XLSX:
        return xlsx_bytes(sheet, language, kind.value)
    return csv_bytes(sheet, language)


def _is_shown(standing: Standing, kind: Kind, source: Source) -> bool:
    """Whether a person is in the file; an erased one has nothing that could be shown."""
    if standing.is_erased or not is_counted(standing):
        return False
    if kind is Kind.ARRIVALS:
        return True
    has_come = _arrival(kind, source.session)(standing) is not None
    if kind is Kind.ATTENDANCE:
        return has_come
    session = source.session
    has_seat = session is None or standing.bookings.get(session.id) is Booking.BOOKED
    return is_expected(standing) and has_seat and not has_come


def _arrival(kind: Kind, session: Session | None) -> Callable[[Standing], Movement | None]:
    """Return which arrival of a person counts: at one door, or anywhere."""
    if kind is Kind.ARRIVALS or session is None:
        return lambda standing: standing.arrived
    return lambda standing: standing.first_arrival(session.id)


def _object(
    standing: Standing, programme: Programme, arrival: Callable[[Standing], Movement | None]
) -> dict[str, Any]:
    first = arrival(standing)
    return {
        "id": standing.registration,
        "code": standing.code,
        "name": standing.person.name,
        "origin": standing.origin.value,
        "status": standing.status.value,
        "fields": _listed(standing.person.fields),
        "sessions": session_names(standing, programme, Booking.BOOKED),
        "waiting": session_names(standing, programme, Booking.WAITING),
        "arrived": first.at.astimezone(programme.event.zone).isoformat() if first else None,
        "station": first.station if first else None,
    }


def _listed(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in SENSITIVE_FIELDS}
