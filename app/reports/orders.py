"""An export that a window orders, and what came of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from anyascii import anyascii

from app.model.programme import Event
from app.reports.kinds import FORMATS, Format, Kind
from app.reports.source import Options

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 40
_GERMAN: Mapping[Kind, str] = {
    Kind.ARRIVALS: "Gaeste",
    Kind.ATTENDANCE: "Anwesende",
    Kind.NO_SHOWS: "Nicht-gekommen",
    Kind.CODES: "Codes",
    Kind.AGGREGATE: "Zahlen",
    Kind.TRAINING: "Kurzanleitung",
    Kind.SIGNATURES: "Teilnahmeliste",
    Kind.CERTIFICATES: "Bescheinigungen",
    Kind.EVACUATION: "Raeumung",
    Kind.REPORT: "Bericht",
    Kind.MAIL_MERGE: "Serienbrief",
    Kind.CATERING: "Verpflegung",
    Kind.THIRD_PARTY: "Zahlen-fuer-Dritte",
    Kind.HISTOGRAM: "Ankuenfte-nach-Zeit",
    Kind.FALLBACK: "Papierlisten",
}
"""How files are called in German; in English like their kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wants written; ``session`` is the id of a part of the programme."""

    kind: Kind
    form: Format
    language: str = "de"
    session: str | None = None
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: a file, or a folder of files.

    ``damaged`` are people whose letters the file's encoding lacks, with those letters; ``lists``
    the names of printed paper lists.
    """

    path: Path
    rows: int
    damaged: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()


def usual(kind: Kind) -> Format:
    """Return the format that people expect of a kind: a workbook rather than CSV."""
    formats = FORMATS[kind]
    return Format.XLSX if Format.XLSX in formats else formats[0]


def file_name(order: Order, event: Event, now: datetime, session: str = "") -> str:
    """Return a name that tells what, of which event and when, safe on every file system.

    Args:
        order: What is written.
        event: Of which event.
        now: When.
        session: The name of the part of the programme that it is about, if it is about one.
    """
    name = order.kind.value
    if order.language == "de":
        name = _GERMAN[order.kind]
    parts = [anyascii(event.name), name]
    if session:
        parts.append(anyascii(session))
    if order.options.status:
        parts.append(order.options.status)
    parts.append(now.astimezone(event.zone).strftime("%Y-%m-%d-%H%M"))
    words = (_UNSAFE.sub("-", part).strip("-")[:_LONGEST] for part in parts)
    plain = "_".join(filter(None, words))
    return plain if order.options.is_each else f"{plain}.{order.form}"
