"""A small house with rooms, for the stories of workshop hosts."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import furnish, readers
from app.clock import to_ms
from app.commands.self_call import hub_calls
from app.settings import Settings
from app.station import Station
from db.rooms import Rooms
from tests.app.journals import HandClock, Pen, event_file
from tests.ui.hands import STAYS_S, Keyboard
from ui.window import build

STARTS = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
RELEASE = STARTS + timedelta(minutes=5)
ENDS = STARTS + timedelta(minutes=60)


class House:
    """One station in a house with two parallel workshops; time moves by hand."""

    def __init__(self, opened, clock):
        self.opened, self.clock = opened, clock
        self.journal = opened.journal
        self.station = Station(self.journal, readers(clock))
        self.rooms = Rooms(self.journal)

    def at(self, instant):
        self.clock.wall_ms = to_ms(instant)

    def door(self, session):
        return self.journal.programme().sessions[session]

    def scan(self, name, session, **more):
        return self.station.accept([f"CODE-{name}"], session=self.door(session), **more)

    def room(self, session):
        now = datetime.fromtimestamp(self.clock.wall_ms / 1000, UTC)
        return self.rooms.room(session, now)


def programme(pen, capacity=2):
    """Write two workshops at the same time and a talk afterwards."""
    times = {"starts": STARTS.isoformat(), "ends": ENDS.isoformat()}
    pen.plan_session("forum1", "workshop", room="1.04", capacity=capacity, **times)
    pen.plan_session("forum3", "workshop", room="2.11", capacity=capacity, **times)
    later = {"starts": (ENDS + timedelta(minutes=30)).isoformat()}
    pen.plan_session("late", "workshop", room="1.04", capacity=capacity, **later)


@contextmanager
def house(folder, pen, *, station="desk"):
    """Open a house that knows what *pen* wrote, five minutes before the workshops."""
    clock = HandClock(to_ms(STARTS - timedelta(minutes=5)))
    with event_file(folder, clock, station) as opened:
        opened.journal.absorb(pen.entries)
        yield House(opened, clock)


def listed(capacity=2, **guests):
    """Return a pen that wrote the programme and *guests* with their bookings."""
    pen = Pen("list")
    programme(pen, capacity)
    for name, bookings in guests.items():
        pen.register(name, name=f"Guest {name}", bookings=bookings)
    return pen


@contextmanager
def window_at(folder, session, *, guests, capacity=24):
    """Open the real window of a real station at the door of *session*.

    The journal gets *guests* with their bookings, as `listed` takes them.
    """
    pen = listed(capacity, **guests)
    clock = HandClock(to_ms(STARTS - timedelta(minutes=5)))
    with event_file(folder, clock, "desk") as opened:
        opened.journal.absorb(pen.entries)
        place = furnish(opened, clock)
        settings = Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, door=session)
        desk = open_desk(place, settings, hub_calls())
        window = build(desk, settings, clock)
        window.show()
        window.activateWindow()
        try:
            yield Threshold(window, desk, place, clock)
        finally:
            window.leave()
            desk.stop_background()


class Threshold:
    """The real window at a door, with what is behind it."""

    def __init__(self, window, desk, place, clock):
        self.window, self.desk, self.place, self.clock = window, desk, place, clock
        self.keyboard = Keyboard(window)

    @property
    def band(self):
        return self.window.page.door.band.view

    def is_at(self, session):
        page = self.window.page
        return page.door.isVisible() and self.window.doors.place.session == session

    def inside(self, session):
        standings = self.place.journal.standings()
        return {one.registration for one in standings if one.is_inside(session)}
