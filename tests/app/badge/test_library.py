"""Shipped designs stay; own ones are kept whole or not at all."""

import pytest

from app.badge.design import bundled_designs, find_design
from app.badge.library import DesignLibrary
from app.errors import BadgeError, FileError

A6 = bundled_designs()["a6"].read_text("utf-8")


@pytest.fixture
def library(tmp_path):
    return DesignLibrary(tmp_path / "designs")


def test_a_kept_design_is_found_again(library):
    library.keep("Gäste 2025", A6)

    assert library.names() == [*bundled_designs(), "Gäste 2025"]
    assert library.text("Gäste 2025") == A6


def test_a_shipped_design_is_never_overwritten(library):
    with pytest.raises(BadgeError, match="came with the product"):
        library.keep("a6", A6)

    assert library.free_name("a6") == "a6-2"
    assert library.text("a6") == A6


def test_a_wrong_design_is_not_kept(library):
    with pytest.raises(BadgeError, match=r"Mine\.toml, line \d+: "):
        library.keep("Mine", A6.replace("box = [8, 34, 89, 45.5]", "box = [99, 34, 89, 45.5]"))

    assert "Mine" not in library.names()


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", " a", "a.", "con", "x" * 61, "a:b"])
def test_a_name_that_no_file_can_have_is_refused(library, name):
    with pytest.raises(BadgeError, match="cannot be a file's name"):
        library.keep(name, A6)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "designs").write_text("a file in the way")

    with pytest.raises(FileError, match="cannot be written"):
        DesignLibrary(tmp_path / "designs").keep("Mine", A6)


def test_a_choice_of_the_settings_leads_back_to_the_name(library):
    library.keep("Mine", A6)

    assert library.name_of(library.setting("Mine")) == "Mine"
    assert library.name_of("a6") == "a6"
    assert library.name_of("/elsewhere/other.toml") == ""
    assert find_design(library.setting("Mine")).stock.name == find_design("a6").stock.name


def test_a_picture_is_copied_beside_the_designs(library, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
    )
    assert library.adopt(logo) == library.adopt(logo) == "logo.svg"

    logo.write_text(logo.read_text().replace("h4", "h3"))

    assert library.adopt(logo) == "logo-2.svg"


def test_what_is_no_picture_is_not_copied(library, tmp_path):
    (tmp_path / "logo.png").write_text("no picture")

    with pytest.raises(BadgeError, match=r"logo\.png"):
        library.adopt(tmp_path / "logo.png")
