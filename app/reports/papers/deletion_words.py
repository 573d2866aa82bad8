"""The words of the deletion protocol, German and English."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.retention import DataClass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionWords:
    """One language; ``{…}`` are filled in. ``classes`` are a name and what belongs to it."""

    locale: str
    title: str
    about: str
    made: str
    deleted: str
    none_deleted: str
    columns: tuple[str, str, str, str, str]
    plan: str
    plan_columns: tuple[str, str, str, str, str]
    due: str
    later: str
    nothing_left: str
    note: str
    signature: str
    page: str
    classes: Mapping[DataClass, tuple[str, str]]


GERMAN = DeletionWords(
    locale="de",
    title="Löschprotokoll",
    about="Was wann gelöscht wurde: Zahlen, keine Namen",
    made="Ende der Veranstaltung: {ends} · Stand: {made}",
    deleted="Gelöscht",
    none_deleted="Bis jetzt wurde nichts gelöscht.",
    columns=("Daten", "fällig seit", "gelöscht am", "Personen", "Einträge"),
    plan="Noch gespeichert",
    plan_columns=("Daten", "fällig am", "Stand", "Personen", "Einträge"),
    due="fällig",
    later="noch nicht fällig",
    nothing_left="Nichts, was nach dem Löschplan zu löschen wäre.",
    note="Gelöschtes geht an allen Stationen und in der Zentrale; Laptops ohne Verbindung löschen"
    " es, sobald sie sich abgleichen. Ausgegebene Dateien und Papiere sind eigens zu vernichten.",
    signature="Ort, Datum, Unterschrift",
    page="Seite {page} von {pages}",
    classes={
        DataClass.SPECIAL: ("Bedarf und Ernährung", "Was einem Gast hilft, Ernährung, Allergien"),
        DataClass.STATION: ("Kopie auf diesem Laptop", "Die Zentrale hat alles davon"),
        DataClass.CONTACT: ("Kontaktdaten", "Adressen und weitere Angaben der Liste"),
        DataClass.NO_SHOW: ("Nicht Gekommene", "Ganz, mit dem Namen; die Zahl bleibt"),
        DataClass.LOG: (
            "Notizen zu Rufen und Ausgaben",
            "Was in Rufen stand, welche Datei ausging",
        ),
        DataClass.PEOPLE: ("Alle Übrigen", "Ganz, mit dem Namen; alle Zahlen bleiben"),
    },
)

ENGLISH = DeletionWords(
    locale="en",
    title="Deletion protocol",
    about="What was deleted and when: numbers, no names",
    made="End of the event: {ends} · As of: {made}",
    deleted="Deleted",
    none_deleted="Nothing was deleted so far.",
    columns=("Data", "due since", "deleted on", "People", "Entries"),
    plan="Still stored",
    plan_columns=("Data", "due on", "State", "People", "Entries"),
    due="due",
    later="not due yet",
    nothing_left="Nothing that the deletion plan would delete.",
    note="What is deleted goes at every station and in the central list; laptops that are away"
    " delete it when they sync. Files and papers that were handed out must be destroyed as well.",
    signature="Place, date, signature",
    page="Page {page} of {pages}",
    classes={
        DataClass.SPECIAL: ("Needs and diet", "What helps a guest, diet, allergies"),
        DataClass.STATION: ("Copy on this laptop", "The central list has all of it"),
        DataClass.CONTACT: ("Contact details", "Addresses and what else the list said"),
        DataClass.NO_SHOW: ("People who did not come", "Whole, with the name; the number stays"),
        DataClass.LOG: ("Notes of calls and exports", "What calls said, which file went where"),
        DataClass.PEOPLE: ("Everybody else", "Whole, with the name; all numbers stay"),
    },
)


def deletion_words(language: str) -> DeletionWords:
    """Return the words of ``de`` or ``en``."""
    return {"de": GERMAN, "en": ENGLISH}[language]
