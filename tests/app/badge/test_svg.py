"""Drawings: paths and shapes are drawn, everything else is refused with its line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.picture import load_picture
from app.badge.svg import read_svg
from app.badge.svg_path import PathError, path_code
from app.errors import BadgeError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">\n{}\n</svg>'


@pytest.fixture
def drawn(tmp_path):
    """Write a drawing around elements; return what it is read as."""

    def draw(inside, frame=SVG):
        path = tmp_path / "logo.svg"
        path.write_text(frame.format(inside), "utf-8")
        return read_svg(path)

    return draw


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", "1.000 2.000 m 3.000 4.000 l"),
        ("m1 2 3 4z", "1.000 2.000 m 4.000 6.000 l h"),
        ("M0 0h5v5H1V1", "5.000 0.000 l 5.000 5.000 l 1.000 5.000 l 1.000 1.000 l"),
        ("M0,0C1-1,2,3.5.5.5", "1.000 -1.000 2.000 3.500 0.500 0.500 c"),
        ("M0 0c1 0 2 1 2 2s1 2 2 2", "2.000 3.000 3.000 4.000 4.000 4.000 c"),
        ("M0 0Q3 3 6 0", "2.000 2.000 4.000 2.000 6.000 0.000 c"),
        ("M0 0q3 3 6 0t6 0", "8.000 -2.000 10.000 -2.000 12.000 0.000 c"),
        ("M0 0a5 5 0 0110 0", "10.000 -0.000 c"),
        ("M5 5A0 3 0 0 1 9 9", "5.000 5.000 9.000 9.000 9.000 9.000 c"),
        ("", ""),
    ],
)
def test_path_data_are_operators(data, expected):
    assert path_code(data).endswith(expected)


@pytest.mark.parametrize("data", ["1 2", "M1", "L", "M0 0X", "Mx", "M0 0Z 5", "M1e9 0", "M0 0C1 2"])
def test_broken_path_data_are_refused(data):
    with pytest.raises(PathError):
        path_code(data)


@given(st.text("MmLlHhVvCcSsQqTtAaZz 0123456789.,-eE", max_size=60))
def test_any_path_data_are_operators_or_refused(data):
    with contextlib.suppress(PathError):
        assert path_code(data).isascii()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<rect x="1" y="2" width="3" height="4" fill="#f00"/>', "1 0 0 rg 1.000 2.000 m"),
        ('<rect width="8" height="4" rx="2"/>', "0 0 0 rg 2.000 0.000 m"),
        ('<circle cx="5" cy="5" r="5"/>', "0.000 5.000 m"),
        ('<polygon points="0,0 5,0 5,5"/>', "5.000 5.000 l h f"),
        ('<line x2="5" y2="5" stroke="blue" stroke-width="2"/>', "0 0 1 RG 2.000 w 0 J 0 j"),
        ('<g fill="none" stroke="#fff"><path d="M0 0h5"/></g>', "1 1 1 RG 1.000 w 0 J 0 j"),
        ('<g transform="translate(3) rotate(90)"><path d="M0 0h5"/></g>', "q 1 0 0 1 3.000000"),
        ('<path style="fill:lime;fill-rule:evenodd" d="M0 0h5v5z"/>', "0 1 0 rg 0.000 0.000 m"),
        ("<style>.a,.b{{fill:#00f}}</style><path class='b' d='M0 0h5v5z'/>", "0 0 1 rg"),
    ],
)
def test_shapes_are_drawn(drawn, inside, expected):
    assert expected in " ".join(drawn(inside.replace("{{", "{").replace("}}", "}")).code)


def test_the_size_is_that_of_the_view_box_or_of_the_drawing(drawn):
    assert (drawn("").width, drawn("").height) == (20, 10)
    sized = drawn("", '<svg xmlns="http://www.w3.org/2000/svg" width="3cm" height="2cm">{}</svg>')
    assert (sized.width, sized.height) == (3, 2)


def test_what_is_hidden_or_of_another_program_is_left_out(drawn):
    inside = (
        '<g display="none"><path d="M0 0h5"/></g><defs><path d="M0 0h5"/></defs>'
        '<x:y xmlns:x="urn:x"><path d="M0 0h5"/></x:y><metadata>text</metadata>'
    )

    assert drawn(inside).code == drawn("").code


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("\n<text>Logo</text>", "line 3: badges do not draw <text>"),
        ('<path fill="url(#a)" d="M0 0h5v5"/>', "line 2: “url"),
        ('<g opacity=".5"/>', "line 2: badges have no transparency"),
        ('<path d="M0 0 X"/>', "line 2: “X”"),
        ('<g transform="skewX(5)"/>', "line 2: badges do not know"),
        ("<g>", "line 3: this is no SVG"),
    ],
)
def test_what_is_not_drawn_is_refused_with_its_line(drawn, inside, problem):
    with pytest.raises(BadgeError) as caught:
        drawn(inside)

    assert problem in caught.value.sentence


def test_entities_are_not_read(drawn):
    bomb = '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG

    with pytest.raises(BadgeError, match="line 1: entities are not read"):
        drawn("&a;", bomb)


def test_a_drawing_without_size_is_refused(drawn):
    with pytest.raises(BadgeError, match="has no size"):
        drawn("", '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>')


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: SVG.format(text).encode()))
def test_any_file_is_drawn_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("svg") / "any.svg"
    path.write_bytes(content)
    sentence = ""
    try:
        load_picture(path)
    except BadgeError as error:
        sentence = error.sentence

    assert sentence == "" or sentence.startswith("any.svg, line ")
