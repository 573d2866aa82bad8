"""Papers that an event prints: they are valid, say what the data says, and name who they may."""

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from PIL import Image

from app.errors import BadgeError, InputError, UnknownError
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Direction
from app.reports.account import Contact
from app.reports.export import Format, Kind, Options, Source, export
from app.reports.papers.certificate import certificate_name
from app.reports.papers.fallback import paper_tables
from app.reports.sheet import listed_name
from app.reports.small_cells import LEAST
from tests.app.reports.people import Status, person

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
EVENT = Event(id="e", name="Gäste am Rhein", starts=STARTS, ends=STARTS + timedelta(hours=5))


def session(key, room="", kind=SessionKind.WORKSHOP, **more):
    return Session(id=key, name=f"Forum {key}", kind=kind, room=room, **more)


PROGRAMME = Programme(
    event=EVENT,
    sessions={
        "door": session("door", kind=SessionKind.ENTRANCE),
        "a": session("a", "0.12", starts=STARTS, ends=STARTS + timedelta(hours=1), capacity=9),
        "b": session("b", "1.04", starts=STARTS, ends=STARTS + timedelta(minutes=10)),
    },
)


def guest(number, *doors, **fields):
    """Return somebody who passed *doors*, ``-`` before one is the way out."""
    passages = [
        (place - 30, door.removeprefix("-"), Direction.OUT if door[0] == "-" else Direction.IN)
        for place, door in enumerate(doors)
    ]
    return person(f"r{number:03}", *passages, **fields)


def written(tmp_path, kind, people, *, name="x.pdf", **more):
    """Export and return the text of each page, after qpdf has found nothing."""
    out = tmp_path / name
    more = {"programme": PROGRAMME, "now": STARTS + timedelta(minutes=30), **more}
    export(kind, Format.PDF, out, Source(standings=people, **more))
    return checked(out)


def checked(path):
    qpdf = shutil.which("qpdf")
    if qpdf:  # run.py installs it where it can
        done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\ufffe", "").split()) for text in texts]


def test_the_evacuation_sheet_counts_by_room(tmp_path):
    people = [
        *(guest(n, "door", "a") for n in range(7)),
        *(guest(n, "door", "b") for n in range(10, 13)),  # forum b is over
        guest(20, "a"),  # whom the entrance has not seen
        guest(21, "door", "-door"),
        guest(22, "door", "a", "-a"),
        guest(23),
    ]

    (page,) = written(tmp_path, Kind.EVACUATION, people, counted=25)

    assert "0.12 Forum a 8" in page
    assert "Foyer und andere Räume 4" in page
    assert "ohne Namen gezählt 25 zusammen 37" in page
    assert "Forum b" not in page


def test_it_names_those_who_agreed_and_nobody_else(tmp_path):
    agreed = {"needs": "Rollstuhl", "needs_consent": "2026-11-01"}
    people = [
        guest(1, "door", "a", name="Rita Rad", **agreed),
        guest(2, "door", name="Ohne Ja", needs="Blind"),
        guest(3, name="Noch Nicht Da", **agreed),
        guest(4, "door", name="Mia Mit"),
    ]

    (page,) = written(tmp_path, Kind.EVACUATION, people)

    assert "0.12 Rita Rad Rollstuhl" in page
    for hidden in ("Ohne Ja", "Blind", "Noch Nicht Da", "Mia Mit"):
        assert hidden not in page


def test_it_tells_how_sure_the_numbers_are(tmp_path):
    people = [guest(n, "door") for n in range(6)]
    now = STARTS + timedelta(minutes=30)
    known = [
        Contact(id="a", name="Tor 1", seen=now, unsent=0),
        Contact(id="b", name="Tor 2", seen=now - timedelta(minutes=9), unsent=4),
    ]

    (page,) = written(tmp_path, Kind.EVACUATION, people, contacts=known)

    assert "mindestens" in page
    assert "Noch nicht vollständig: Tor 2." in page
    assert "Höchstwerte" in page


