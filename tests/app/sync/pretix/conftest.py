"""A station and the server with which it is paired."""

import pytest

from tests.app.journals import HandClock, event_file
from tests.app.sync.pretix.desks import SECRETS, Desk
from tests.peers.pretix_faults import faulty_pretix


@pytest.fixture
def pretix():
    with faulty_pretix(*SECRETS) as pretix:
        yield pretix


@pytest.fixture
def desk(tmp_path, pretix):
    clock = HandClock()
    with event_file(tmp_path, clock) as opened:
        yield Desk(opened, pretix, clock)
