"""Hubs of real processes, and laptops at their doors."""

import pytest

from app.commands.storm_crew import HubProcess, Word
from tests.journeys.laptops import Laptop


@pytest.fixture
def new_hub(tmp_path):
    """Start hubs; stop those that still run at the end."""
    hubs = []

    def start(name="hub"):
        hubs.append(HubProcess(tmp_path / name, tmp_path / f"{name}.log"))
        hubs[-1].start()
        return hubs[-1]

    yield start
    for hub in hubs:
        hub.stop()


@pytest.fixture
def word():
    """What was said at all laptops of a test."""
    return Word()


@pytest.fixture
def new_laptop(tmp_path, word):
    return lambda name: Laptop(tmp_path / name, word)
