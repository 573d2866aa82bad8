"""The sample event: invented guests, always the same for the same seed.

``resources/samples/gaeste.csv`` is ``sample_csv(sample_rows(SAMPLE_GUESTS, SAMPLE_SEED))``. Nobody
in it exists; addresses are of example.org, employers are made up.
"""

import csv
import io
import random
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from anyascii import anyascii

from app.model.programme import Event, Programme, Session, SessionKind
from app.paths import resources_dir
from app.roster.sample_names import NameLottery, SampleName

SAMPLE_GUESTS = 214
SAMPLE_SEED = 20261203

HEADINGS = (
    "Titel",
    "Vorname",
    "Nachname",
    "Name in Originalschrift",
    "E-Mail",
    "Organisation",
    "Hochschule",
    "Land",
    "Sprache",
    "Kategorie",
    "Bereich",
    "Workshops",
    "Status",
    "Bemerkung",
)
"""Headings of the sample list."""

_UNIVERSITIES = (
    "Heinrich-Heine-Universität Düsseldorf",
    "Hochschule Düsseldorf",
    "RWTH Aachen",
    "Universität zu Köln",
    "Technische Hochschule Köln",
    "Universität Bonn",
    "Ruhr-Universität Bochum",
    "Technische Universität Dortmund",
    "Universität Duisburg-Essen",
    "Bergische Universität Wuppertal",
    "Hochschule Niederrhein",
    "FH Aachen",
    "Universität Münster",
    "Universität Bielefeld",
    "Kunstakademie Düsseldorf",
)
_EMPLOYERS = (
    "Musterwerk Anlagenbau GmbH",
    "Beispiel & Söhne Logistik",
    "Stadtverwaltung Musterhausen",
    "Institut für angewandte Beispiele",
    "Verein Talente am Rhein e. V.",
    "Nullpunkt Software AG",
)
_MEDIA = ("Musterhausener Anzeiger", "Radio Beispiel", "Talentblog")
_SECTORS = (
    "Ingenieurwesen",
    "Informatik",
    "Wirtschaft",
    "Naturwissenschaften",
    "Gesundheit",
    "Recht",
    "Kultur",
    "Verwaltung",
)
_CATEGORIES = {"Gast": 82, "Partner": 6, "Referent:in": 5, "Presse": 4, "Team": 3}
_LANGUAGES = {"Englisch": 62, "Deutsch": 33, "Französisch": 5}
_NOTES = {"": 90, "keine Fotos": 6, "kommt gegen 17 Uhr": 2, "vegetarisch": 2}
_TITLES = {"": 60, "Dr.": 28, "Prof. Dr.": 9, "Dipl.-Ing. (FH)": 3}
_STUDENT_TITLES = {"": 95, "M. Sc.": 3, "Dr.": 2}

_CANCELLED = 0.05
_PREBOOKED = 0.70
_WAITING_MAX = 10
_NATIVE_SHOWN = 0.35
_NATIVE_ONLY = 0.03
_DECOMPOSED = 0.02  # as macOS exports umlauts
_UNTIDY = 0.01  # a blank too many
_SHARED_ADDRESS = 0.03
_NAMESAKE_EVERY = 40


def sample_rows(count: int, seed: int = SAMPLE_SEED) -> list[dict[str, str]]:
    """Return the cells of *count* guests, by heading; the awkward names come first.

    Args:
        count: Up to 100,000 take seconds.
        seed: The same one gives the same guests, on every machine.
    """
    return list(_GuestList(seed).rows(count))


def sample_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return *rows* as German Excel writes "CSV UTF-8": BOM, semicolons, CR LF."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADINGS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def sample_programme(day: date) -> Programme:
    """Return the sample event and its sessions on *day*."""
    table = _event_table()
    zone = ZoneInfo(table["timezone"])

    def instant(clock: time) -> datetime:
        return datetime.combine(day, clock, zone).astimezone(UTC)

    sessions = [
        Session(
            id=one["id"],
            name=one["name"],
            kind=SessionKind(one["kind"]),
            room=one["room"],
            starts=instant(one["starts"]),
            ends=instant(one["ends"]),
            capacity=one.get("capacity"),
        )
        for one in table["session"]
    ]
    event = Event(
        id="muster",
        name=table["name"],
        starts=instant(table["starts"]),
        ends=instant(table["ends"]),
        timezone=table["timezone"],
    )
    return Programme(event=event, sessions={session.id: session for session in sessions})


