"""A display with a keyboard, and a station on it."""

import sys

import pytest

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
def data(tmp_path, people):
    """Make an event with *people*, as the test module has them."""
    folder = tmp_path / "station"
    make_event(folder, people)
    return folder


@pytest.fixture
def station(data, display, keyboard):  # noqa: ARG001 - its layout is there before the window
    station = Station(data, display)
    yield station
    station.close()
