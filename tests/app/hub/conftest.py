"""A hub's database in a file, and what is answered from it, without a network."""

import pytest

from app.hub.answers import Answers
from app.hub.hub_time import HubTime
from db.hub_memo import settle
from db.hub_store import open_hub_store
from tests.app.journals import HandClock


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path):
    opened = open_hub_store(settle(tmp_path).database)
    yield opened
    opened.close()


@pytest.fixture
def answers(store, clock):
    return Answers(store, HubTime(clock))