def crowd(number=80):
    dice = random.Random(5)  # noqa: S311 - a repeatable crowd
    lands = ["Indien"] * 5 + ["China"] * 3 + ["Peru", "Chile", ""]
    return [
        guest(n, *(["door", "a"] if n % 2 else ["door"]) * (n % 5 > 0), country=dice.choice(lands))
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Gäste aus 4 Ländern", "davon gekommen", "Herkunft", "Am 3. Dezember 2026"]),
        ("en", ["guests from 4 countries", "of them came", "Origin", "On 3 December 2026"]),
    ],
)
def test_the_report_is_one_page_of_numbers_in_both_languages(tmp_path, language, words):
    people = crowd()

    (page,) = written(tmp_path, Kind.REPORT, people, language=language)

    assert all(word in page for word in words)
    assert "Am 3. Dezember 2026" in page
    assert "On 3 December 2026" in page
    assert "(80 – 64) ÷ 80" in page
    assert "Gast r0" not in page


def test_a_report_of_nobody_is_a_report(tmp_path):
    (page,) = written(tmp_path, Kind.REPORT, [])

    assert "0 Gäste" in page
    assert "Noch ist niemand angekommen" in page


def test_no_group_of_a_report_is_small(tmp_path):
    people = [guest(n, "door", country="Peru" if n else "Chile") for n in range(LEAST + 2)]

    (page,) = written(tmp_path, Kind.REPORT, people)

    assert "Peru 6" not in page  # one could be told from seven
    assert "Chile" not in page


@pytest.mark.parametrize("desks", [1, 3, 4, 26])
def test_paper_lists_part_the_letters_between_desks(desks):
    dice = random.Random(7)  # noqa: S311 - a repeatable crowd
    families = [dice.choice("ABCDEFGHIJKLMNOPQRSTUVWÄÖŁ") + "bc" for _ in range(300)]
    people = [guest(n, name="", given="Kim", family=family) for n, family in enumerate(families)]

    tables = paper_tables(people, "2", desks)

    assert sum(len(table.people) for table in tables) == 300
    assert tables[0].name == "2A"
    assert len(tables) == min(desks, 23)
    if desks == 4:
        assert max(len(table.people) for table in tables) < 110
    ends = [(table.people[0].person.family[0], table.span) for table in tables]
    assert all(span[0] == {"Ä": "A", "Ö": "O", "Ł": "L"}.get(first, first) for first, span in ends)


def test_paper_lists_hold_a_numbered_row_for_everybody_who_may_come(tmp_path):
    people = [guest(n, name="", given="Kim", family=f"Ä{n:03}") for n in range(40)]
    gone = guest(99, name="Gero Weg", status=Status.CANCELLED)

    first, second = written(
        tmp_path, Kind.FALLBACK, [*people, gone], label="3", options=Options(desks=1)
    )

    assert "Liste 3A" in first
    assert "1 Ä000, Kim" in first
    assert "40 Ä039, Kim" in second
    assert "Liste 3A · Seite 2 von 2" in second
    assert "Ohne Anmeldung" in second
    assert "Gero" not in first + second


def test_without_guests_there_is_no_paper_list(tmp_path):
    with pytest.raises(InputError, match="nobody on the list"):
        written(tmp_path, Kind.FALLBACK, [])
    with pytest.raises(InputError, match="1 to 26 desks"):
        written(tmp_path, Kind.FALLBACK, [guest(1)], options=Options(desks=0))


def logos(folder):
    svg = folder / "a.svg"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1">'
                   '<rect width="3" height="1" fill="#003399"/></svg>')  # fmt: skip
    Image.new("RGB", (40, 40), (200, 20, 20)).save(folder / "b.png")
    return svg, folder / "b.png"


