"""A station and the server with which it is paired."""

import pytest

from app.model.programme import Session
from app.model.ticketing import Terms
from app.planner import Planner
from app.ports.pretix import PretixLink
from app.sync.pretix.hearing import Hearing
from db.pretix_book import SqlitePretixBook
from db.pretix_hearsay import SqliteHearsayBook
from tests.app.journals import HandClock, event_file
from tests.app.sync.pretix.desks import DOOR, OWN, SECRETS, Desk
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


@pytest.fixture
def heard(desk):
    """Tell the station what the orders of r1 and r2 say of check-ins."""
    book = SqlitePretixBook(desk.journal)
    link = PretixLink(address=desk.pretix.address, organizer="org", token="t", device=OWN)  # noqa: S106 - of a server that exists for a test
    book.save_link(link)
    terms = Terms(source=desk.pretix.source, list_id=1)
    Planner(desk.journal).plan_session(Session(id=DOOR, name="Door", terms=terms))
    hearing = Hearing(desk.journal, SqliteHearsayBook(desk.journal), book)

    def tell(*check_ins, other=()):
        orders = [
            {"code": "A1", "positions": [{"id": 0, "secret": "SECRET-r1", "checkins": check_ins}]},
            {"code": "A2", "positions": [{"id": 1, "secret": "SECRET-r2", "checkins": other}]},
        ]
        return hearing.hear(desk.pretix.source, orders)

    return tell
