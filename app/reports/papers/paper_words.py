"""The words of signature lists and certificates, German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """One language; ``{…}`` are filled in."""

    locale: str
    signature_list: str
    room: str
    number: str
    name: str
    organisation: str
    signature: str
    page: str
    clock: str
    certificate: str
    hereby: str
    took_part: str
    took_part_event: str
    presence: str
    place_and_date: str
    signed: str


GERMAN = PaperWords(
    locale="de",
    signature_list="Teilnahmeliste",
    room="Raum {room}",
    number="Nr.",
    name="Name",
    organisation="Organisation",
    signature="Unterschrift",
    page="Seite {page} von {pages}",
    clock="{time} Uhr",
    certificate="Teilnahmebescheinigung",
    hereby="Hiermit wird bescheinigt, dass",
    took_part="am {day} an der folgenden Veranstaltung teilgenommen hat:",
    took_part_event="im Rahmen von {event}",
    presence="Anwesenheit: {minutes} Minuten",
    place_and_date="Ort, Datum",
    signed="Unterschrift",
)

ENGLISH = PaperWords(
    locale="en",
    signature_list="List of participants",
    room="Room {room}",
    number="No.",
    name="Name",
    organisation="Organisation",
    signature="Signature",
    page="Page {page} of {pages}",
    clock="{time}",
    certificate="Certificate of participation",
    hereby="This is to certify that",
    took_part="took part on {day} in:",
    took_part_event="as part of {event}",
    presence="Attendance: {minutes} minutes",
    place_and_date="Place, date",
    signed="Signature",
)


def paper_words(language: str) -> PaperWords:
    """Return the words of ``de`` or ``en``."""
    return GERMAN if language == "de" else ENGLISH
