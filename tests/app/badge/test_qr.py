"""QR codes that cameras read, as pictures and as paths."""

import io

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from app.badge.qr import QUIET_ZONE, dark_runs, qr_image, qr_matrix, qr_png
from app.errors import BadgeError
from app.model.code import new_code

codes = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120)


def read(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


@given(codes)
def test_any_code_can_be_read_back(code):
    assert read(qr_image(code, scale=4)) == [code]


def test_own_codes_are_drawn_as_the_library_draws_them():
    for code in (new_code() + "BCDX" * (number % 2) for number in range(50)):
        symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=2)
        symbol.add_data(code)
        symbol.make(fit=True)
        assert [list(row) for row in qr_matrix(code)] == symbol.get_matrix()


def test_an_own_code_takes_the_smallest_symbol():
    assert len(qr_matrix(new_code())) == 21


def test_runs_are_the_dark_modules():
    matrix = qr_matrix("BCDEFGHJKLNOPRST")
    cells = {(x + i, y) for x, y, length in dark_runs(matrix) for i in range(length)}

    assert cells == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_a_picture_is_black_and_white_with_its_quiet_zone(tmp_path):
    path = tmp_path / "code.png"
    qr_png("BCDEFGHJKLNOPRST", path, scale=6)

    with Image.open(path) as image:
        assert image.size == ((21 + 2 * QUIET_ZONE) * 6,) * 2
        assert image.mode == "1"
        assert read(image.convert("L")) == ["BCDEFGHJKLNOPRST"]


def test_a_picture_can_be_kept_in_memory():
    target = io.BytesIO()
    qr_png("CODE", target, scale=5)

    assert read(Image.open(target).convert("L")) == ["CODE"]


@pytest.mark.parametrize(
    ("code", "problem"),
    [("", "has no code"), ("x" * 3000, "does not go into"), ("\ud800", "does not")],
)
def test_a_code_that_cannot_be_drawn_is_refused(code, problem):
    with pytest.raises(BadgeError, match=problem):
        qr_matrix(code)
