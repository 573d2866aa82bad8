"""Badge layouts of pretix as designs of ours: what maps, what is said to be lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.design import design_of
from app.badge.fields import QrField, TextField
from app.badge.fonts import bundled_fonts
from app.badge.library import DesignLibrary
from app.badge.pretix_layout import convert
from app.badge.pretix_losses import Loss
from app.badge.raster import page_sizes, page_texts
from app.badge.render import BadgeRenderer
from app.badge.toml_file import toml_of
from app.model.badge import BadgeContent

NAME = {
    "type": "textarea", "left": "9.00", "bottom": "55.00", "fontsize": "24.0", "bold": True,
    "color": [12, 0, 255, 1], "fontfamily": "Open Sans", "italic": False, "width": "120.00",
    "content": "attendee_name", "text": "Name", "align": "center",
}  # fmt: skip
CODE = {"type": "barcodearea", "left": "110", "bottom": "5", "size": "30", "content": "secret"}
BOX = {
    "type": "textcontainer", "left": "9", "bottom": "30", "width": "90", "height": "14",
    "fontsize": "14", "content": "other_i18n", "verticalalign": "bottom", "align": "left",
    "text_i18n": {"de": "Willkommen", "en": "Welcome"},
}  # fmt: skip


def read(tmp_path, *elements, size=(148.0, 105.0)):
    converted = convert("Gast", elements, stock="stock/148x105.toml", size=size)
    stock = tmp_path / "stock" / "148x105.toml"
    stock.parent.mkdir(exist_ok=True)
    stock.write_text(converted.stock, encoding="utf-8")
    return design_of(toml_of(tmp_path / "Gast.toml", converted.design)), converted


def losses(converted):
    return [(remark.loss, remark.what) for remark in converted.remarks]


def test_a_name_a_code_and_a_text_in_two_languages_map(tmp_path):
    design, converted = read(tmp_path, NAME, BOX, CODE)
    code, name, box = design.fields

    assert isinstance(code, QrField)
    assert code.box[2] == pytest.approx(30 * 21 / 29, abs=0.01)
    assert isinstance(name, TextField)
    assert (name.text, name.colour, name.align) == ("{name}", "#0c00ff", "center")
    assert (name.type.size, name.type.weight, name.valign) == (24, 700, "bottom")
    assert name.box[1] + name.box[3] == pytest.approx(50, abs=0.01)
    assert (design.words("de"), design.words("en")) == (
        {"text_1": "Willkommen"},
        {"text_1": "Welcome"},
    )
    assert box.text == "{text_1}"
    assert losses(converted) == [(Loss.FONT, "Open Sans")]


def test_the_design_is_kept_and_prints(tmp_path):
    _, converted = read(tmp_path, NAME, BOX, CODE)
    library = DesignLibrary(tmp_path)
    library.keep("Gast", converted.design)
    design = design_of(toml_of(library.path("Gast"), library.text("Gast")))

    guest = BadgeContent(code="z3fsn8jyufm5kpk768q69gkbyr5f4h6w", name="Nguyễn Thị Ánh")
    pdf = BadgeRenderer(design, bundled_fonts()).render([guest]).pdf

    [text] = page_texts(pdf)
    assert "Nguyễn Thị Ánh" in text
    assert "Willkommen" in text
    assert page_sizes(pdf)[0] == pytest.approx((419.5, 297.6), abs=0.1)


def test_what_a_design_cannot_show_is_left_out_and_said(tmp_path):
    design, converted = read(
        tmp_path,
        NAME | {"content": "seat", "fontfamily": "IBM Plex Sans"},
        NAME | {"content": "other", "text": "{seat} {item}", "fontfamily": "IBM Plex Sans"},
        NAME | {"rotation": 90},
        NAME | {"page": 3},
        CODE | {"content": "pseudonymization_id"},
        {"type": "imagearea", "content": "question_photo", "width": "20", "height": "20"},
        {"type": "poweredby", "size": "20", "content": "dark"},
        {"type": "hologram"},
    )

    assert [field.text.strip() for field in design.fields] == ["{category}"]
    assert losses(converted) == [
        (Loss.CONTENT, "pseudonymization_id"),
        (Loss.CONTENT, "seat"),
        (Loss.TURNED, "attendee_name"),
        (Loss.PAGE, "attendee_name"),
        (Loss.PICTURE, "question_photo"),
        (Loss.MARK, ""),
        (Loss.ELEMENT, "hologram"),
    ]
    assert all(remark.what in remark.sentence for remark in converted.remarks)


def test_a_text_makes_way_for_the_white_around_a_code(tmp_path):
    wide = NAME | {"bottom": "20", "width": "139"}
    design, _ = read(tmp_path, wide, CODE)
    code, name = design.fields

    assert name.box[0] + name.box[2] < code.box[0]


def test_elements_over_the_edge_are_made_to_fit(tmp_path):
    design, converted = read(
        tmp_path,
        NAME | {"left": "-5", "width": "400", "fontfamily": "IBM Plex Sans"},
        CODE | {"left": "125", "nowhitespace": True},
    )
    code, name = design.fields

    assert name.box[0] == 0
    assert code.box[2] < 30
    assert losses(converted) == [(Loss.EDGE, "secret"), (Loss.EDGE, "attendee_name")]


def test_a_code_too_small_to_be_read_is_left_out(tmp_path):
    design, converted = read(tmp_path, CODE | {"size": "9"})

    assert design.fields == ()
    assert losses(converted) == [(Loss.SMALL_CODE, "secret")]


def test_a_second_page_is_the_back(tmp_path):
    design, _ = read(tmp_path, NAME, CODE | {"page": 2})

    assert design.stock.sides == 2
    assert [type(field) for field in design.back] == [QrField]


lengths = st.one_of(
    st.floats(-50, 300).map(lambda number: f"{number:.2f}"),
    st.floats(),
    st.none(),
    st.text(max_size=3),
)
elements = st.fixed_dictionaries(
    {"type": st.sampled_from(("textarea", "textcontainer", "barcodearea"))},
    optional={
        **dict.fromkeys(
            ("left", "bottom", "width", "height", "size", "fontsize", "lineheight"), lengths
        ),
        "content": st.sampled_from(("attendee_name", "secret", "other", "other_i18n", "seat")),
        "text": st.text(max_size=30),
        "text_i18n": st.dictionaries(
            st.text(max_size=5) | st.sampled_from(("de", "en-US")), st.text(max_size=9)
        ),
        "color": st.lists(st.integers(-1, 300), max_size=4),
        "verticalalign": st.sampled_from(("top", "middle", "bottom")),
        "align": st.sampled_from(("left", "center", "right", "justify")),
        "page": st.integers(1, 3),
        **dict.fromkeys(
            ("downward", "bold", "italic", "autoresize", "nowhitespace"), st.booleans()
        ),
    },
)


@given(st.lists(elements, max_size=6), st.tuples(st.floats(20, 300), st.floats(20, 300)))
def test_whatever_a_layout_holds_the_design_is_sound(tmp_path_factory, layout, size):
    folder = Path(tmp_path_factory.getbasetemp())
    read(folder, *layout, size=size)
