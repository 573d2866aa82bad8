"""What the simulation found, told in a few steps each."""

from contextlib import contextmanager

from app.errors import JournalForkedError
from app.model.standing import Direction
from tests.simulation.carrying import pull, push
from tests.simulation.checks import judge
from tests.simulation.healing import heal
from tests.simulation.run import hushed
from tests.simulation.stage import CODES
from tests.simulation.story import Plot, story

HOUR_MS = 3_600_000


@contextmanager
def quiet_story(*, has_relay=False):
    """A story in which nothing happens by itself, and which must end well."""
    with hushed(), story(0, Plot(laptops=2, actions=0, crashes=0, has_relay=has_relay)) as told:
        told.weather.loss = told.weather.doubling = told.weather.slowness = 0
        yield told
        heal(told)
        assert not judge(told).violations


def sync(told, laptop):
    for step in (push, pull, push, pull):
        step(laptop, laptop.processes[0], go_on=lambda: True)
        told.world.settle()


def admit(told, laptop, number):
    laptop.scan(CODES[number], Direction.IN)
    told.world.pass_time(10_000)


def test_a_refusal_of_the_former_name_that_comes_late_moves_nothing():
    with quiet_story() as told:
        original = told.laptops[1]
        told.copy(original)
        twin = told.laptops[-1]
        admit(told, original, 0)
        admit(told, twin, 1)
        sync(told, original)
        exchange = twin.processes[0].exchange
        late = exchange.next_push()
        sync(told, twin)
        exchange.take_refusal(late, JournalForkedError("Another entry.", late.entries[0].seq))

        assert late.station != twin.journal.station
        assert len({entry.station for entry in twin.entries()}) == 3


def test_who_is_shut_out_and_joins_under_another_name_brings_what_was_unsent():
    with quiet_story() as told:
        laptop = told.laptops[1]
        sync(told, laptop)
        exchange = laptop.processes[0].exchange
        admit(told, laptop, 0)
        told.shut_out(laptop)
        laptop.join("Desk 1 again")
        assert exchange.needs_heads()
        exchange.take_status(laptop.hub.answers.status())
        assert exchange.next_push().station == "desk-1"
        admit(told, laptop, 1)
        laptop.join("Desk 1 once more")


def test_a_hub_outside_that_was_restored_gets_back_what_the_venue_had_sent():
    with quiet_story(has_relay=True) as told:
        laptop = told.laptops[0]
        laptop.hub = told.hubs[1]
        laptop.join("Desk 0")
        told.hubs[0].back_up()
        admit(told, laptop, 0)
        sync(told, laptop)
        for _ in range(3):
            told.relaying.push(go_on=lambda: True)
            told.world.settle()
        assert len(told.hubs[0].entries()) > 8
        told.hubs[0].restore()


def test_a_venue_whose_clock_is_wrong_and_was_never_compared_decides_nothing():
    with quiet_story(has_relay=True) as told:
        inside, outside = told.laptops
        inside.hub, outside.hub = told.hubs[1], told.hubs[0]
        for laptop in told.laptops:
            laptop.join(laptop.name)
        told.hubs[0].clock.skew_ms, told.hubs[1].clock.skew_ms = 0, -HOUR_MS
        for laptop in told.laptops:
            sync(told, laptop)
        admit(told, outside, 0)
        admit(told, inside, 0)
        bearings = inside.journal.bearings()
        mine = [one for one in inside.entries() if one.kind == "arrived"]

        assert all(bearings.moment(entry).is_unsure for entry in mine)


def test_two_copies_that_wrote_to_two_hubs_are_two_stations_in_the_end():
    with quiet_story(has_relay=True) as told:
        original = told.laptops[1]
        original.hub, (central, venue) = told.hubs[1], told.hubs
        original.join("Desk 1")
        told.laptops[0].hub = venue
        told.laptops[0].join("Desk 0")
        sync(told, original)
        for _ in range(4):
            told.relay()
            told.world.settle()
        told.copy(original, central)
        twin = told.laptops[-1]
        for number, laptop in enumerate((original, twin, original, twin, original)):
            admit(told, laptop, number)
            sync(told, laptop)

        assert len(central.entries()) != len(venue.entries())


def test_what_a_copy_took_along_unsent_is_where_the_joined_hub_has_it():
    with quiet_story(has_relay=True) as told:
        original, (central, venue) = told.laptops[1], told.hubs
        original.hub = venue
        original.join("Desk 1")
        told.copy(original, venue)
        admit(told, original, 0)
        told.copy(original, central)
        without, taken_along = told.laptops[-2:]
        admit(told, without, 1)
        for laptop in (without, original, taken_along):
            sync(told, laptop)
        for number, laptop in enumerate((original, taken_along, without), start=2):
            admit(told, laptop, number)
            sync(told, laptop)

        places = [{one.id: one.station for one in hub.entries()} for hub in told.hubs]
        assert any(places[0][key] != places[1][key] for key in places[0].keys() & places[1].keys())
