"""Design files are checked before a badge is drawn, and errors name the line."""

import pytest

from app.badge.design import bundled_designs, find_design, load_design
from app.badge.stock import bundled_stocks, load_stock
from app.errors import BadgeError

GOOD = """format = 1
name = "Small"
stock = "a6"
family = "Noto Sans"

[[category]]
names = ["Team"]
label = "Crew"
dark = true

[[field]]
kind = "text"
box = [5, 5, 90, 20]
text = "{name}"
type = { size = 20 }

[[field]]
kind = "stack"
box = [5, 30, 90, 20]

[[field.row]]
text = "{given}"
type = { size = 20 }

[[field.row]]
text = "{family}"
type = { size = 20 }
"""


@pytest.fixture
def written(tmp_path):
    """Write a design, one text of it replaced; return its path."""

    def write(old="", new=""):
        path = tmp_path / "own.toml"
        path.write_text(GOOD.replace(old, new, 1) if old else GOOD, "utf-8")
        return path

    return write


def test_a_design_is_read_with_its_stock(written):
    design = load_design(written())

    assert (design.name, design.family) == ("Small", "Noto Sans")
    assert (design.stock.width, design.stock.height) == (105, 148)
    assert len(design.fields) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('text = "{name}"', 'text = "{nick}"', 14, "“nick” is no word"),
        ("box = [5, 5, 90, 20]", "box = [5, 5, 190, 20]", 13, "leaves the stock “A6”"),
        ("box = [5, 30, 90, 20]", "box = [5, -1, 90, 20]", 19, "leaves the stock “A6”"),
        ("box = [5, 30, 90, 20]", 'box = [5, 30, 90, "x"]', 19, "Expected `float`"),
        ("type = { size = 20 }", "type = { size = 0 }", 15, "> 0"),
        ("type = { size = 20 }", "typ = { size = 20 }", 15, "unknown field `typ`"),
        ('text = "{family}"', "text = 7", 26, "Expected `str`"),
        ('text = "{family}"', 'text = "{kin}"', 26, "“kin” is no word"),
        ('kind = "stack"', 'kind = "stock"', 18, "Invalid value 'stock'"),
        ('label = "Crew"', 'label = "{crew}"', 8, "“crew” is no word"),
        ('name = "Small"\n', "", 1, "missing required field `name`"),
        ("[[field]]", "[[field", 11, "this is not TOML"),
    ],
)
def test_an_error_names_file_and_line(written, old, new, line, problem):
    with pytest.raises(BadgeError) as caught:
        load_design(written(old, new))

    assert caught.value.sentence.startswith(f"own.toml, line {line}: ")
    assert problem in caught.value.sentence


def test_a_file_of_a_newer_release_is_refused(written):
    with pytest.raises(BadgeError, match="newer release; install the update"):
        load_design(written("format = 1", "format = 2"))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(BadgeError, match=r"nothing\.toml cannot be read"):
        load_design(tmp_path / "nothing.toml")


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes(GOOD.replace("Small", "Größe").encode("latin-1"))

    with pytest.raises(BadgeError, match=r"own\.toml is not UTF-8 text"):
        load_design(path)


@pytest.mark.parametrize("name", bundled_designs())
def test_every_shipped_design_is_sound(name):
    assert find_design(name).fields


@pytest.mark.parametrize("name", bundled_stocks())
def test_every_shipped_stock_is_sound(name):
    stock = load_stock(name)

    assert stock.width > 2 * stock.safe
    assert stock.height > 2 * stock.safe


def test_a_design_is_found_by_name_and_by_path(written):
    assert find_design("a6").name == "Guest badge, A6"
    assert find_design(str(written())).name == "Small"


def test_an_unknown_design_is_refused_with_the_known_ones():
    with pytest.raises(BadgeError, match=r"no design “gala”; name one of .*a6, a7"):
        find_design("gala")


def test_a_stock_without_size_is_refused(tmp_path):
    path = tmp_path / "card.toml"
    path.write_text('format = 1\nname = "Card"\nwidth = 0\nheight = 5\n', "utf-8")

    with pytest.raises(BadgeError, match=r"card\.toml, line 3: .*> 0"):
        load_stock(str(path))


def test_a_design_that_does_not_fit_another_stock_is_refused(tmp_path):
    path = tmp_path / "card.toml"
    path.write_text('format = 1\nname = "Card"\nwidth = 85.6\nheight = 54\n', "utf-8")

    with pytest.raises(BadgeError, match="leaves the stock “Card”"):
        find_design("a6", str(path))


@pytest.mark.parametrize(
    ("name", "label", "is_dark"),
    [
        ("Gast", "Gast · Guest", False),
        (" REFERENTIN ", "{category} · Speaker", True),
        ("Referent:in", "{category} · Speaker", True),
        ("", "Gast · Guest", False),
        ("Sponsor", "{category}", False),
    ],
)
def test_categories_are_known_by_their_names(design, name, label, is_dark):
    category = design.category(name)

    assert (category.label, category.dark) == (label, is_dark)
