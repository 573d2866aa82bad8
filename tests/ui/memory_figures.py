"""The figures of a desk in memory: counted for real, of the guests that it has."""

from dataclasses import replace
from datetime import timedelta

from app.model.person import Person
from app.model.programme import Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Standing
from app.reports.account import Contact
from app.reports.aggregate import read_aggregate
from app.reports.compare import Edition, FigureSight
from app.reports.figures import figures

CURVE = (2, 3, 4, 5, 7, 9, 12, 15, 18, 21, 24, 11)
"""Arrivals in five minutes from 45 minutes before the doors open on."""


class MemoryFigures:
    """Implements `ui.figures_desk.FiguresDesk`; attributes are what it tells."""

    def __init__(self, desk):
        self._desk = desk
        self.people = []
        self.contacts = ()
        self.sessions = {}
        self.earlier = {}
        self.looks = 0
        self.error = None

    def sight(self):
        self.looks += 1
        if self.error is not None:
            raise self.error
        programme = self._desk.programme()
        sessions = {**programme.sessions, **self.sessions}
        people = [*self._desk.guests.values(), *self.people]
        counted = sum(number for number, _ in self._desk.crowd.counted)
        numbers = figures(
            replace(programme, sessions=sessions),
            people,
            counted=counted,
            now=self._desk.now,
            contacts=self.contacts,
        )
        return FigureSight(
            name=programme.event.name,
            numbers=numbers,
            expectation=self.earlier,
            editions=self._editions(numbers),
        )

    def keep_edition(self, path):
        return read_aggregate(path)

    def fill(self):
        """Have an evening as in the picture: 131 of 214, rooms, speakers, three stations."""
        now, starts = self._desk.now, self._desk.programme().event.starts
        first = starts - timedelta(minutes=75)
        rooms = (("g", "Gründen", "0.12", 30), ("b", "Bewerben", "1.04", 24))
        self.sessions = {
            key: Session(id=key, name=name, kind=SessionKind.WORKSHOP, room=room, capacity=seats,
                         starts=starts + timedelta(minutes=30))
            for key, name, room, seats in rooms
        }  # fmt: skip
        self.sessions["e"] = Session(id="e", name="Einlass", starts=starts - timedelta(minutes=45))
        places = [(first + timedelta(minutes=5 * n), count) for n, count in enumerate(CURVE)]
        moments = [at + timedelta(seconds=9 * k) for at, count in places for k in range(count)]
        self.people = [self._guest(n, moments) for n in range(206)]
        self.people += [self._speaker("Prof. Dr. Ayşe Yıldırım", "g"), self._speaker("Emeka", "b")]
        ages = (("Empfang 1", 0, 0), ("Empfang 2", 4, 0), ("Raum 1.04", 360, 4))
        self.contacts = tuple(
            Contact(id=name, name=name, seen=now - timedelta(seconds=age), unsent=unsent)
            for name, age, unsent in ages
        )
        self.earlier = {
            -75 + 5 * n: count * 1.05 for n, count in enumerate((*CURVE, 24, 20, 12, 5))
        }

    def _editions(self, numbers):
        if not self.earlier:
            return ()
        this = Edition(name="x", starts="2024", expected=numbers.no_show.expected,
                       arrived=numbers.arrived, so_far=numbers.arrived, no_show_rate=None,
                       minutes={}, is_this=True)  # fmt: skip
        last = replace(this, name="Düsseldorf meets International Talents", starts="2023-12-05",
                       expected=160, arrived=120, so_far=80, is_this=False)  # fmt: skip
        return this, last

    def _guest(self, number, moments):
        countries = ("Indien", "China", "Türkei", "Iran", "Ukraine", "Marokko", "")
        fields = {
            "name": f"Gast {number}",
            "category": ("Gast", "Partner", "Presse")[number % 20 // 18],
            "country": countries[number * number % 7],
            "university": ("HHU Düsseldorf", "Hochschule Düsseldorf", "")[number % 3],
        }
        seat = (
            {"g": Booking.BOOKED} if number < 22 else {"b": Booking.BOOKED} if number < 46 else {}
        )
        came = moments[number : number + 1]
        steps = [Movement(f"m{number}", None, Direction.IN, at, "Empfang 1") for at in came]
        if number < 3:
            steps.append(Movement(f"w{number}", "g", Direction.IN, self._desk.now, "Raum 1.04"))
        return Standing(registration=f"g{number}", origin=Origin.LIST, code=f"G{number}",
                        person=Person(fields), bookings=seat, movements=tuple(steps))  # fmt: skip

    def _speaker(self, name, session):
        fields = {"name": name, "category": "Referent:in", "Telefon": "0211 899418"}
        return Standing(registration=name, origin=Origin.LIST, code=name, person=Person(fields),
                        bookings={session: Booking.BOOKED})  # fmt: skip
