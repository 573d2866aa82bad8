"""A display with a keyboard, and a station on it."""

import sys
from contextlib import closing
from itertools import count

import pytest

from tests.ui.keyboard.stage import Stage
from tests.ui.keyboard.station import Station, make_event
from tests.ui.keyboard.x_server import XKeyboard, x_server

# There is no X server on other systems; their keys are covered by tables only.
collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]


@pytest.fixture(scope="session")
def display():
    with x_server() as name:
        yield name


@pytest.fixture(scope="module")
def keyboard(display):
    keyboard = XKeyboard(display)
    keyboard.set_up("us", caps=False)
    yield keyboard
    keyboard.close()


@pytest.fixture
def new_station(tmp_path, people, display):
    """Open stations, each on an event of its own with *people*, as the test module has them."""
    numbers = count()

    def begin(*options):
        folder = tmp_path / f"station{next(numbers)}"
        make_event(folder, people)
        return Station(folder, display, *options)

    return begin


@pytest.fixture
def stage(new_station, keyboard):
    with closing(Stage(keyboard, new_station)) as stage:
        yield stage
