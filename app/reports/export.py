"""Files that leave the house: who came, who did not, the numbers, the codes to send."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.errors import InputError
from app.model.person import SENSITIVE_FIELDS
from app.model.programme import Programme, Session
from app.model.retention import is_special
from app.model.standing import Booking, Movement, Standing
from app.reports.aggregate import aggregated
from app.reports.arrivals import is_counted, is_expected
from app.reports.codes import export_codes, has_right_to_come
from app.reports.figures import figures
from app.reports.files import csv_bytes, json_bytes, unwritable_signs, write_file, xlsx_bytes
from app.reports.histogram import export_histogram
from app.reports.kinds import FORMATS, PEOPLE, Format, Kind, chosen
from app.reports.mail_merge import recipients
from app.reports.numbers_out import export_numbers
from app.reports.paper_files import PAPERS, export_paper
from app.reports.series import visitors_of
from app.reports.sheet import people_sheet, session_names, sorting_name
from app.reports.source import Encoding, Options, Source
from app.reports.words import words

__all__ = ["FORMATS", "PEOPLE", "Format", "Kind", "Options", "Source", "chosen", "export"]


def export(kind: Kind, form: Format, out: Path, source: Source) -> int:
    """Write one file and return how many people, or for numbers how many lines, are in it.

    Raises:
        FileError: *out* cannot be written; what was there before is still there.
        InputError: the rows do not fit the format, or a choice is missing or makes no sense.
    """
    _require_sense(kind, form, source)
    if kind is Kind.CODES:
        return export_codes(
            source.standings,
            out,
            words(source.language),
            source.lookups,
            source.options.encoding,
            source.tick,
        )
    if kind is Kind.AGGREGATE:
        return _export_aggregate(out, source)
    if kind is Kind.HISTOGRAM:
        return export_histogram(form, out, source)
    if kind in PAPERS:
        return export_paper(kind, out, source)
    if kind in (Kind.CATERING, Kind.THIRD_PARTY):
        return export_numbers(kind, form, out, source)
    standings = _people(kind, source)
    write_file(out, _people_file(standings, kind, form, source))
    return len(standings)


def unwritable(kind: Kind, source: Source) -> list[tuple[Standing, str]]:
    """Return who of a file has letters that its encoding cannot write, by name, and which.

    They are written as question marks there.
    """
    if kind not in PEOPLE or source.options.encoding is Encoding.UTF_8:
        return []
    found = []
    for standing in sorted(_people(kind, source), key=sorting_name):
        fields = _listed(standing.person.fields).values()
        if signs := unwritable_signs("".join((*fields, standing.code)), source.options.encoding):
            found.append((standing, signs))
    return found


def _require_sense(kind: Kind, form: Format, source: Source) -> None:
    if source.options.encoding is not Encoding.UTF_8 and form is not Format.CSV:
        sentence = f"{form.upper()} files have one encoding; leave --encoding out or write CSV."
        raise InputError(sentence)
    if kind is Kind.MAIL_MERGE and source.session is not None:
        sentence = "A letter is about the whole event; leave --session out."
        raise InputError(sentence)


def _people(kind: Kind, source: Source) -> list[Standing]:
    """Return the people of a file with a row a person."""
    if kind is Kind.MAIL_MERGE:
        return recipients(source.standings, source.options.status, source.options.purpose)
    if kind is Kind.CODES:
        return list(filter(has_right_to_come, source.standings))
    return [standing for standing in source.standings if _is_shown(standing, kind, source)]


def _export_aggregate(out: Path, source: Source) -> int:
    numbers = figures(
        source.programme,
        source.standings,
        counted=source.counted,
        doings=source.doings,
        now=source.now,
    )
    key = source.series_key
    visitors = None if key is None else sorted(visitors_of(source.standings, key))
    write_file(out, json_bytes([aggregated(numbers, source.programme, visitors)]))
    return 1


def _people_file(standings: list[Standing], kind: Kind, form: Format, source: Source) -> bytes:
    arrival = _arrival(kind, source.session)
    # The whole list is there to be imported again; all else tells nobody's diet or health.
    hidden = is_special if kind is not Kind.ARRIVALS else _is_never
    if form is Format.JSON:
        people = sorted(standings, key=sorting_name)
        return json_bytes(_object(one, source.programme, arrival, hidden) for one in people)
    language = words(source.language)
    sheet = people_sheet(standings, source.programme, language, arrival, hidden)
    if form is Format.XLSX:
        return xlsx_bytes(sheet, language, kind.value)
    return csv_bytes(sheet, language, source.options.encoding)


def _is_never(_name: str) -> bool:
    return False


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
    standing: Standing,
    programme: Programme,
    arrival: Callable[[Standing], Movement | None],
    hidden: Callable[[str], bool],
) -> dict[str, Any]:
    first = arrival(standing)
    fields = _listed(standing.person.fields)
    return {
        "id": standing.registration,
        "code": standing.code,
        "name": standing.person.name,
        "origin": standing.origin.value,
        "status": standing.status.value,
        "fields": {name: value for name, value in fields.items() if not hidden(name)},
        "sessions": session_names(standing, programme, Booking.BOOKED),
        "waiting": session_names(standing, programme, Booking.WAITING),
        "arrived": first.at.astimezone(programme.event.zone).isoformat() if first else None,
        "station": first.station if first else None,
    }


def _listed(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in SENSITIVE_FIELDS}
