"""Item models keep Qt's contract and say what people read."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.model.desk import Arrival
from app.model.person import Person
from app.model.standing import Origin, Standing
from app.model.verdict import Reason
from app.ports import Hit
from ui.language import language
from ui.models.arrivals import ArrivalsModel, Column
from ui.models.hits import Found, HitsModel
from ui.widgets.hit_delegate import underlined
from ui.widgets.latest_list import LatestList
from ui.widgets.roll_call import RollModel, RollRow

NOON = datetime(2024, 12, 3, 12, 0, tzinfo=UTC)
ARRIVALS = [
    Arrival(at=NOON, reason=Reason.ALREADY_ARRIVED, name="Jana Müller", since=NOON),
    Arrival(at=NOON, reason=Reason.UNKNOWN_CODE),
]
JANA = Hit("1", "Jana Müller", "RWTH Aachen", "Gast", NOON)


@pytest.fixture
def arrivals():
    return ArrivalsModel(language("en", UTC))


@pytest.fixture
def hits():
    return HitsModel(language("de", UTC))


def test_a_list_of_arrivals_shows_no_key_before_there_is_a_hint(qtbot, arrivals):
    latest = LatestList(arrivals)
    qtbot.addWidget(latest)
    latest.show_hint("", "")
    latest.show()
    cap = latest.findChild(QLabel, "keyCap")
    assert not cap.isVisible()

    latest.show_hint("3 offene Fragen", "F12")
    assert cap.isVisible()


def test_the_model_of_a_roll_call_keeps_the_contract(qtmodeltester):
    roll = RollModel()
    roll.show_rows([RollRow("Jana Müller"), RollRow("Wei Zhang", is_ticked=False)])
    qtmodeltester.check(roll)


def test_the_arrivals_model_keeps_the_contract(qtmodeltester, arrivals):
    arrivals.show_arrivals(ARRIVALS)
    qtmodeltester.check(arrivals)


def test_the_hits_model_keeps_the_contract(qtmodeltester, hits):
    hits.show_found([Found(JANA)])
    qtmodeltester.check(hits)


def test_an_arrival_reads_as_time_verdict_name_and_remark(arrivals):
    arrivals.show_arrivals(ARRIVALS)

    row = [arrivals.index(0, column).data() for column in Column]

    assert row == ["12:00", "Already checked in", "Jana Müller", "since 12:00"]


def test_a_code_of_nobody_is_named_by_its_answer(arrivals):
    arrivals.show_arrivals(ARRIVALS)

    assert arrivals.index(1, Column.NAME).data() == "Not on the list"


def test_the_same_arrivals_again_tell_the_view_nothing(qtbot, arrivals):
    arrivals.show_arrivals(ARRIVALS)

    with qtbot.assertNotEmitted(arrivals.modelReset):
        arrivals.show_arrivals(list(ARRIVALS))


def test_another_language_is_told_to_the_view(qtbot, arrivals):
    arrivals.show_arrivals(ARRIVALS)

    with qtbot.waitSignal(arrivals.dataChanged):
        arrivals.set_language(language("de", UTC))

    assert arrivals.index(0, Column.REMARK).data() == "seit 12:00"


def test_a_hit_says_where_from_and_since_when(hits):
    hits.show_found([Found(JANA)])

    spoken = hits.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Jana Müller, RWTH Aachen, da seit 12:00"


def test_a_hit_shows_only_parts_of_address_and_code():
    person = Person({"email": "jana.mueller@rwth.example"})
    standing = Standing(registration="1", origin=Origin.LIST, code="SECRET123456", person=person)

    assert Found(JANA, standing).remark == "jana.m…@rwth.example · 123456"


@pytest.mark.parametrize(
    ("name", "words", "parts"),
    [
        ("Jana Müller", ("mul", "ja"), [(5, 3), (0, 2)]),
        ("Müller-Öztürk", ("ozt",), [(7, 3)]),
        ("Jana", ("na",), []),
        ("张伟", ("张",), [(0, 1)]),
    ],
)
def test_typed_letters_are_underlined_where_words_begin(name, words, parts):
    assert underlined(name, words) == parts
