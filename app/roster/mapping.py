"""Which column of a list holds what: German and English headings, or what somebody says."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.errors import TableError
from app.model.person import STANDARD_FIELDS
from app.roster.cleaning import clean

SESSIONS = "sessions"
FIELDS = (*STANDARD_FIELDS, "code", "status", SESSIONS)
"""Fields that a column can be mapped to; all other columns keep their heading as a name."""

NATIVE = "native"
"""Custom field with the name in its own script; headings for it are known too."""

IGNORED = ""
"""The field of columns that a re-imported export has, but no list."""

LEFT_OUT, CUSTOM = "ignore", "custom"
"""What a column can be mapped to beside a field: nothing, or its own heading."""

_HEADINGS = {
    "name": """name fullname vollername vollstaendigername ganzername teilnehmername teilnehmer
        teilnehmerin teilnehmende teilnehmendername gast gastname anzeigename namekomplett
        attendeename attendee guestname guest participant participantname displayname badgename
        nameaufbadge person vorundnachname vorundzuname namevorundnachname vornamenachname
        nachnamevorname namevorname vornameundnachname""",
    "title": """titel title akadtitel akademischertitel akadgrad akademischergrad academictitle
        degree""",
    "given": """vorname vornamen rufname given givenname givennames firstname firstnames forename
        first attendeenamegivenname teilnehmernamevorname""",
    "family": """nachname nachnamen familienname zuname family familyname surname lastname last
        attendeenamefamilyname teilnehmernamenachname""",
    "organisation": """organisation organization org organisationname organisationsname firma
        firmenname unternehmen institution einrichtung company companyname employer arbeitgeber
        verein verband behoerde affiliation institut institute betrieb attendeecompany
        firmaorganisation""",
    "category": """kategorie category teilnehmertyp teilnehmerart teilnehmerkategorie gasttyp
        gastart gaestekategorie gastkategorie ticket ticketart tickettyp ticketkategorie tickettype
        ticketname typ type art rolle role produkt product guesttype attendeetype""",
    "sector": """sektor bereich branche sector industry arbeitsbereich taetigkeitsbereich
        gesellschaftsbereich wirtschaftszweig""",
    "country": """land herkunftsland heimatland country nation nationalitaet nationality staat
        staatsangehoerigkeit citizenship countryoforigin homecountry herkunft""",
    "university": """hochschule universitaet uni university college hochschuleuniversitaet
        universitaethochschule hochschulname""",
    "email": """email mail emailadresse mailadresse emailaddress mailaddress epost teilnehmeremail
        teilnehmermail attendeeemail kontaktemail kontaktmail""",
    "language": """sprache sprachen language languages lang korrespondenzsprache
        bevorzugtesprache preferredlanguage""",
    "code": """code ticketcode qr qrcode qrinhalt barcode strichcode ticketnummer ticketnr
        ticketnumber ticketid ticketsecret secret registrierungscode registrationcode anmeldecode
        einlasscode gaestecode gastcode zugangscode checkincode token""",
    "status": """status anmeldestatus teilnahmestatus buchungsstatus registrationstatus
        bookingstatus""",
    SESSIONS: """session sessions workshop workshops workshopanmeldung workshopanmeldungen
        workshopbuchung gebuchteworkshops gebuchtesessions programm programmpunkt programmpunkte
        forum foren booking bookings buchung buchungen bookedsessions seminar seminare kurs kurse
        vortrag vortraege talk talks""",
    "notes": """notes note notiz notizen bemerkung bemerkungen kommentar kommentare comment comments
        anmerkung anmerkungen hinweis hinweise remark remarks sonstiges""",
    "photo": "foto fotos photo photos",
    "group": """gruppe gruppenname reisegruppe delegation group groupname""",
    "press_seen": "pressseen presseausweisgesehen presscardseen",
    "needs": """unterstuetzungsbedarf unterstuetzung barrierefreiheit assistenzbedarf needs
        accessneeds accessibility accessibilityneeds""",
    "needs_consent": """einwilligungunterstuetzung einwilligungbarrierefreiheit needsconsent
        consentneeds""",
    NATIVE: """native nativename namenative originalschrift nameinoriginalschrift nativescript
        nameinnativescript muttersprachlichername""",
    # Written by this product's own exports; the journal knows better.
    IGNORED: """ankunft ersteankunft angekommen angekommenum arrived arrivedat arrival firstarrival
        anwesend present departed departure gegangen abgang weggang registration registrierung
        registrationid registrierungsid anmeldenummer walkin spontangast origin badges
        badgegedruckt badgesprinted ankunftsstation arrivalstation
        substitute vertretung qrdatei qrfile""",
}
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_WORD = re.compile(r"[^\w]|_")
_PARTS = re.compile(r"[/|,;:()\[\]]|\b(?:oder|or)\b", re.IGNORECASE)
_NAMES = frozenset({"name", "given", "family"})
_SENTENCE_CHARACTERS = 300
_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The field of every column, in order: one of `FIELDS`, a custom name or `IGNORED`.

    Only `SESSIONS` may stand more than once ("Workshop 1", "Workshop 2").
    """

    fields: tuple[str, ...]

    def __contains__(self, field: str) -> bool:
        return field in self.fields

    @property
    def has_name(self) -> bool:
        """Whether there is a column from which a person's name can come."""
        return not _NAMES.isdisjoint(self.fields)


def known_field(heading: str) -> str | None:
    """Return the field that *heading* names, spelt in any usual way; ``None`` for others."""
    return _FIELD_OF.get(_key(heading))


