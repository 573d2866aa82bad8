"""Finished badges: right size, right text, ink where it belongs, a code that reads."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from app.badge.clean import clean
from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.raster import page_image, page_sizes, page_texts
from app.badge.render import BadgeRenderer
from app.model.badge import BadgeContent, ProblemKind

MM = 72 / 25.4
DPI = 101.6
PX_PER_MM = DPI / 25.4
# What PDF readers put in another way than the page does: brackets and signs between
# right-to-left words, presentation forms, and order of marks beyond the first planes.
READ_OTHERWISE = {285, 303, 309}


def person_content(guest, person):
    return guest(name=person["name"], given="", family="", language=person["lang"])


def same_letters(text):
    """Return *text* in one form of composition, without ends of lines and hyphens at them."""
    without = "".join(text.split()).translate(dict.fromkeys(map(ord, "-\ufffe\x02")))
    return unicodedata.normalize("NFC", without)


def test_one_page_a_badge_of_exactly_the_stock(renderer, guest):
    rendered = renderer.render([guest(), guest(name="Ana", given="Ana", family="")])

    assert rendered.pages == 2
    for width, height in page_sizes(rendered.pdf):
        assert width == pytest.approx(105 * MM, abs=0.01)
        assert height == pytest.approx(148 * MM, abs=0.01)


def test_all_that_is_known_of_a_guest_stands_on_the_badge(renderer, guest):
    text = page_texts(renderer.render([guest()]).pdf)[0]

    assert text.split("\r\n") == [
        "Düsseldorf meets",
        "International Talents",
        "3. Dezember 2024",
        "Änne",
        "Weißgerber",
        "Hochschule Düsseldorf",
        "Deutschland",
        "Workshop 2",
        "Bewerben in Deutschland",
        "1.04 Raum",
        "1. Obergeschoss",
        "Gast · Guest",
    ]


def test_names_of_all_scripts_copy_out_as_they_went_in(renderer, guest, names):
    people = [person for person in names if person["id"] not in READ_OTHERWISE]
    pages = page_texts(renderer.render([person_content(guest, p) for p in people]).pdf)

    for person, page in zip(people, pages, strict=True):
        words = clean(person["name"]).replace("(", " ").replace(")", " ").split()
        assert all(same_letters(word) in same_letters(page) for word in words), (person, page)


def test_no_ink_leaves_the_type_area(renderer, guest, names):
    people = names[::4]
    pdf = renderer.render([person_content(guest, person) for person in people]).pdf

    for number, person in enumerate(people):
        page = page_image(pdf, DPI, number).convert("L")
        left, right = round(7.5 * PX_PER_MM), round(97.5 * PX_PER_MM)
        top, bottom = round(28 * PX_PER_MM), round(133 * PX_PER_MM)
        between = (0, top, page.width, round(34 * PX_PER_MM))
        for box in ((0, top, left, bottom), (right, top, page.width, bottom), between):
            # A pixel that ink touches by its thousandth part is not black.
            assert page.crop(box).getextrema()[0] > 250, person


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_a_camera_reads_the_code(renderer, guest, dpi):
    content = guest(code="KLNOPRSTUVXBCDEF", category="Referentin")
    page = page_image(renderer.render([content]).pdf, dpi).convert("1")

    assert [found.text for found in zxingcpp.read_barcodes(page)] == ["KLNOPRSTUVXBCDEF"]


def test_a_foreign_code_is_drawn_with_its_spaces(renderer, guest):
    page = page_image(renderer.render([guest(code=" ab c/ü ")]).pdf, 200)

    assert [found.text for found in zxingcpp.read_barcodes(page)] == [" ab c/ü "]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_becomes_a_badge(first, second, third):
    renderer = BadgeRenderer(find_design("a6"), bundled_fonts())
    content = BadgeContent(
        code="CODE", name=first, given=second, family=third, native=first, organisation=second
    )

    assert page_sizes(renderer.render([content]).pdf)


def test_a_novel_in_place_of_a_name_takes_no_time(renderer, guest):
    found = renderer.problems(guest(given="Anna-Maria " * 5000))

    assert found[0].kind is ProblemKind.SMALL


def test_the_quiet_zone_stays_white(renderer, guest):
    page = page_image(renderer.render([guest()]).pdf, DPI).convert("L")
    module = 26 / 21
    for left, top, right, bottom in ((8 - 4 * module, 103, 7.8, 129), (34.2, 103, 39, 129)):
        box = [round(side * PX_PER_MM) for side in (left, top, right, bottom)]
        assert page.crop(box).getextrema() == (255, 255)


@pytest.mark.parametrize(("category", "shade"), [("Gast", 255), ("Referentin", 0), ("Team", 0)])
def test_the_bar_is_black_for_speakers_and_staff(renderer, guest, category, shade):
    page = page_image(renderer.render([guest(category=category)]).pdf, DPI).convert("L")

    assert page.getpixel((round(2 * PX_PER_MM), round(141 * PX_PER_MM))) == shade


def test_a_flag_is_said_in_words(renderer, guest):
    plain, flagged = page_texts(renderer.render([guest(), guest(flags=("no_photo",))]).pdf)

    assert "Bitte kein Foto" not in plain
    assert "Bitte kein Foto" in flagged


def test_own_script_that_runs_right_to_left_stands_at_the_right(renderer, guest):
    pdf = renderer.render([guest(given="Omar", family="Haddad", native="عمر الحداد")]).pdf
    page = page_image(pdf, DPI).convert("L")
    line = page.crop((0, round(67 * PX_PER_MM), page.width, round(79 * PX_PER_MM)))
    left, _, right, _ = line.point(lambda shade: 255 - shade).getbbox()

    assert right == pytest.approx(97 * PX_PER_MM, abs=4)
    assert left > 50 * PX_PER_MM


def test_a_letter_that_the_family_lacks_sets_the_whole_name_in_another(renderer, guest):
    pdf = renderer.render([guest(given="Adéṣọ́", family="Weiß", organisation="")]).pdf

    assert b"EMPFNG+NotoSans-Bold" in pdf
    assert b"EMPFNG+IBMPlexSans-Bold" not in pdf


def test_the_same_guests_give_the_same_bytes(renderer, guest):
    assert renderer.render([guest()]).pdf == renderer.render([guest()]).pdf


def test_a_batch_keeps_the_order(renderer, guest):
    given = [f"Name{number}" for number in range(30)]
    pages = page_texts(renderer.render([guest(given=name) for name in given]).pdf)

    assert all(name in page for name, page in zip(given, pages, strict=True))


def test_the_largest_line_gives_way_first(renderer, guest):
    content = guest(given="Daria Ekaterina", family="Ivanova", native="Дарья Екатерина Иванова")

    assert renderer.problems(content) == ()


def test_what_is_wrong_is_reported_with_the_badges(renderer, guest):
    long = guest(given="Donaukieselsteinhausenbergerdörffen-" * 3, family="")
    warnings = renderer.render([guest(), replace(long, code="CODE2")]).warnings

    assert {(warning.code, warning.kind) for warning in warnings} == {("CODE2", ProblemKind.SMALL)}


def test_nothing_known_but_the_code_is_still_a_badge(renderer, guest):
    empty = {"given": "", "family": "", "organisation": "", "country": "", "room": ""}
    content = guest(name="", session="", event="", date="", category="", **empty)

    assert page_texts(renderer.render([content]).pdf) == ["Gast · Guest"]


def test_no_badges_are_a_document_without_pages(renderer):
    assert renderer.render([]).pages == 0


def test_pages_can_be_drawn_from_several_threads(renderer, guest):
    pdf = renderer.render([guest()]).pdf
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: page_image(pdf, 60).tobytes(), range(12)))

    assert len(set(pictures)) == 1
