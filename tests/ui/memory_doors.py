"""The rooms of a desk in memory."""

from dataclasses import replace

from app.admission.seats import is_released, release_of
from app.bootstrap.doors import called_name
from app.model.room import Room, Seat
from app.model.standing import Booking


class MemoryDoors:
    """Implements `ui.door_desk.DoorDesk` around the guests of a `MemoryDesk`."""

    def __init__(self, desk):
        self.desk = desk
        self.marked = []
        self.freed = None

    def room(self, session):
        programme = self.desk.programme()
        planned = programme.sessions.get(session)
        if planned is None:
            return None
        planned = replace(planned, freed=self.freed)
        guests = list(self.desk.guests.values())  # asked beside the window
        return Room(
            session=planned,
            present=sum(one.is_inside(session) for one in guests),
            booked=sum(one.bookings.get(session) is Booking.BOOKED for one in guests),
            reserved=len(self._coming(session, Booking.BOOKED)),
            waiting=len(self._coming(session, Booking.WAITING)),
            release=release_of(planned, programme),
            is_released=is_released(planned, programme, self.desk.now),
        )

    def rooms(self):
        sessions = self.desk.programme().sessions.values()
        return [self.room(one.id) for one in sessions if not one.is_entrance]

    def waiting(self, session):
        waiting = self._coming(session, Booking.WAITING)
        return [Seat(one.registration, called_name(one.person)) for one in waiting]

    def expected(self, session):
        kept = self._coming(session, Booking.BOOKED)
        return [Seat(one.registration, one.person.name) for one in kept]

    def mark_present(self, session, registrations):
        self.marked.append((session, tuple(registrations)))
        for registration in registrations:
            self.desk.check_in(registration, session=session)
        return len(registrations)

    def free_seats(self, _session):
        self.freed = self.desk.now

    def keep_seats(self, _session):
        self.freed = None

    def _coming(self, session, state):
        return [
            one
            for one in list(self.desk.guests.values())
            if one.bookings.get(session) is state and one.first_arrival(session) is None
        ]