def guess_mapping(
    headings: Sequence[str],
    overrides: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
    *,
    needs_name: bool = True,
) -> ColumnMap:
    """Return what the columns hold.

    Args:
        headings: The headings of a table, all different.
        overrides: ``field=COLUMN`` for columns that are not, or wrongly, understood; the field
            may be `LEFT_OUT` or `CUSTOM`.
        known: Fields of columns with these headings, in any case, as somebody said before.
        needs_name: Whether a list without a name is refused.

    Raises:
        TableError: an override names an unknown field or column, or no column holds a name.
    """
    before = {heading.casefold(): field for heading, field in (known or {}).items()}
    here = {one: before[one.casefold()] for one in headings if one.casefold() in before}
    chosen = said_last(here, chosen_fields(headings, overrides))
    fields: list[str | None] = [chosen.get(heading) for heading in headings]
    _assign(fields, [known_field(heading) for heading in headings])
    _assign(fields, [_field_of_part(heading, fields) for heading in headings])
    _read_name_as_family(fields, chosen)
    mapped = ColumnMap(tuple(_or_custom(*pair) for pair in zip(fields, headings, strict=True)))
    if needs_name and not mapped.has_name:
        raise TableError(no_name(headings))
    return mapped


def no_name(headings: Sequence[str]) -> str:
    """Return the sentence about a list without a name."""
    return (
        f"No column holds a name (headings: {_listed(headings)}); "
        "say which one does with --map name=COLUMN."
    )


def overrides_of(headings: Sequence[str], columns: ColumnMap) -> tuple[str, ...]:
    """Return what `guess_mapping` needs to be told to come to *columns*."""
    return tuple(
        f"{word_of(field)}={heading}"
        for heading, field in zip(headings, columns.fields, strict=True)
    )


def word_of(field: str) -> str:
    """Return how an override calls *field*."""
    if field == IGNORED:
        return LEFT_OUT
    return field if field in (*FIELDS, NATIVE) else CUSTOM


def chosen_fields(headings: Sequence[str], overrides: Sequence[str]) -> Mapping[str, str]:
    """Return {heading: field} as *overrides* say; see `guess_mapping`.

    Raises:
        TableError: one names an unknown field or column, or contradicts another.
    """
    by_key = {heading.casefold(): heading for heading in headings}
    chosen: dict[str, str] = {}
    for override in overrides:
        field, equals, column = (part.strip() for part in override.partition("="))
        field = field.lower()
        if not equals or field not in (*FIELDS, NATIVE, LEFT_OUT, CUSTOM):
            sentence = f"--map {override} names no field; write field=COLUMN with one of: "
            raise TableError(
                sentence + ", ".join((*FIELDS, NATIVE, CUSTOM)) + f"; or {LEFT_OUT}=COLUMN."
            )
        heading = by_key.get(clean(column).casefold())
        if heading is None:
            sentence = f"The list has no column {column}; its columns are: {_listed(headings)}."
            raise TableError(sentence)
        meant = {LEFT_OUT: IGNORED, CUSTOM: _or_custom(None, heading)}.get(field, field)
        is_taken = meant in chosen.values() and meant not in (SESSIONS, IGNORED)
        if chosen.get(heading, meant) != meant or (is_taken and heading not in chosen):
            sentence = f"--map {override} contradicts another one; map each field and column once."
            raise TableError(sentence)
        chosen[heading] = meant
    return chosen


def said_last(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return {heading: field} of both; a field that moved to another column leaves the old one."""
    moved = {field for field in now.values() if field not in (SESSIONS, IGNORED)}
    kept = {heading: field for heading, field in before.items() if field not in moved}
    return {**kept, **now}


def _assign(fields: list[str | None], guesses: Sequence[str | None]) -> None:
    """Give free columns their guessed field, unless an earlier column has it."""
    for column, guess in enumerate(guesses):
        if fields[column] is not None or guess is None:
            continue
        if guess in (SESSIONS, IGNORED) or guess not in fields:
            fields[column] = guess


def _field_of_part(heading: str, fields: Sequence[str | None]) -> str | None:
    """Return the field of a heading such as "Firma / Institution", "E-Mail (privat)", "Workshop 2".

    A code or a status is never guessed from a part of a heading, a name only where no
    other column has one.
    """
    parts = [_NUMBER.sub("", part.strip()) for part in _PARTS.split(heading)]
    found = next((field for field in map(known_field, parts) if field), None)
    if found in ("code", "status"):
        return None
    if found == "name" and not _NAMES.isdisjoint(fields):
        return None
    return found


def _read_name_as_family(fields: list[str | None], chosen: Mapping[str, str]) -> None:
    """Read "Name" beside "Vorname" as the family name, as German lists mean it."""
    if "given" in fields and "family" not in fields and "name" not in chosen.values():
        fields[:] = ["family" if field == "name" else field for field in fields]


def _or_custom(field: str | None, heading: str) -> str:
    """Return *field*, or the heading as a custom one that hides no known field."""
    if field is not None:
        return field
    return f"{heading} (list)" if heading.lower() in (*FIELDS, NATIVE) else heading


def _listed(headings: Sequence[str]) -> str:
    """Return the headings for a sentence, as far as one can be read."""
    return textwrap.shorten(", ".join(headings), _SENTENCE_CHARACTERS, placeholder=" …")


def _key(heading: str) -> str:
    """Return *heading* for comparing: letters and digits in one case, without umlauts."""
    return _NOT_WORD.sub("", clean(heading).casefold().translate(_UMLAUTS))
