"""Pictures are read once and embedded once."""

import shutil

import pytest
from PIL import Image

from app.badge.design import bundled_designs, load_design
from app.badge.picture import Bitmap, load_picture
from app.badge.raster import page_image
from app.badge.render import BadgeRenderer
from app.errors import BadgeError

FIELD = '\n[[field]]\nkind = "image"\nbox = [60, 30, 30, 12]\nsrc = "{}"\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#f00" d="{}"/></svg>'


@pytest.fixture
def with_logo(tmp_path, fonts):
    """Return a renderer of the usual design with a logo."""
    Image.new("RGB", (60, 24), "#0072b2").save(tmp_path / "logo.png")
    (tmp_path / "logo.svg").write_text(SVG.format("M0 0h9v9h-9z"), "utf-8")

    def make(name):
        text = bundled_designs()["a6"].read_text("utf-8") + FIELD.format(name)
        path = tmp_path / "own.toml"
        path.write_text(text, "utf-8")
        return BadgeRenderer(load_design(path), fonts)

    return make


def test_a_bitmap_fills_its_box_undistorted(with_logo, guest):
    page = page_image(with_logo("logo.png").render([guest()]).pdf, 101.6)

    assert page.getpixel((75 * 4, 36 * 4)) == (0, 114, 178)
    assert page.getpixel((59 * 4, 36 * 4)) == (255, 255, 255)


def test_a_drawing_stands_in_the_middle_of_its_box(with_logo, guest):
    page = page_image(with_logo("logo.svg").render([guest()]).pdf, 101.6)

    assert page.getpixel((75 * 4, 36 * 4)) == (255, 0, 0)
    assert page.getpixel((67 * 4, 36 * 4)) == (255, 255, 255)


def test_a_picture_is_embedded_once_for_all_badges(with_logo, guest):
    pdf = with_logo("logo.png").render([guest()] * 5).pdf

    assert pdf.count(b"/Subtype /Image") == 1


def test_what_is_transparent_shows_the_paper(tmp_path):
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    clear.save(tmp_path / "clear.png")
    picture = load_picture(tmp_path / "clear.png")

    assert isinstance(picture, Bitmap)
    assert picture.space == "DeviceGray"
    assert picture.mask


def test_an_unchanged_picture_is_read_once(tmp_path):
    path = tmp_path / "logo.png"
    Image.new("L", (4, 4)).save(path)
    first = load_picture(path)
    again = load_picture(path)
    Image.new("L", (8, 4)).save(path)

    assert first is again
    assert load_picture(path).width == 8


@pytest.mark.parametrize("name", ["gone.png", "logo.toml", "", "a\\u0000b.png"])
def test_a_picture_that_cannot_be_drawn_is_told_with_the_line_of_the_design(with_logo, name):
    with pytest.raises(BadgeError) as caught:
        with_logo(name)

    line = bundled_designs()["a6"].read_text("utf-8").count("\n") + 5
    assert caught.value.sentence.startswith(f"own.toml, line {line}: ")


def test_no_picture_but_png_and_svg_is_opened(tmp_path):
    Image.new("L", (4, 4)).save(tmp_path / "logo.gif")
    shutil.copy(tmp_path / "logo.gif", tmp_path / "logo.png")

    with pytest.raises(BadgeError, match=r"logo\.png is no PNG or SVG"):
        load_picture(tmp_path / "logo.png")