def _event_table() -> dict[str, Any]:
    return tomllib.loads((resources_dir() / "samples" / "event.toml").read_text("utf-8"))


class _GuestList:
    """Draws guests one after the other; seats run out, addresses stay different."""

    def __init__(self, seed: int) -> None:
        self._lots = random.Random(seed)  # noqa: S311 - invented guests, no secret
        self._names = NameLottery(resources_dir() / "samples" / "names.toml", self._lots)
        self._drawn: list[SampleName] = []
        self._addresses: Counter[str] = Counter()
        self._last_address = ""
        self._seats: Counter[str] = Counter()

    def rows(self, count: int) -> Iterator[dict[str, str]]:
        """Yield *count* guests."""
        for number in range(count):
            name = self._name(number)
            self._drawn.append(name)
            yield self._row(name)

    def _name(self, number: int) -> SampleName:
        if number < len(self._names.extras):
            return self._names.extras[number]
        if number % _NAMESAKE_EVERY == 0:
            return self._lots.choice(self._drawn[len(self._names.extras) :])
        return self._names.draw()

    def _row(self, name: SampleName) -> dict[str, str]:
        category = name.category or self._one_of(_CATEGORIES)
        titles = _STUDENT_TITLES if category == "Gast" else _TITLES
        is_cancelled = self._happens(_CANCELLED)
        row = {
            "Titel": name.title or self._one_of(titles),
            **self._spelling(name),
            "E-Mail": self._address(name),
            **self._affiliation(category),
            "Land": name.country,
            "Sprache": self._one_of(_LANGUAGES),
            "Kategorie": category,
            "Bereich": self._lots.choice(_SECTORS),
            "Workshops": "" if is_cancelled or category != "Gast" else self._booking(),
            "Status": "storniert" if is_cancelled else "angemeldet",
            "Bemerkung": self._one_of(_NOTES),
        }
        return {heading: row[heading] for heading in HEADINGS}

    def _spelling(self, name: SampleName) -> dict[str, str]:
        """Return the name as this person typed it into the form."""
        given, family, native = name.given, name.family, name.native
        if native and self._happens(_NATIVE_ONLY):
            given, family, native = native, "", ""
        elif not self._happens(_NATIVE_SHOWN) and len(self._drawn) > len(self._names.extras):
            native = ""
        if self._happens(_DECOMPOSED):
            given, family = (unicodedata.normalize("NFD", part) for part in (given, family))
        if self._happens(_UNTIDY):
            given = f" {given}  "
        return {"Vorname": given, "Nachname": family, "Name in Originalschrift": native}

    def _address(self, name: SampleName) -> str:
        """Return an address of the person alone, or now and then the one of the guest before."""
        if self._last_address and self._happens(_SHARED_ADDRESS):
            return self._last_address
        words = anyascii(f"{name.given} {name.family}").lower().split()
        letters = ("".join(filter(str.isalpha, word)) for word in words)
        base = ".".join(word for word in letters if word) or "gast"
        self._addresses[base] += 1
        number = self._addresses[base]
        self._last_address = f"{base}{number if number > 1 else ''}@example.org"
        return self._last_address

    def _affiliation(self, category: str) -> dict[str, str]:
        if category == "Gast":
            return {"Organisation": "", "Hochschule": self._lots.choice(_UNIVERSITIES)}
        employers = _MEDIA if category == "Presse" else _EMPLOYERS
        return {"Organisation": self._lots.choice(employers), "Hochschule": ""}

    @cached_property
    def _workshops(self) -> dict[str, int]:
        """Seats of every workshop, the most wanted first."""
        sessions = _event_table()["session"]
        return {one["name"]: one["capacity"] for one in sessions if "capacity" in one}

    def _booking(self) -> str:
        """Return a workshop, with a place on its waiting list when it is full."""
        if not self._happens(_PREBOOKED):
            return ""
        # The second choice is about half as popular as the first: Zipf's law with 0.8.
        demand = [rank**-0.8 for rank in range(1, len(self._workshops) + 1)]
        wish = self._lots.choices(list(self._workshops), demand)[0]
        self._seats[wish] += 1
        over = self._seats[wish] - self._workshops[wish]
        if over > _WAITING_MAX:
            return ""
        return wish if over <= 0 else f"{wish} (Warteliste)"

    def _happens(self, share: float) -> bool:
        return self._lots.random() < share

    def _one_of(self, weights: Mapping[str, int]) -> str:
        return self._lots.choices(list(weights), list(weights.values()))[0]
