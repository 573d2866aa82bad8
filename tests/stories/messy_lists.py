"""One list of 500 people, written to 40 files as real programs write them."""

import csv
import datetime as dt
import html
import io
import random
import unicodedata
from dataclasses import dataclass, field

import openpyxl

SEED = 20261203
SIZE = 500
# Every letter stands in Windows-1252, Latin-9, MacRoman and MS-DOS.
_GIVEN = (
    "Jürgen", "Zoë", "María José", "François", "Søren", "Åsa", "Ægir", "André", "Chloé", "Noël",
    "Günther", "Käthe", "Anaïs", "Inés", "Óscar", "Úrsula", "Éric", "Ana", "Ben", "Li", "Ñusta",
)  # fmt: skip
_FAMILY = (
    "Müller", "Weiß", "Özdemir", "Groß-Äcker", "Peña", "Fernández", "Lefèvre", "Sørensen",
    "Ångström", "Núñez", "Gonçalves", "D'Angelo", "Bär-Lüdenscheid", "Übel", "von der Höhe",
)  # fmt: skip
_ORGANISATIONS = (
    "Universität Köln", "Hochschule Düsseldorf", "Müller & Söhne GmbH", "Beispiel, Muster und Co.",
    "Fachhochschule Dortmund", "Übersee; Handel",
)  # fmt: skip
HEADINGS = {
    "code": ("Ticketcode", "Ticket code"),
    "title": ("Titel", "Title"),
    "given": ("Vorname", "First name"),
    "family": ("Nachname", "Last name"),
    "email": ("E-Mail-Adresse", "Email"),
    "organisation": ("Firma / Institution", "Organization"),
    "category": ("Teilnehmertyp", "Category"),
    "phone": ("Telefon", "Telefon"),
    "number": ("Matrikelnummer", "Matrikelnummer"),
    "born": ("Geburtsdatum", "Geburtsdatum"),
    "time": ("Uhrzeit", "Uhrzeit"),
}
PLAIN = {"phone": "Telefon", "number": "Matrikelnummer", "born": "Geburtsdatum", "time": "Uhrzeit"}


def people():
    """Return the 500, each a dictionary by the keys of `HEADINGS`."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not secrets
    rows = []
    for number in range(SIZE):
        born = dt.date(1950, 1, 1) + dt.timedelta(chance.randrange(20_000))
        rows.append(
            {
                "code": f"T{number:05}",
                "title": chance.choice(("", "", "", "Dr.", "Prof. Dr.")),
                "given": chance.choice(_GIVEN),
                "family": chance.choice(_FAMILY),
                "email": f"guest{number}@example.org",
                "organisation": chance.choice(_ORGANISATIONS),
                "category": chance.choice(("Gast", "Presse", "Referentin")),
                "phone": f"+49 211 {chance.randrange(1000, 9999)}",
                "number": f"{chance.randrange(10**6):07}",
                "born": born,
                "time": dt.time(chance.randrange(8, 20), chance.choice((0, 15, 30, 45))),
            }
        )
    return rows


def expected(person):
    """Return the fields that the product shall know of *person*."""
    known = {PLAIN.get(key, key): person[key] for key in HEADINGS if key != "code"}
    known["Geburtsdatum"] = person["born"].isoformat()
    known["Uhrzeit"] = person["time"].isoformat("minutes")
    return {key: value for key, value in known.items() if value}


def german(day):
    return f"{day:%d.%m.%Y}"


def short(day):
    """Without the century, which two digits tell from 1969 on only."""
    year = f"{day:%y}" if day.year >= 1969 else day.year
    return f"{day.day}.{day.month}.{year}"


def american(day):
    return f"{day.month}/{day.day}/{day.year}"


def british(day):
    return f"{day:%d/%m/%Y}"


def iso(day):
    return day.isoformat()


def serial(day):
    """Return Excel's number of a day."""
    return str((day - dt.date(1899, 12, 30)).days)


def clock(time):
    return f"{time:%H:%M}"


def uhr(time):
    return f"{time.hour}.{time:%M} Uhr"


def share(time):
    """Return Excel's share of a day, as German Excel writes it."""
    return f"{(time.hour * 60 + time.minute) / 1440:.9f}".replace(".", ",")


@dataclass(frozen=True)
class Form:
    """How a program writes the list; ``said`` is what somebody has to say to have it read."""

    name: str
    encoding: str = "utf-8"
    separator: str = ";"
    ending: str = "\r\n"
    english: bool = False
    day: object = german
    time: object = clock
    above: tuple = ()
    trailing: int = 0
    quoting: int = csv.QUOTE_MINIMAL
    one_name: str = ""
    order: tuple = tuple(HEADINGS)
    guard: object = None
    around: object = None
    said: dict = field(default_factory=dict)
    bytes_of: object = None


def twice(text, codec="cp1252", times=1):
    """Return *text* as UTF-8 that was taken for another encoding."""
    for _ in range(times):
        letters = text.encode("utf-8")
        text = "".join(bytes([one]).decode(codec, "ignore") or chr(one) for one in letters)
    return text


def _excel_text(text):
    """Return a number as a formula that keeps its zeros, as some programs write it."""
    return f'="{text}"' if text.isdigit() else text


def _guarded(text):
    return f"'{text}" if text.startswith("+") else text


def _blurred(text):
    """Return a cell with what nobody sees: spaces around, no-break ones, a soft hyphen."""
    return f" \u200b{text.replace(' ', chr(160))}\xad " if text else text


