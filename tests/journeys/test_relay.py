"""A hub at the venue and one outside: apart each serves its stations, together they are alike."""

from contextlib import ExitStack, closing

import pytest

from app.commands.demo_cast import ask
from app.commands.fault_proxy import FaultProxy
from app.commands.storm_recount import CLEAN
from tests.app.printing.label_rig import until
from tests.journeys.laptops import Laptop, counted, exchange

GUESTS = 60

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture
def hubs(new_hub):
    """The hub at the venue and the one outside."""
    return new_hub("venue"), new_hub("outside")


@pytest.fixture
def line(hubs):
    """The line between both."""
    with FaultProxy(hubs[1].target) as proxy:
        yield proxy


@pytest.fixture
def heights(hubs):
    """Return how many entries both have."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(hub.store())) for hub in hubs]
        yield lambda: [store.position() for store in stores]


def test_two_hubs_are_alike_after_their_line_was_cut(hubs, line, heights, new_laptop, word):
    venue, outside = hubs
    inner, outer = new_laptop("inner"), new_laptop("outer")
    guests = inner.found(GUESTS)
    inner.join(venue.invite("Inner"))
    ask(venue.folder, "join", outside.invite("Venue", line.address))
    until(lambda: min(heights()) > GUESTS)
    outer.join(outside.invite("Outer"))
    line.cut()
    inner.scan(*guests[:10], guests[20])
    outer.scan(*guests[10:21])
    exchange(inner, outer)
    apart = counted(word, inner, outer)
    line.heal()
    until(lambda: len(set(heights())) == 1 and min(heights()) > GUESTS + 22)
    exchange(inner, outer)
    until(lambda: len(set(heights())) == 1)
    exchange(inner, outer)
    places = [Laptop(hub.folder, word) for hub in hubs] + [inner, outer]

    assert apart.lost == 22
    assert counted(word, *places) == CLEAN
    assert [place.arrived() for place in places] == [set(guests[:21])] * 4
    assert [len(place.questions()) for place in places] == [1] * 4
