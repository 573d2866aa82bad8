"""The page to hold a ruler against is true to size on every stock."""

import pytest
import zxingcpp
from PIL import ImageOps

from app.badge.raster import page_image, page_sizes, page_texts
from app.badge.ruler import ruler_page
from app.badge.stock import load_stock

DPI = 254
"""Ten dots a millimetre."""


@pytest.mark.parametrize(("stock", "length"), [("a6", 100), ("a7", 70), ("90x54", 80)])
def test_the_rule_is_as_long_as_it_says(stock, length):
    page = ruler_page(load_stock(stock), "Zebra")
    picture = ImageOps.invert(page_image(page, DPI).convert("L"))
    middle = picture.height // 2
    inside = picture.crop((22, middle - 3, picture.width - 22, middle + 3))
    left, _, right, _ = inside.getbbox()

    assert right - left == pytest.approx(length * 10, abs=6)
    assert f"Zebra: {length} ×" in page_texts(page)[0]


@pytest.mark.parametrize("stock", ["a6", "cr80", "62mm"])
def test_the_page_has_the_size_of_the_stock(stock):
    found = load_stock(stock)
    width, height = (length * 72 / 25.4 for length in found.page)

    assert page_sizes(ruler_page(found, "")) == [pytest.approx((width, height), abs=0.01)]


def test_its_finest_code_can_be_read():
    picture = page_image(ruler_page(load_stock("a6"), "日本"), 300)

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["EMPFANG"]
