"""The words of access reports and deletion protocols, German and English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessWords:
    """One language; ``{…}`` are filled in."""

    locale: str
    title: str
    about: str
    made: str
    person: str
    listed: str
    bookings: str
    codes: str
    other: str
    words: str
    jobs: str
    mentions: str
    entries: str
    nothing: str
    page: str
    seats: Mapping[str, str]
    kinds: Mapping[str, str]


GERMAN = AccessWords(
    locale="de",
    title="Auskunft nach Artikel 15 DSGVO",
    about="Alles, was zu dieser Person gespeichert ist",
    made="Veranstaltung: {event} · Stand: {made}",
    person="Angaben zur Person",
    listed="Angaben der Anmeldeliste",
    bookings="Plätze",
    codes="Codes",
    other="Weiteres",
    words="Suchwörter: {words}",
    jobs="Offene Druckaufträge an diesem Rechner: {count}",
    mentions="Weitere Einträge, in denen Name, Adresse oder Code vorkommen: {count}",
    entries="Einträge im Protokoll",
    nothing="nichts",
    page="Seite {page} von {pages}",
    seats={"booked": "gebucht", "waiting": "Warteliste"},
    kinds={
        "registered": "angemeldet",
        "amended": "geändert",
        "substituted": "vertreten",
        "cancelled": "storniert",
        "arrived": "gekommen",
        "departed": "gegangen",
        "refused": "abgewiesen",
        "annulled": "zurückgenommen",
        "printed": "Ausweis gedruckt",
        "counted": "Begleitung gezählt",
        "called": "gerufen",
        "answered": "Ruf angenommen",
        "resolved": "Frage geklärt",
        "reduced": "Angaben gelöscht",
    },
)

ENGLISH = AccessWords(
    locale="en",
    title="Access report, article 15 GDPR",
    about="Everything that is stored about this person",
    made="Event: {event} · as of {made}",
    person="About the person",
    listed="As the registration list said",
    bookings="Seats",
    codes="Codes",
    other="Also",
    words="Search words: {words}",
    jobs="Badges waiting at this computer: {count}",
    mentions="Other entries with the name, the address or a code: {count}",
    entries="Entries of the journal",
    nothing="nothing",
    page="Page {page} of {pages}",
    seats={"booked": "booked", "waiting": "waiting list"},
    kinds={
        "registered": "registered",
        "amended": "changed",
        "substituted": "replaced",
        "cancelled": "cancelled",
        "arrived": "arrived",
        "departed": "left",
        "refused": "refused",
        "annulled": "taken back",
        "printed": "badge printed",
        "counted": "companions counted",
        "called": "call",
        "answered": "call taken",
        "resolved": "question resolved",
        "reduced": "details deleted",
    },
)


def access_words(language: str) -> AccessWords:
    """Return the words of a language; all but German speak English."""
    return GERMAN if language == "de" else ENGLISH
