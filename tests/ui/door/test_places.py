"""The rooms that somebody may go to are asked for, and always come."""

import threading

import pytest
from PySide6.QtCore import QObject

from app.model.standing import Direction
from ui.presenters.door import DoorPresenter
from ui.presenters.place import Place

PATIENCE_S = 60


class SlowDoors:
    """Answers how full the rooms are only when the gate is open."""

    def __init__(self):
        self.gate, self.asked = threading.Event(), threading.Event()

    def rooms(self):
        self.asked.set()
        assert self.gate.wait(PATIENCE_S)
        return ()


@pytest.fixture
def presenter(qapp, desk):  # noqa: ARG001 - makes the application
    parent = QObject()
    presenter = DoorPresenter(SlowDoors(), lambda: desk.now, parent)
    yield presenter
    presenter.close()


def test_a_look_does_not_take_the_place_of_what_somebody_waits_for(qtbot, presenter):
    doors = presenter._doors
    presenter.stand_at(Place("w2", Direction.IN, is_room=True))
    assert doors.asked.wait(PATIENCE_S)

    with qtbot.waitSignal(presenter.surveyed, timeout=PATIENCE_S * 1000):
        presenter.survey()
        presenter.look()
        doors.gate.set()
