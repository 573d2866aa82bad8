"""What a desk in memory does for one guest beyond letting them in."""

from dataclasses import replace

from app.errors import NotAllowedError
from app.model.person import Person
from app.model.role import Role
from app.model.standing import Origin, Standing, Status


class MemoryConcierge:
    """Implements `ui.guest_desk.GuestDesk`."""

    def __init__(self, desk):
        self._desk = desk

    def resembling(self, fields):
        name = Person(fields).name.casefold()
        coming = [one for one in self._desk.guests.values() if one.status is Status.ACTIVE]
        return [one for one in coming if _bones(one.person.name) == _bones(name)]

    def substitute(self, registration, fields):
        before = self._desk.guests[registration]
        kept = {key: before.person.get(key) for key in ("organisation", "category")}
        coming = Standing(
            registration=f"instead-of-{registration}", origin=Origin.SUBSTITUTE,
            code=f"INSTEAD-{registration}", person=Person({**kept, **fields}),
            bookings=before.bookings,
        )  # fmt: skip
        self._desk.guests[coming.registration] = coming
        self._desk.guests[registration] = replace(
            before, status=Status.SUBSTITUTED, movements=(), substitute=coming.registration
        )
        return coming

    def reinstate(self, registration):
        if not self._desk.role.covers(Role.ORGANISER):
            sentence = "That takes an organiser."
            raise NotAllowedError(sentence)
        back = replace(self._desk.guests[registration], status=Status.ACTIVE)
        self._desk.guests[registration] = back
        return back


def _bones(name):
    """Return the consonants of a name, sorted by word."""
    words = name.casefold().replace("y", "j").split()
    return sorted("".join(sign for sign in word if sign not in "aeiouäöü") for word in words)
