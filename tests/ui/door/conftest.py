"""A door of a room on a desk in memory."""

from dataclasses import replace

import pytest

from app.model.programme import Programme
from app.model.standing import Booking
from app.settings import Settings
from tests.ui.door.rooms import OTHER
from tests.ui.hands import STAYS_S
from tests.ui.memory_desk import EVENING, FOYER, WORKSHOP


@pytest.fixture
def desk(desk):
    sessions = {one.id: one for one in (WORKSHOP, OTHER, FOYER)}
    desk.programme = lambda: Programme(event=EVENING, sessions=sessions)
    for name, state in (("omar", Booking.BOOKED), ("wei", Booking.WAITING)):
        desk.guests[name] = replace(desk.guests[name], bookings={"w2": state})
    desk.wrong_day = set()
    return desk


@pytest.fixture
def settings():
    return Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, door="w2")


@pytest.fixture
def door(qtbot, window):
    qtbot.waitUntil(lambda: window.page.is_at_room)
    qtbot.waitUntil(lambda: window.page.door.count.view.capacity == 24)
    return window.page.door