def test_logos_stand_on_papers(tmp_path):
    people = [guest(n, "door", "a", name=f"Gast {n}") for n in range(7)]
    chosen = Options(logos=logos(tmp_path))
    red, blue = (200, 20, 20), (0, 0x33, 0x99)

    late = STARTS + timedelta(hours=2)
    for kind in (Kind.REPORT, Kind.SIGNATURES, Kind.CERTIFICATES):
        written(tmp_path, kind, people, session=PROGRAMME.sessions["a"], now=late, options=chosen)
        page = pypdfium2.PdfDocument(tmp_path / "x.pdf")[0]
        shown = {colour for _, colour in page.render().to_pil().convert("RGB").getcolors(10**6)}
        assert {red, blue} <= shown, kind


def test_a_logo_that_is_no_picture_is_told(tmp_path):
    (tmp_path / "c.png").write_text("no picture")

    with pytest.raises(BadgeError, match="no PNG or SVG"):
        written(tmp_path, Kind.REPORT, [], options=Options(logos=(tmp_path / "c.png",)))


def test_certificates_are_one_file_a_guest_named_like_a_list(tmp_path):
    people = [
        guest(1, "door", "a", name="", given="Zoë", family="Ünal", code="AAAA1111"),
        guest(2, "door", "a", name="", given="小明", family="王", code="AAAA2222"),
        guest(3, "door", name="Nur Da"),
    ]
    asked = Source(
        programme=PROGRAMME,
        standings=people,
        session=PROGRAMME.sessions["a"],
        now=STARTS + timedelta(hours=2),
        options=Options(is_each=True),
    )

    assert export(Kind.CERTIFICATES, Format.PDF, tmp_path / "all", asked) == 2

    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert names == ["Unal_Zoe_1111.pdf", "Wang_XiaoMing_2222.pdf"]
    assert "王" in "".join(checked(tmp_path / "all" / names[1]))


def test_one_certificate_is_of_the_guest_who_was_named(tmp_path):
    people = [guest(n, "door", "a", name=f"Gast {n}") for n in range(3)]
    more = {"session": PROGRAMME.sessions["a"], "now": STARTS + timedelta(hours=2)}

    (page,) = written(tmp_path, Kind.CERTIFICATES, people, options=Options(guest="r001"), **more)

    assert "Gast 1" in page
    with pytest.raises(UnknownError, match="no registration r9"):
        written(tmp_path, Kind.CERTIFICATES, people, options=Options(guest="r9"), **more)


def test_names_of_files_are_plain_on_every_system():
    odd = guest(1, name="", given='a/b:"*', family="C:\\Ω", code="T/1")

    assert certificate_name(odd) == "C-O_a-b_T-1.pdf"


def test_every_paper_passes_the_check_and_says_what_the_data_says(tmp_path):
    """Names of many scripts, the longest, a title, an apostrophe."""
    names = [
        {"given": "Ngọc Ánh", "family": "Nguyễn"},
        {"given": "محمد", "family": "الحداد"},
        {"given": "小明", "family": "王"},
        {"given": "Пётр", "family": "Чайковский"},
        {"title": "Prof. Dr. Dr. h. c. mult.", "given": "Anne-Kathrin Maria Theresia",
         "family": "Schmitz-Winkelmann von der Heydt zu Hohenlohe-Langenburg"},
        {"given": "Seán", "family": "O’Brien"},
    ]  # fmt: skip
    people = [guest(n, "door", "a", name="", **name) for n, name in enumerate(names)]
    arabic = people[1]  # its words stand from right to left, the text of a page does not
    more = {"session": PROGRAMME.sessions["a"], "now": STARTS + timedelta(hours=2)}

    for kind in (Kind.SIGNATURES, Kind.CERTIFICATES, Kind.FALLBACK):
        text = plain("".join(written(tmp_path, kind, people, **more)))
        for one in people:
            told = one.person.name if kind is Kind.CERTIFICATES else listed_name(one.person)
            parts = told.replace(",", "").split() if one is arabic else [told]
            assert all(plain(part) in text for part in parts), (kind, told)


def plain(text):
    """Return text without blanks and hyphens, which stand at the ends of lines otherwise."""
    return re.sub(r"[\s-]", "", text)