_MIXED = (
    "email", "family", "given", "title", "number", "phone", "time", "born", "category",
    "organisation", "code",
)  # fmt: skip
_TITLES = (("Gästeliste 2026",), (), ("Stand: 3.12.2026", "vertraulich"))
_REPAIR = {"repair": True}


def _big_endian(text):
    return b"\xfe\xff" + text.encode("utf-16-be")


def _in_pieces(text):
    return unicodedata.normalize("NFD", text).encode()


def _of_the_web(text):
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


FORMS = (
    Form("plain"),
    Form("with a mark", "utf-8-sig"),
    Form("Unicode text of Excel", "utf-16", "\t"),
    Form("UTF-16 of a Mac", separator="\t", bytes_of=_big_endian),
    Form("UTF-16 without a mark", "utf-16-le"),
    Form("German Excel", "cp1252"),
    Form("German Excel, commas", "cp1252", ","),
    Form("Latin-9 of a database", "iso8859_15", "|", "\n"),
    Form("Latin-9, tabs", "iso8859_15", "\t", "\n"),
    Form("old Mac", "mac_roman", ";", "\r"),
    Form("old Mac, commas", "mac_roman", ",", "\n"),
    Form("MS-DOS", "cp850"),
    Form("English", english=True, separator=",", ending="\n", day=iso),
    Form("English with a mark", "utf-8-sig", ",", english=True),
    Form("English of Windows", "cp1252", ",", english=True, day=iso),
    Form("declared separator", "cp1252", above=("sep=;",)),
    Form("declared bar", "utf-8-sig", "|", above=("sep=|",)),
    Form("title rows", "utf-8-sig", above=_TITLES),
    Form("title rows of Windows", "cp1252", above=_TITLES, trailing=3),
    Form("title rows, UTF-16", "utf-16", "\t", above=_TITLES),
    Form("empty columns", trailing=4),
    Form("everything quoted", "utf-8", ",", quoting=csv.QUOTE_ALL),
    Form("everything quoted, Windows", "cp1252", quoting=csv.QUOTE_ALL, ending="\n"),
    Form("last, first", one_name="Nachname, Vorname"),
    Form("last, first under Name", "cp1252", one_name="Name"),
    Form("last, first of a Mac", "mac_roman", "\t", "\r", one_name="Name, Vorname"),
    Form("letters in pieces", bytes_of=_in_pieces),
    Form("short dates", "cp1252", day=short, time=uhr),
    Form("slashes, months first", day=american, separator=","),
    Form("slashes, days first", "utf-8-sig", day=british),
    Form("numbers of days", "cp1252", day=serial, time=share),
    Form("ISO dates", "iso8859_15", day=iso, time=uhr),
    Form("another order", order=_MIXED),
    Form("zeros kept by formulas", guard=_excel_text),
    Form("guarded against formulas", "utf-8-sig", guard=_guarded),
    Form("invisible signs", guard=_blurred),
    Form("mojibake", bytes_of=lambda text: twice(text).encode(), said=_REPAIR),
    Form(
        "mojibake of a Mac", bytes_of=lambda text: twice(text, "mac_roman").encode(), said=_REPAIR
    ),
    Form("mojibake twice", bytes_of=lambda text: twice(text, times=2).encode(), said=_REPAIR),
    Form("letters of the web", guard=_of_the_web, said=_REPAIR),
)


def written(folder, form, rows):
    """Write *rows* as *form* says; return the file."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=form.separator, lineterminator=form.ending, quoting=form.quoting
    )
    for line in form.above:
        if isinstance(line, str):
            text.write(line + form.ending)
        else:
            writer.writerow([*line, *[""] * (len(form.order) - len(line) + form.trailing)])
    for cells in _lines(form, rows):
        writer.writerow([*cells, *[""] * form.trailing])
    path = folder / f"{form.name}.csv"
    content = text.getvalue()
    path.write_bytes(form.bytes_of(content) if form.bytes_of else content.encode(form.encoding))
    return path


def _lines(form, rows):
    order = form.order
    if form.one_name:
        order = tuple(key for key in order if key not in ("title", "family"))
    yield [
        form.one_name if form.one_name and key == "given" else HEADINGS[key][form.english]
        for key in order
    ]
    for row in rows:
        cells = {**row, "born": form.day(row["born"]), "time": form.time(row["time"])}
        if form.one_name:
            first = f"{row['title']} {row['given']}".strip()
            cells["given"] = f"{row['family']}, {first}"
        yield [form.guard(cells[key]) if form.guard else cells[key] for key in order]


def workbook(folder, name, rows, *, typed=True, above=0, second=""):
    """Write *rows* with openpyxl; dates are typed, or texts and numbers of days.

    A *second* sheet is ``visible`` or ``hidden``.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Gäste"
    for number in range(above):
        sheet.append([f"Gästeliste, Blatt {number}"])
    sheet.append([names[0] for names in HEADINGS.values()])
    for row in rows:
        born = row["born"] if typed else int(serial(row["born"]))
        time = row["time"] if typed else uhr(row["time"])
        sheet.append([*(row[key] for key in list(HEADINGS)[:-2]), born, time])
    if second:
        other = book.create_sheet("Helfer")
        other.append(["Vorname", "Nachname"])
        other.append(["Eva", "Beispiel"])
        other.sheet_state = second
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path
