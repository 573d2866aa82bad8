"""The words of paper lists for the hour in which no laptop works, German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackWords:
    """One language; ``{…}`` are filled in."""

    locale: str
    title: str
    how: str
    columns: tuple[str, str, str, str, str]
    page: str
    seats: str
    blank: str
    later: str


GERMAN = FallbackWords(
    locale="de",
    title="Liste {table}",
    how="Kästchen ankreuzen, Uhrzeit dazu. Wer nicht auf der Liste steht: unten mit Namen"
    " aufschreiben. Später eintragen: F10, Ausgabe, „{table} 3,7-12“.",
    columns=("Zeile", "da", "Name", "Organisation", "Uhrzeit"),
    page="Liste {table} · Seite {page} von {pages}",
    seats="{event} · {day}",
    blank="Ohne Anmeldung, bitte in Druckbuchstaben",
    later="Vertraulich. Nach dem Eintragen vernichten.",
)

ENGLISH = FallbackWords(
    locale="en",
    title="List {table}",
    how="Tick the box and note the time. Whoever is not on the list: write the name down at the"
    " end. Enter it later: F10, Output, “{table} 3,7-12”.",
    columns=("Row", "here", "Name", "Organisation", "Time"),
    page="List {table} · page {page} of {pages}",
    seats="{event} · {day}",
    blank="Without registration, please in capital letters",
    later="Confidential. Destroy after it was entered.",
)


def fallback_words(language: str) -> FallbackWords:
    """Return the words of ``de`` or ``en``."""
    return GERMAN if language == "de" else ENGLISH
