"""Rows of a list that is looked through are as high as their words need, at little cost."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.language import LANGUAGES, language
from ui.models.edits import EditsModel
from ui.presenters.import_words import EditRow, EditRows
from ui.theme import Look
from ui.widgets import edit_delegate
from ui.widgets.edit_delegate import EditDelegate

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = Path(__file__).parents[1] / "data" / "names.json"


def texts():
    """Return names of the world, and words that hardly fit or do not."""
    said = json.loads(NAMES.read_text(encoding="utf-8"))
    found = [text for one in _leaves(said) if (text := one.strip())]
    return [*found, "W" * 12, "i" * 60, "Wi" * 30, "Straße der Republik " * 4, "fi" * 25, "ÄÖÜ" * 9]


def _leaves(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)


@pytest.fixture
def heights():
    """Returns the height of each row at a width and scale."""

    def measure(rows, width, scale):
        model, delegate = EditsModel(language(LANGUAGES[0])), EditDelegate()
        delegate.look, delegate.width = Look("light", scale), width
        model.show_rows(EditRows([row.key for row in rows], rows.__getitem__))
        option = QStyleOptionViewItem()
        sizes = [delegate.sizeHint(option, model.index(n)) for n in range(len(rows))]
        assert all(isinstance(size, QSize) for size in sizes)
        return [size.height() for size in sizes]

    return measure


@pytest.mark.parametrize(("width", "scale"), [(1340, 1.0), (900, 1.0), (640, 1.5)])
def test_rows_that_are_not_measured_are_as_high_as_if_they_were(heights, monkeypatch, width, scale):
    words = texts()
    rows = [EditRow("k", one, two, one, two) for one, two in zip(words, words[::-1], strict=True)]
    rows += [EditRow("k", one, "E-Mail") for one in words]
    quick = heights(rows, width, scale)
    monkeypatch.setattr(edit_delegate, "_is_on_lines", lambda *_: False)

    assert quick == heights(rows, width, scale)
    assert len(set(quick)) > 1  # some do not fit


def test_a_row_of_usual_words_is_not_measured(heights, monkeypatch):
    def refuse(*_):
        pytest.fail("measured")

    monkeypatch.setattr(EditDelegate, "_cells", refuse)
    heights([EditRow("k", "Jürgen Weißflog", "Einrichtung", "Uni Köln", "HHU")], 1340, 1.0)
