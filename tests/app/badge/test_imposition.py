"""Folds, backs, bleed and sheets: what lies where on the paper."""

import pytest
import zxingcpp

from app.badge.design import bundled_designs, find_design, load_design
from app.badge.raster import page_image, page_sizes
from app.badge.render import BadgeRenderer
from app.badge.stock import bundled_stocks, load_stock
from app.errors import BadgeError

MM = 72 / 25.4
STOCK = 'format = 1\nname = "Own"\nwidth = 105\nheight = 148\n'
SHEET = """
[sheet]
width = 320
height = 450
columns = 3
rows = 3
left = 2
top = 3
pitch_x = 105
pitch_y = 148
crop_marks = true
"""


@pytest.fixture
def own(tmp_path, fonts):
    """Return a renderer of the usual design on stock that is described."""

    def make(text):
        path = tmp_path / "own.toml"
        path.write_text(STOCK + text, "utf-8")
        return BadgeRenderer(find_design("a6", str(path)), fonts)

    return make


def codes(page, guest_code="BCDEFGHJKLNOPRST"):
    """Return where in the page, in millimetres, codes of the guest stand, and how turned."""
    found = zxingcpp.read_barcodes(page)
    assert {code.text for code in found} <= {guest_code}
    places = []
    for code in found:
        corner = code.position.top_left
        places.append((round(corner.x / 4), round(corner.y / 4), abs(code.orientation) > 90))
    return sorted(places)


@pytest.mark.parametrize("name", bundled_stocks())
def test_shipped_stock_is_sound(name):
    stock = load_stock(name)

    assert stock.name
    assert min(stock.page) > 40


@pytest.mark.parametrize("name", bundled_designs())
def test_shipped_designs_fit_their_stock_and_have_a_code_that_reads(name, guest, fonts):
    design = find_design(name)
    pdf = BadgeRenderer(design, fonts).render([guest()]).pdf
    dpi = design.stock.dpi or 203

    width, height = page_sizes(pdf)[0]
    assert (width / MM, height / MM) == pytest.approx(design.stock.page, abs=0.01)
    found = zxingcpp.read_barcodes(page_image(pdf, dpi).convert("1", dither=0))
    assert [code.text for code in found] == ["BCDEFGHJKLNOPRST"]


def test_a_badge_folded_at_the_top_has_its_second_half_above_and_turned(own, guest):
    pdf = own('fold = "top"\n').render([guest()]).pdf

    assert page_sizes(pdf)[0] == pytest.approx((105 * MM, 296 * MM), abs=0.01)
    assert codes(page_image(pdf, 101.6)) == [(8, 251, False), (97, 45, True)]


def test_a_badge_folded_at_the_side_opens_like_a_book(own, guest):
    page = page_image(own('fold = "side"\n').render([guest()]).pdf, 101.6)

    assert codes(page) == [(8, 103, False), (113, 103, False)]


def test_a_back_takes_the_place_of_the_second_front(tmp_path, fonts, guest):
    text = bundled_designs()["a6"].read_text("utf-8")
    path = tmp_path / "own.toml"
    back = '[[back]]\nkind = "text"\nbox = [8, 8, 60, 20]\ntext = "{full}"\ntype = {size = 20}\n'
    path.write_text(text + back, "utf-8")
    folded = BadgeRenderer(load_design(path, "a6-fold"), fonts).render([guest()])

    assert folded.pages == 1
    assert codes(page_image(folded.pdf, 101.6)) == [(8, 251, False)]
    with pytest.raises(BadgeError, match="one side only"):
        load_design(path)


def test_a_card_with_two_sides_has_two_pages(guest, fonts):
    renderer = BadgeRenderer(find_design("cr80"), fonts)

    assert renderer.render([guest(), guest()]).pages == 4


def test_bleed_makes_the_page_larger_and_says_where_to_cut(own, guest):
    pdf = own("bleed = 3\n").render([guest()]).pdf

    assert page_sizes(pdf)[0] == pytest.approx((111 * MM, 154 * MM), abs=0.01)
    assert b"/TrimBox [8.504 8.504 306.142 428.031]" in pdf
    assert codes(page_image(pdf, 101.6)) == [(11, 106, False)]


def test_a_sheet_is_filled_row_by_row_and_a_begun_one_goes_on(own, guest):
    renderer = own(SHEET)
    pages = renderer.render([guest()] * 4).pdf
    begun = renderer.render([guest()] * 3, skip=8)

    assert codes(page_image(pages, 101.6)) == [
        (10, 106, False),
        (10, 254, False),
        (115, 106, False),
        (220, 106, False),
    ]
    assert begun.pages == 2
    assert codes(page_image(begun.pdf, 101.6)) == [(220, 402, False)]


def test_crop_marks_stand_outside_the_badges(fonts, guest):
    renderer = BadgeRenderer(find_design("90x54", "90x54-on-a4"), fonts)
    page = page_image(renderer.render([guest()]).pdf, 101.6).convert("L")

    corner = page.crop((55, 15, 65, 45))
    assert corner.getextrema()[0] < 200
    assert page.crop((62, 56, 418, 64)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("fold = 'up'\n", 5, "Invalid enum value"),
        ("safe = 60\n", 5, "leave nothing to print on"),
        ("bleed = inf\n", 5, "has no end"),
        (SHEET.replace("pitch_x = 105", "pitch_x = 95"), 13, "lie on each other"),
        (SHEET.replace("rows = 3", "rows = 4"), 9, "leave the sheet"),
        (SHEET.replace("rows = 3", "lines = 3"), 10, "unknown field `lines`"),
    ],
)
def test_what_is_wrong_with_stock_is_told_with_its_line(own, text, line, problem):
    with pytest.raises(BadgeError) as caught:
        own(text)

    assert caught.value.sentence.startswith(f"own.toml, line {line}: ")
    assert problem in caught.value.sentence


@pytest.mark.parametrize("dpi", [203, 300])
def test_label_printers_get_whole_dots_a_module(own, guest, dpi):
    page = page_image(own(f"dpi = {dpi}\n").render([guest()]).pdf, dpi).convert("L")
    left, top = round(7 / 25.4 * dpi), round(102 / 25.4 * dpi)
    code = page.crop((left, top, left + round(28 / 25.4 * dpi), top + round(28 / 25.4 * dpi)))

    histogram = code.histogram()
    assert histogram[0] > 1000
    assert sum(histogram[40:216]) == 0
