"""The words of the one-page report, German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """One language; ``{…}`` are filled in. ``numbers`` are those up to twelve in words."""

    locale: str
    report: str
    as_of: str
    one_guest: str
    guests: str
    guests_from: str
    came: str
    came_from: str
    took_part: str
    took_part_in_more: str
    took_part_one: str
    counted: str
    on_day: str
    on_days: str
    registered: str
    of_them: str
    missing: str
    unlisted: str
    nobody: str
    arrivals: str
    arrivals_hour: str
    arrivals_day: str
    no_arrivals: str
    begin: str
    topics: dict[str, str]
    workshops: str
    seats: str
    others: str
    unknown: str
    more_sessions: str
    only_numbers: str
    formula: str
    no_formula: str
    source: str
    source_one: str
    complete: str
    behind: str
    numbers: tuple[str, ...]


GERMAN = ReportWords(
    locale="de",
    report="Bericht",
    as_of="{day}, {time} Uhr",
    one_guest="1 Gast",
    guests="{number} Gäste",
    guests_from="{number} Gäste aus {countries} Ländern",
    came="{when} kamen {number} Gäste zusammen.",
    came_from="{when} kamen {number}\u00a0Gäste aus {countries}\u00a0Ländern zusammen.",
    took_part="{number} nahmen an {sessions} Workshops teil.",
    took_part_in_more="{number} nahmen an {sessions} Teilen des Programms teil.",
    took_part_one="{number} nahmen an „{session}“ teil.",
    counted="{number} davon wurden ohne Namen gezählt.",
    on_day="Am {day}",
    on_days="Vom {first} bis {last}",
    registered="angemeldet",
    of_them="davon gekommen",
    missing="nicht gekommen",
    unlisted="ohne Anmeldung",
    nobody="–",
    arrivals="Ankünfte je 15 Minuten",
    arrivals_hour="Ankünfte je Stunde",
    arrivals_day="Ankünfte je Tag",
    no_arrivals="Noch ist niemand angekommen.",
    begin="Beginn {time}",
    topics={
        "country": "Herkunft",
        "sector": "Kommen von",
        "category": "Gäste nach Art",
        "university": "Hochschulen",
        "organisation": "Organisationen",
    },
    workshops="Programm",
    seats="{number} von {capacity}",
    others="{merged} weitere und ohne Angabe",
    unknown="ohne Angabe",
    more_sessions="{number} weitere Teile des Programms",
    only_numbers="Nur Zahlen, keine Namen. Gruppen unter fünf Personen sind zusammengefasst.",
    formula="Nicht gekommen: ({expected} – {came}) ÷ {expected}.",
    no_formula="Niemand war angemeldet.",
    source="Quelle: Ankünfte an {number} Stationen, {state}.",
    source_one="Quelle: Ankünfte an einer Station.",
    complete="vollständig",
    behind="noch nicht vollständig",
    numbers=("null", "einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
             "zehn", "elf", "zwölf"),
)  # fmt: skip

ENGLISH = ReportWords(
    locale="en_GB",
    report="Report",
    as_of="{day}, {time}",
    one_guest="1 guest",
    guests="{number} guests",
    guests_from="{number} guests from {countries} countries",
    came="{when} {number} guests came together.",
    came_from="{when} {number}\u00a0guests from {countries}\u00a0countries came together.",
    took_part="{number} took part in {sessions} workshops.",
    took_part_in_more="{number} took part in {sessions} parts of the programme.",
    took_part_one="{number} took part in “{session}”.",
    counted="{number} of them were counted without a name.",
    on_day="On {day}",
    on_days="From {first} to {last}",
    registered="registered",
    of_them="of them came",
    missing="did not come",
    unlisted="without registration",
    nobody="–",
    arrivals="Arrivals in 15 minutes",
    arrivals_hour="Arrivals in an hour",
    arrivals_day="Arrivals in a day",
    no_arrivals="Nobody has arrived yet.",
    begin="Start {time}",
    topics={
        "country": "Origin",
        "sector": "Come from",
        "category": "Guests by kind",
        "university": "Universities",
        "organisation": "Organisations",
    },
    workshops="Programme",
    seats="{number} of {capacity}",
    others="{merged} others and not stated",
    unknown="not stated",
    more_sessions="{number} more parts of the programme",
    only_numbers="Numbers only, no names. Groups of fewer than five people are put together.",
    formula="Did not come: ({expected} – {came}) ÷ {expected}.",
    no_formula="Nobody was registered.",
    source="Source: arrivals at {number} stations, {state}.",
    source_one="Source: arrivals at one station.",
    complete="complete",
    behind="not complete yet",
    numbers=("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
             "eleven", "twelve"),
)  # fmt: skip


def report_words(language: str) -> tuple[ReportWords, ReportWords]:
    """Return the words of ``de`` or ``en``, and those of the other language."""
    return (GERMAN, ENGLISH) if language == "de" else (ENGLISH, GERMAN)
