"""The words in exported files, German and English.

They are no translations of a screen but a format: the headings are read again on import, so
they change only together with the reading of lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import InputError
from app.model.standing import Status

ARRIVED = "arrived"
STATION = "station"
WALK_IN = "walk_in"
SESSIONS = "sessions"
CODE = "code"
LOOKUP = "lookup"
STATUS = "status"
QR_FILE = "qr_file"


@dataclass(frozen=True, slots=True)
class Words:
    """One language: headings by field, statuses, and how an instant is written.

    ``waiting`` stands behind a session for which somebody has no seat yet. ``instant`` is for
    `strftime`, ``instant_in_sheet`` for a spreadsheet's cell. ``decimal`` stands before tenths;
    ``numbers`` are the words of files that hold numbers only.
    """

    headings: Mapping[str, str]
    statuses: Mapping[Status, str]
    yes: str
    waiting: str
    instant: str
    instant_in_sheet: str
    decimal: str
    numbers: Mapping[str, str]


GERMAN = Words(
    headings={
        "title": "Titel",
        "given": "Vorname",
        "family": "Nachname",
        "name": "Name",
        "organisation": "Organisation",
        "category": "Kategorie",
        "sector": "Bereich",
        "country": "Land",
        "university": "Hochschule",
        "email": "E-Mail",
        "language": "Sprache",
        "notes": "Bemerkung",
        "photo": "Foto",
        "group": "Gruppe",
        "press_seen": "Presseausweis gesehen",
        CODE: "Code",
        LOOKUP: "Kurzcode",
        STATUS: "Status",
        SESSIONS: "Workshops",
        ARRIVED: "Angekommen",
        STATION: "Ankunftsstation",
        WALK_IN: "Walk-in",
        QR_FILE: "QR-Datei",
    },
    statuses={
        Status.ACTIVE: "angemeldet",
        Status.UNPAID: "unbezahlt",
        Status.CANCELLED: "storniert",
        Status.SUBSTITUTED: "vertreten",
        Status.REVOKED: "gesperrt",
    },
    yes="ja",
    waiting="(Warteliste)",
    instant="%d.%m.%Y %H:%M:%S",
    instant_in_sheet="dd.mm.yyyy hh:mm:ss",
    decimal=",",
    numbers={
        "topic": "Thema",
        "group": "Gruppe",
        "expected": "Angemeldet",
        "came": "Gekommen",
        "share": "Anteil in Prozent",
        "diet": "Verpflegung",
        "no_diet": "ohne Angabe",
        "total": "Gesamt",
        "others": "weitere und ohne Angabe",
        "from": "ab",
        "all": "Alle",
        "arrivals": "Ankünfte",
        "per_minutes": "Ankünfte je {minutes} Minuten",
        "after_opening": "Minuten nach Beginn",
        "begins": "Beginn {time}",
    },
)

ENGLISH = Words(
    headings={
        "title": "Title",
        "given": "Given name",
        "family": "Family name",
        "name": "Name",
        "organisation": "Organisation",
        "category": "Category",
        "sector": "Sector",
        "country": "Country",
        "university": "University",
        "email": "E-mail",
        "language": "Language",
        "notes": "Notes",
        "photo": "Photo",
        "group": "Group",
        "press_seen": "Press card seen",
        CODE: "Code",
        LOOKUP: "Short code",
        STATUS: "Status",
        SESSIONS: "Sessions",
        ARRIVED: "Arrived",
        STATION: "Arrival station",
        WALK_IN: "Walk-in",
        QR_FILE: "QR file",
    },
    statuses={
        Status.ACTIVE: "registered",
        Status.UNPAID: "unpaid",
        Status.CANCELLED: "cancelled",
        Status.SUBSTITUTED: "substituted",
        Status.REVOKED: "revoked",
    },
    yes="yes",
    waiting="(waiting list)",
    instant="%Y-%m-%d %H:%M:%S",
    instant_in_sheet="yyyy-mm-dd hh:mm:ss",
    decimal=".",
    numbers={
        "topic": "Topic",
        "group": "Group",
        "expected": "Registered",
        "came": "Came",
        "share": "Share in percent",
        "diet": "Diet",
        "no_diet": "not stated",
        "total": "Total",
        "others": "others and not stated",
        "from": "from",
        "all": "All",
        "arrivals": "Arrivals",
        "per_minutes": "Arrivals per {minutes} minutes",
        "after_opening": "Minutes after the beginning",
        "begins": "Beginning {time}",
    },
)

_LANGUAGES = {"de": GERMAN, "en": ENGLISH}


def words(language: str) -> Words:
    """Return the words of a language, ``de`` or ``en``.

    Raises:
        InputError: another language.
    """
    if language not in _LANGUAGES:
        sentence = f"Files are written in de or en, not in {language}."
        raise InputError(sentence)
    return _LANGUAGES[language]
