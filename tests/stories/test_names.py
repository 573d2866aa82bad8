"""Names of people from anywhere: sorted, printed, kept as they are, complete or not."""

import csv
import json
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from faker.providers.person.de_DE import Provider

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.raster import page_image, page_texts
from app.badge.render import BadgeRenderer
from app.bootstrap.badge_content import badge_content
from app.bootstrap.rosters import import_roster
from app.model.badge import BadgeContent, ProblemKind
from app.model.person import Person
from app.model.standing import Origin, Standing
from app.reports.export import Format, Kind, Source, export
from app.reports.papers.certificate import Attendance, certificate_pdf
from app.reports.papers.signature_list import signature_list_pdf
from app.reports.sheet import sorting_name
from app.roster.cleaning import clean
from tests.stories.guests import guests, lots
from tests.stories.sizes import size
from tests.stories.test_papers import FORUM, PROGRAMME, STARTS, someone, texts

NAMES = Path(__file__).parents[1] / "data" / "names.json"
MM_PER_INCH = 25.4

# In the order of DIN 5007-2, written down by hand: family name, given name.
IN_ORDER = [
    ("Ackermann", "Zoe"), ("Aden", "Ole"), ("Adler", "Ben"), ("Äder", "Uwe"), ("Ahmed", "Tasnim"),
    ("Al-Haddad", "Omar"), ("Alander", "Per"), ("Bader", "Mia"), ("Bäcker", "Jan"),
    ("Baecker", "Tom"), ("Beck", "Ute"), ("von Beckum", "Anna"), ("Bergmann", "Ida"),
    ("Çelik", "Elif"), ("Celik", "Emre"), ("Đorđević", "Ana"), ("Dorfer", "Max"),
    ("El-Amrani", "Sara"), ("Ferreira", "João"), ("Gärtner", "Kim"), ("Gartner", "Lea"),
    ("Göbel", "Ina"), ("Goebel", "Jon"), ("Goethe", "Ada"), ("von Goethe", "Johann"),
    ("van Gogh", "Theo"), ("Gothe", "Eva"), ("Groß", "Ute"), ("Gross", "Vera"),
    ("Großmann", "Abel"), ("Hahn", "Lea"), ("von der Heide", "Karl"), ("Heider", "Ann"),
    ("Hoffmann", "Ida"), ("Ilić", "Mila"), ("Işık", "Can"), ("Isken", "Bo"), ("Kaya", "Ece"),
    ("Kowalski", "Jan"), ("Łabędź", "Ewa"), ("Lang", "Adam"), ("Lang", "Äneas"), ("Lang", "Alma"),
    ("Le Blanc", "Zoé"), ("Leblanc", "Guy"), ("Li", "Na"), ("Li", "Wei"), ("McDonald", "Roy"),
    ("Müller", "Anna"), ("Müller", "Zoe"), ("Müller-Özil", "Amy"), ("Muller", "Ada"),
    ("Nguyễn", "Ánh"), ("O'Brien", "Seán"), ("Obst", "Kai"), ("Öztürk", "Can"), ("Oger", "Luc"),
    ("Ruiz", "Eva"), ("Şahin", "Aylin"), ("Sahm", "Eda"), ("Weiß", "Ada"), ("Weiss", "Bea"),
    ("Freifrau von Weizen", "Anne"), ("zu Zabel", "Ernst"),
]  # fmt: skip


def standing(number, **fields):
    return Standing(
        registration=f"r{number:04}", origin=Origin.LIST, code=f"C{number}", person=Person(fields)
    )


def in_list(people):
    """Return the names of (family, given) pairs as a list by name has them."""
    pairs = list(people)
    mixed = lots(6).sample(pairs, len(pairs))
    found = sorted(
        (standing(n, family=family, given=given) for n, (family, given) in enumerate(mixed)),
        key=sorting_name,
    )
    return [(one.person.family, one.person.given) for one in found]


def test_a06_a_list_is_sorted_as_din_5007_2_has_it(measured):
    plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    letters = set("abcdefghijklmnopqrstuvwxyzäöüß")
    names = [name for name in Provider.last_names if set(name.casefold()) <= letters][:200]

    assert in_list(IN_ORDER) == IN_ORDER
    found = [name.lower().translate(plain) for name, _ in in_list((name, "A") for name in names)]
    assert found == sorted(name.lower().translate(plain) for name in names)
    measured("A06", f"{len(IN_ORDER)} names by hand, {len(names)} German surnames")


@pytest.fixture(scope="module")
def renderer():
    return BadgeRenderer(find_design("a6"), bundled_fonts())


