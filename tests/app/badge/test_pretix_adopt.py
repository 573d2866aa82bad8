"""Layouts of pretix kept among the designs of a machine."""

import io
import json

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.badge.design import load_design
from app.badge.fields import ImageField, TextField
from app.badge.library import DesignLibrary
from app.badge.pretix_adopt import adopt, layout_of
from app.errors import BadgeError
from tests.app.badge.test_pretix_layout import CODE, NAME

WHOLE = {"name": "Gäste / VIP", "layout": [NAME, CODE], "default": True}


def background(*, is_blank=False):
    """Return a PDF of 90 by 54 millimetres."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(255.118, 153.071))
    if not is_blank:
        canvas.rect(10, 10, 50, 50, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def library(tmp_path):
    return DesignLibrary(tmp_path / "designs")


def test_a_layout_is_a_design_that_can_be_chosen_and_replaced(library):
    made = adopt(library, layout_of(json.dumps(WHOLE), "x"))
    again = adopt(library, layout_of(json.dumps(WHOLE | {"layout": [NAME]}), "x"))

    assert (made.name, again.path) == ("Gäste VIP", made.path)
    assert [type(field) for field in load_design(made.path).fields] == [TextField]
    assert library.names()[-1] == "Gäste VIP"


def test_the_background_gives_the_size_and_its_picture(library):
    small = NAME | {"width": "60", "bottom": "30"}
    made = adopt(library, layout_of(json.dumps([small]), "Karte", background()))
    design = load_design(made.path)

    assert (design.stock.width, design.stock.height) == (90, 54)
    assert [type(field) for field in design.fields] == [ImageField, TextField]


def test_a_blank_background_is_no_picture(library):
    made = adopt(library, layout_of("[]", "Karte", background(is_blank=True)))

    assert load_design(made.path).fields == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"layout": "x"}', "<html>"])
def test_what_is_no_layout_is_refused_in_words(text):
    with pytest.raises(BadgeError, match="no badge layout of pretix"):
        layout_of(text, "x")


def test_a_background_that_is_no_pdf_is_refused_in_words(library):
    with pytest.raises(BadgeError, match="is no PDF"):
        adopt(library, layout_of("[]", "Karte", b"<html>"))


def test_a_layout_that_is_called_like_a_shipped_design_gets_a_name_of_its_own(library):
    assert adopt(library, layout_of("[]", "a6")).name == "a6 pretix"
    assert adopt(library, layout_of("[]", "…/")).name == "pretix"
