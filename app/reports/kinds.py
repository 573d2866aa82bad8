"""What can be exported, and as what kind of file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from app.errors import InputError


class Kind(StrEnum):
    """What can be exported; the values are the command line's."""

    ARRIVALS = "arrivals"
    ATTENDANCE = "attendance"
    NO_SHOWS = "no-shows"
    CODES = "codes"
    AGGREGATE = "aggregate"
    HISTOGRAM = "histogram"
    TRAINING = "training"
    SIGNATURES = "signature-list"
    CERTIFICATES = "certificates"
    EVACUATION = "evacuation"
    REPORT = "report"
    MAIL_MERGE = "mail-merge"
    CATERING = "catering"
    THIRD_PARTY = "third-party"
    FALLBACK = "fallback"


class Format(StrEnum):
    """How a file is written; the values are the command line's."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"
    PNG = "png"


_TABLES = (Format.CSV, Format.XLSX, Format.JSON)
FORMATS: Mapping[Kind, tuple[Format, ...]] = {
    Kind.ARRIVALS: _TABLES,
    Kind.ATTENDANCE: _TABLES,
    Kind.NO_SHOWS: _TABLES,
    Kind.CODES: (Format.CSV,),
    Kind.AGGREGATE: (Format.JSON,),
    Kind.HISTOGRAM: (Format.PNG, *_TABLES),
    Kind.TRAINING: (Format.PDF,),
    Kind.SIGNATURES: (Format.PDF,),
    Kind.CERTIFICATES: (Format.PDF,),
    Kind.EVACUATION: (Format.PDF,),
    Kind.REPORT: (Format.PDF,),
    Kind.MAIL_MERGE: _TABLES,
    Kind.CATERING: _TABLES,
    Kind.THIRD_PARTY: _TABLES,
    Kind.FALLBACK: (Format.PDF,),
}
"""What each kind can be written as, the usual one first."""

PEOPLE = frozenset({Kind.ARRIVALS, Kind.ATTENDANCE, Kind.NO_SHOWS, Kind.CODES, Kind.MAIL_MERGE})
"""Kinds whose file has a row a person."""


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