def badge(number, given, family):
    return BadgeContent(
        code=f"BCDEFGHJKLN{number:05}", name=f"{given} {family}".strip(), given=given,
        family=family, organisation="Heinrich-Heine-Universität Düsseldorf", category="Gast",
        event="Talente am Rhein",
    )  # fmt: skip


def longest(count):
    """Return so many names as long as some people have them."""
    given = ["Maria Magdalena Theodora", "Thị Ngọc Ánh Phương", "Abd el-Rahman bin Mohammed"]
    family = ["Wickramasinghe Mudiyanselage", "Schmitz-Winkelmann von der Heydt",
              "Leutheusser-Schnarrenberger", "Christodoulopoulou-Papadopoulou"]  # fmt: skip
    pairs = [
        (one, f"{other} {more}")
        for one in given
        for other in family
        for more in family
        if other != more
    ]
    return (pairs + [(f"{one} {two}", f) for one in given for two in given for f in family])[:count]


def test_a07_no_name_is_cut_and_no_letter_is_a_box(renderer, measured):
    drawn = [
        (guest.given.strip(), guest.family.strip(" .")) for guest in guests(size(400, 2_000))[::2]
    ]
    names = [(given, family) for given, family in drawn if given or family] + longest(50)
    contents = [badge(number, *name) for number, name in enumerate(names)]
    problems = [problem for content in contents for problem in renderer.problems(content)]

    assert [p.detail for p in problems if p.kind is ProblemKind.GLYPH] == []
    assert [p.detail for p in problems if p.kind is ProblemKind.SMALL] == []
    smallest = min((p.size for p in problems if p.text == p.name or p.text in p.name), default=24)
    measured("A07", f"{len(names)} names; {len(problems)} of them smaller than wished")
    assert smallest >= 10


def test_a07_the_code_of_the_longest_name_is_read(renderer):
    contents = [badge(number, *name) for number, name in enumerate(longest(6))]
    pdf = renderer.render(contents).pdf

    for number, content in enumerate(contents):
        (code,) = zxingcpp.read_barcodes(page_image(pdf, 150, number))
        corners = code.position
        side_px = corners.top_right.x - corners.top_left.x
        assert code.text == content.code
        assert side_px / 150 * MM_PER_INCH >= 20
        words = "".join(page_texts(pdf)[number].split())
        assert "".join(content.given.split()).replace("-", "") in words.replace("-", "")


def test_a08_names_come_out_as_they_went_in(event_of, tmp_path, measured):
    known = json.loads(NAMES.read_text("utf-8"))["names"]
    names = [person["name"] for person in known if clean(person["name"]).strip()][:300]
    source = tmp_path / "list.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = [("Name", "Nr"), *((name, number) for number, name in enumerate(names))]
        csv.writer(file, delimiter=";").writerows(rows)
    _, workplace = event_of(100)

    import_roster(workplace, source)
    out = tmp_path / "out.json"
    journal = workplace.journal
    everybody = Source(programme=journal.programme(), standings=journal.standings())
    export(Kind.ARRIVALS, Format.JSON, out, everybody)

    rows = json.loads(out.read_text("utf-8"))
    found = {row["fields"]["Nr"]: row["fields"]["name"] for row in rows if "Nr" in row["fields"]}
    changed = {
        name: found[str(number)]
        for number, name in enumerate(names)
        if found[str(number)] != " ".join(unicodedata.normalize("NFC", name).split())
    }
    measured(
        "A08",
        f"{len(names) - len(changed)} of {len(names)} names byte by byte after NFC, blanks single",
    )
    assert changed == {}


@pytest.mark.parametrize("key", ["given", "family", "name"])
def test_a09_one_name_and_no_salutation_go_all_the_way(event_of, tmp_path, key):
    headings = {"given": "Vorname", "family": "Nachname", "name": "Name"}
    source = tmp_path / "list.csv"
    source.write_text(f"{headings[key]};Organisation\nSuharto;Universität Bonn\n", "utf-8")
    _, workplace = event_of(100)
    import_roster(workplace, source)

    hit = workplace.find("suharto", 5)[0]
    there = workplace.journal.standing(hit.id)
    assert hit.name == there.person.name == "Suharto"

    content = badge_content(there, workplace.journal.programme())
    renderer = BadgeRenderer(find_design("a6"), bundled_fonts())
    assert "Suharto" in page_texts(renderer.render([content]).pdf)[0]

    guest = someone(1, minutes=60, **{key: "Suharto"})
    (page,) = texts(signature_list_pdf(PROGRAMME, [guest], FORUM))
    assert "1 Suharto" in page
    attendance = Attendance(PROGRAMME, FORUM, STARTS + timedelta(hours=2))
    (page,) = texts(certificate_pdf(attendance, guest))
    assert "dass Suharto" in page
