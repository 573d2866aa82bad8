"""Editing a design: what is changed changes, everything else stays as it was written."""

import difflib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.design import bundled_designs, design_of
from app.badge.edit import draft_of
from app.badge.toml_file import toml_of
from app.badge.toml_text import table

A6 = bundled_designs()["a6"]
TEXT = A6.read_text("utf-8")
SMALL = """# Mine
format = 1
name = "Small"  # what people call it
stock = "a6"
family = "Noto Sans"

# The name, large.
[[field]]
kind = "text"
box = [
  5, 5,
  90, 20,
]
text = "{name}"
type = { size = 20 }  # fits most

[[field]]
kind = "qr"
box = [5, 60, 26, 26]

[[category]]
names = ["Team"]
label = "Crew"
"""
values = st.recursive(
    st.text() | st.booleans() | st.integers(-9, 9) | st.decimals(-99, 99, places=2).map(float),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def fields(text):
    return tomllib.loads(text)["field"]


def differing(before, after):
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:1] in "+-"]


@pytest.mark.parametrize("name", bundled_designs())
def test_a_shipped_design_comes_back_letter_by_letter(name):
    text = bundled_designs()[name].read_text("utf-8")

    assert draft_of(text).text == text


def test_a_changed_box_changes_one_line():
    draft = draft_of(TEXT)
    qr = next(n for n, part in enumerate(draft.parts) if part.values["kind"] == "qr")

    after = draft.changed(qr, ("box",), [9, 102, 26, 26.5])

    assert differing(TEXT, after.text)[1] == "+ box = [9, 102, 26, 26.5]"
    assert len(differing(TEXT, after.text)) == 2
    assert fields(after.text)[qr]["box"] == [9, 102, 26, 26.5]


def test_a_value_over_several_lines_is_replaced_whole():
    after = draft_of(SMALL).changed(0, ("box",), [1, 2, 3, 4])

    assert fields(after.text)[0]["box"] == [1, 2, 3, 4]
    assert "# The name, large." in after.text


def test_a_comment_behind_a_value_stays():
    after = draft_of(SMALL).changed(0, ("type", "size"), 24.5).with_head("name", "Great")

    assert "type = { size = 24.5 }  # fits most" in after.text
    assert 'name = "Great"  # what people call it' in after.text


def test_a_row_of_a_stack_is_changed_in_its_own_table():
    draft = draft_of(TEXT)
    stack = next(n for n, part in enumerate(draft.parts) if part.values["kind"] == "stack")

    after = draft.changed(stack, ("row", 1, "text"), "{family}")

    assert fields(after.text)[stack]["row"][1]["text"] == "{family}"
    assert len(differing(TEXT, after.text)) == 2


def test_a_key_comes_and_goes():
    draft = draft_of(SMALL).changed(0, ("align",), "right")

    assert fields(draft.text)[0]["align"] == "right"
    assert fields(draft.changed(0, ("align",), None).text) == fields(SMALL)


def test_fields_are_added_removed_and_raised():
    draft = draft_of(SMALL).added({"kind": "shape", "box": [1, 1, 1, 1]})

    kinds = [field["kind"] for field in fields(draft.raised(2, -1).text)]
    assert kinds == ["text", "shape", "qr"]
    assert [field["kind"] for field in fields(draft.removed(0).text)] == ["qr", "shape"]


def test_what_follows_the_fields_is_not_lost():
    draft = draft_of(SMALL).removed(1).removed(0)

    assert tomllib.loads(draft.text)["category"] == [{"names": ["Team"], "label": "Crew"}]


def test_a_back_is_kept_apart_from_the_front():
    text = SMALL + '\n[[back]]\nkind = "qr"\nbox = [5, 5, 30, 30]\n'
    draft = draft_of(text)
    back = next(n for n, part in enumerate(draft.parts) if part.side == "back")

    after = draft.changed(back, ("box",), [6, 5, 30, 30]).added({"kind": "shape"}, "back")

    assert fields(after.text) == fields(text)
    assert tomllib.loads(after.text)["back"] == [
        {"kind": "qr", "box": [6, 5, 30, 30]},
        {"kind": "shape"},
    ]


def test_a_design_written_in_one_list_can_be_edited_too():
    text = 'format = 1\nfield = [{ kind = "qr", box = [1, 2, 3, 3] }]\n'

    after = draft_of(text).changed(0, ("box",), [2, 2, 3, 3])

    assert tomllib.loads(after.text) == {
        "format": 1,
        "field": [{"kind": "qr", "box": [2, 2, 3, 3]}],
    }


def test_a_draft_of_a_good_design_passes_the_check():
    draft = draft_of(TEXT).added(
        {"kind": "text", "box": [8, 90, 80, 5], "text": "{name}", "type": {"size": 9}}
    )

    assert len(design_of(toml_of(A6, draft.text)).fields) == len(draft.parts)


@given(values, st.text(min_size=1))
def test_whatever_is_set_is_read_again(value, key):
    after = draft_of(SMALL).changed(0, (key,), value)

    assert fields(after.text)[0][key] == value
    assert {**fields(after.text)[0], key: 0} == {**fields(SMALL)[0], key: 0}


@given(st.dictionaries(st.text(), values, max_size=4))
def test_a_table_reads_as_it_was_written(content):
    assert tomllib.loads(table("[[field]]", content)) == {"field": [content]}
