"""A whole day with a real pretix server: what is told there is what happened at the doors."""

import threading
from collections import Counter

import pytest

from app.sync.pretix.identity import registration_of

GUESTS, DOUBLE = 600, 40
pytestmark = [pytest.mark.pretix, pytest.mark.timeout(1800)]


class Day:
    """Two stations, each a device of its own, that know of each other through pretix only."""

    def __init__(self, server, office, left, right):
        self.server, self.office, self.left, self.right = server, office, left, right
        self.tickets = office.tickets
        self.cancelled, self.changed, self.renewed = self.tickets[:3]
        self.late = self.walk_in = None

    def download(self):
        for door in (self.left, self.right):
            assert door.joined["pretix"]["new"] == GUESTS
            people = door.people()
            assert {one["code"] for one in people.values()} == {
                ticket["secret"] for ticket in self.tickets
            }
            assert {one["name"] for one in door("session", "list")} == {
                "Eingang", "Vortrag", "Workshop",
            }  # fmt: skip

    def change(self):
        """Cancel, amend, renew and sell; only the left door hears of it before it opens."""
        self.office("POST", f"orders/{self.cancelled['order']}/mark_canceled/", send_email=False)
        self.office("PATCH", f"orderpositions/{self.changed['position']}/", company="TH Köln")
        self.office("POST", f"orderpositions/{self.renewed['position']}/regenerate_secrets/")
        said = self.left.sync()["pretix"]
        assert (said["new"], said["changed"], said["cancelled"]) == (0, 2, 1)
        people = self.left.people()
        changed = people[self.office.registration(self.changed)]
        assert changed["organisation"] == "TH Köln"
        self.late = self.office.sell("Nachzüglerin")

    def refuse(self):
        """What was cancelled and renewed opens no door that knows of it."""
        cancelled, renewed = self.left.scan(self.cancelled["secret"], self.renewed["secret"])
        assert (cancelled["verdict"], cancelled["recorded"]) == ("stop", False)
        assert renewed["reason"] in ("revoked", "replaced")
        assert not renewed["recorded"]

    def arrive(self):
        """Let everybody in, some at both doors; and one whose ticket no door has heard of."""
        half = GUESTS // 2
        renewed = self.office.secret(self.renewed)
        codes = [self.tickets[1]["secret"], renewed, *(one["secret"] for one in self.tickets[3:])]
        left = self.left.scan(*codes[: half + DOUBLE // 2], self.late["secret"])
        # The right door knows neither of the cancellation nor of the new code.
        blind = [self.cancelled["secret"], self.renewed["secret"]]
        right = self.right.scan(*blind, *codes[half - DOUBLE // 2 :])
        assert {one["verdict"] for one in left + right} == {"welcome"}

    def take_back(self):
        """Undo what pretix never heard of, and later what it has."""
        (annulled,) = self.left("undo")
        assert annulled["kind"] == "arrived"
        (again,) = self.left.scan(self.late["secret"])
        assert again["recorded"]

    def walk(self):
        (self.walk_in,) = self.left("roster", "add", "--name", "Wanda Spontan")
        (arrival,) = self.left.scan(self.walk_in["code"])
        assert arrival["recorded"]

    def be_cut(self):
        """Kill the server while the left door tells it of 300 arrivals; then both go on."""
        sync, pause = self.left.begin("sync"), threading.Event()
        while len(self.office.check_ins()) < 30:
            assert sync.poll() is None
            pause.wait(0.05)
        self.server.kill()
        _, complaint = sync.communicate()
        assert sync.returncode != 0
        assert "Everything is kept" in complaint
        self.server.start()
        assert 30 <= len(self.office.check_ins()) < GUESTS // 2

    def tell(self):
        """Let both doors tell and hear everything."""
        uploads = [door.sync().get("pretix_upload", {}) for door in (self.left, self.right)]
        assert uploads[0]["waiting"] == {"no_ticket": 1}, "one sync tells of the late ticket too"
        for upload in uploads:
            assert upload["declined"] == 0
            assert upload["troubles"] == []
            assert set(upload["waiting"]) <= {"no_ticket"}
        (back,) = self.left("undo")  # the walk-in's arrival is the last one
        assert back["registration"] == self.walk_in["id"]
        (back,) = self.left("undo", "--", self._entry_of_late())
        assert self.left.sync()["pretix_upload"]["annulled"] == 1
        self.right.sync()

    def _entry_of_late(self):
        late = self._by_code(self.left)[self.late["secret"]]
        entries = self.left("journal", "show")
        came = [one for one in entries if one["kind"] == "arrived"]
        return [one["id"] for one in came if one["registration"] == late][-1]

    def _by_code(self, door):
        return {one["code"]: key for key, one in door.people().items()}

    def _made(self, door):
        """Return a door's own movements; whom a signature alone let in has another name there."""
        late = self._by_code(door).get(self.late["secret"])
        known = {late: registration_of(self.office.source, self.late["id"])}
        return Counter(
            {(known.get(key, key), *rest): n for (key, *rest), n in door.own_movements().items()}
        )

    def agree(self):
        """What pretix counts is what happened here, and each double admission is a question."""
        told = self.office.movements()
        assert told == self._made(self.left) + self._made(self.right)
        came = Counter(key for key, _, _ in told.elements())
        twice = {key for key, times in came.items() if times == 2}
        # The renewed ticket came under its new code at one door and under its old one at the other.
        assert len(twice) == DOUBLE + 1
        for door in (self.left, self.right):
            assert {key for key, one in door.people().items() if one["arrived"]} == set(came)
            assert {one["registration"] for one in door.questions()} == twice


def test_a_day_at_two_doors(server, open_office, open_door):
    office = open_office(GUESTS, left="full", right="pretixscan")
    day = Day(server, office, open_door(office, "left"), open_door(office, "right"))

    day.download()
    day.change()
    day.refuse()
    day.arrive()
    day.take_back()
    day.walk()
    day.be_cut()
    day.tell()
    day.agree()
