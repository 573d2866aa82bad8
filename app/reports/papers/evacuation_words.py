"""The words of the evacuation sheet, German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EvacuationWords:
    """One language; ``{…}`` are filled in."""

    locale: str
    title: str
    inside: str
    between: str
    as_of: str
    rooms: str
    elsewhere: str
    unnamed: str
    total: str
    help: str
    nobody: str
    upper: str
    exits: str
    alone: str
    behind: str
    secret: str


GERMAN = EvacuationWords(
    locale="de",
    title="Räumung",
    inside="Personen im Haus",
    between="mindestens {minimum}, höchstens {maximum}",
    as_of="Stand {day}, {time} Uhr",
    rooms="Nach Räumen",
    elsewhere="Foyer und andere Räume",
    unnamed="ohne Namen gezählt",
    total="zusammen",
    help="Bitten um Hilfe beim Verlassen des Hauses",
    nobody="Niemand im Haus hat darum gebeten.",
    upper="Das Verlassen des Hauses wird nicht gescannt: Die Zahlen sind Höchstwerte.",
    exits="Wer das Haus ohne Scan verlassen hat, ist mitgezählt.",
    alone="Nur diese Station.",
    behind="Noch nicht vollständig: {stations}.",
    secret="Vertraulich. Nach der Veranstaltung vernichten.",  # noqa: S106 - a sentence on paper
)

ENGLISH = EvacuationWords(
    locale="en",
    title="Evacuation",
    inside="people in the building",
    between="at least {minimum}, at most {maximum}",
    as_of="As of {day}, {time}",
    rooms="By room",
    elsewhere="Foyer and other rooms",
    unnamed="counted without a name",
    total="together",
    help="Ask for help with leaving the building",
    nobody="Nobody in the building has asked for it.",
    upper="Nobody is scanned on the way out: the numbers are upper bounds.",
    exits="Whoever left without being scanned is still counted.",
    alone="This station only.",
    behind="Not complete yet: {stations}.",
    secret="Confidential. Destroy after the event.",  # noqa: S106 - a sentence on paper
)


def evacuation_words(language: str) -> EvacuationWords:
    """Return the words of ``de`` or ``en``."""
    return GERMAN if language == "de" else ENGLISH
