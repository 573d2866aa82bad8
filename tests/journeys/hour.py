"""An hour at reception, drawn from the curve of arrivals, and hands that play it by key events."""

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from tests.stories.guests import guests, lots

GUESTS = 600 if os.environ.get("EMPFANG_HOUR") else 200
"""Everybody where pictures are wanted; a third of them, at the same curve, in every test run."""
LENGTH_S = 30 * 60
EXCEPTIONS = 0.15
AT_ONCE = 10
"""Scans that follow each other before anybody looks at the plate."""

KINDS = (
    "by_name", "twice", "walk_in", "taken_back", "cancelled", "photo", "renamed", "replaced",
    "class", "unknown", "badge", "companions",
)  # fmt: skip
"""Exceptions, in turn."""
WALK_INS = (
    "Quirin Zwetschgenbaum", "Oluwakemi Fasolini", "Brunhild Ypsilanti", "Xaverl Kugelfisch",
    "Dagobert Umbrella", "Wendelin Opossum", "Thusnelda Jacaranda", "Fridolin Eukalypt",
    "Mechthild Armadillo",
)  # fmt: skip
"""Names that resemble nobody's on the list."""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody comes, in seconds from the doors, and what happens then."""

    at_s: int
    guest: object
    kind: str


def recorded(seed=1):
    """Return the moments of the hour: a queue at the doors, a peak before the opening."""
    chance = lots(seed)
    people = guests(GUESTS, seed=seed)
    waiting = [chance.uniform(0, 120) for _ in range(GUESTS * 12 // 100)]
    others = [chance.triangular(0, LENGTH_S, LENGTH_S * 20 // 32) for _ in people[len(waiting) :]]
    odd = set(chance.sample(range(GUESTS), round(GUESTS * EXCEPTIONS)))
    kinds = iter(KINDS * GUESTS)
    times = sorted(map(int, waiting + others))
    return [
        Moment(at_s, guest, next(kinds) if number in odd else "scan")
        for number, (at_s, guest) in enumerate(zip(times, people, strict=True))
    ]


@dataclass
class Tally:
    """What really happened, counted by whoever watches the desk."""

    arrived: set[str] = field(default_factory=set)
    walk_ins: int = 0
    cancelled: int = 0
    counted: int = 0
    companions: int = 0
    done: Counter[str] = field(default_factory=Counter)


class Hands:
    """Plays moments at a reception and keeps count."""

    def __init__(self, reception, picture):
        self.desk, self.keys, self.tally = reception, reception.keys, Tally()
        self._picture = picture
        self._opened_ms = reception.clock.wall_ms
        self._unseen = []

    def play(self, moments):
        """Play all moments in their order; return the tally."""
        for moment in moments:
            self._wait_until(moment.at_s)
            self.tally.done[moment.kind] += 1
            if moment.kind != "scan":
                self._look()
            getattr(self, f"_{moment.kind}")(moment)
            if self.tally.done[moment.kind] == 1:
                self._show(moment.kind)
        self._look()
        return self.tally

    def _show(self, name):
        """Take a picture when everything that was asked for is painted."""
        for _ in range(3):
            QApplication.processEvents()
        self._picture(name)

    def _wait_until(self, at_s):
        ahead_ms = self._opened_ms + at_s * 1000 - self.desk.clock.wall_ms
        if ahead_ms > 0:
            self.desk.clock.forward(ahead_ms / 1000)

    def _look(self):
        """Wait until the last guest that was scanned stands on the plate."""
        if self._unseen:
            self.desk.expect("welcome", self._unseen[-1].fields["given"].strip())
            self._unseen.clear()

    def _scan(self, moment):
        self.keys.scan(moment.guest.code)
        self.tally.arrived.add(moment.guest.id)
        self._unseen.append(moment.guest)
        if len(self._unseen) >= AT_ONCE:
            self._look()

    def _welcomed(self, moment):
        self._scan(moment)
        self._look()

    def _by_name(self, moment):
        name = " ".join((moment.guest.family, moment.guest.given)).strip(" .")
        self.keys.press(Qt.Key.Key_F, "", CONTROL)
        for letter in name:
            self.keys.press(Qt.Key(ord(letter.upper()[0])), letter)
        hits = [hit.id for hit in self.desk.desk.find(name, 20)]
        rows = self.desk.window.page.search.findChild(QListView).model()
        self.desk.until(lambda: [one.hit.id for one in rows.found] == hits[:6])
        for _ in range(hits.index(moment.guest.id) + 1):
            self.keys.press(Qt.Key.Key_Down)
        self._show("search")
        self.keys.enter()
        self.tally.arrived.add(moment.guest.id)
        self.desk.expect("welcome", moment.guest.fields["given"].strip())

    def _twice(self, moment):
        self._welcomed(moment)
        self.desk.clock.forward(11)
        self.keys.scan(moment.guest.code)
        self.desk.expect("already")

    def _walk_in(self, moment):
        self._welcomed(moment)
        self.keys.press(Qt.Key.Key_F3)
        name = WALK_INS[self.tally.walk_ins]
        self.keys.type(name)
        self._show("walk_in form")
        self.keys.enter()
        self.desk.expect("welcome", name)
        self.tally.walk_ins += 1
        self.tally.arrived.add(name)

    def _taken_back(self, moment):
        self._welcomed(moment)
        self.tally.arrived.remove(moment.guest.id)
        self.keys.press(Qt.Key.Key_F6)
        self.desk.until(lambda: self.desk.shown("word") == "Zurückgenommen")
        self._show("undone")
        self.desk.clock.forward(11)
        self._welcomed(moment)

    def _cancelled(self, moment):
        self.desk.workplace.registrar.cancel(moment.guest.id)
        self.tally.cancelled += 1
        self.keys.scan(moment.guest.code)
        self.desk.expect("stop")

    def _unknown(self, moment):
        self._welcomed(moment)
        self.keys.scan("NOBODYHASTHISCODE")
        self.desk.expect("stop")

    def _photo(self, moment):
        self._welcomed(moment)
        self.keys.press(Qt.Key.Key_3, "3", CONTROL)
        standing = partial(self.desk.standing, moment.guest.id)
        self.desk.until(lambda: standing().person.get("photo") == "no")

    def _renamed(self, moment):
        self._welcomed(moment)
        self.keys.press(Qt.Key.Key_F4)
        self.desk.until(lambda: self.desk.sheet == "guest")
        self._show("menu")
        self.keys.press(Qt.Key.Key_F4)
        self.keys.press(Qt.Key.Key_Tab, "\t")
        self.keys.type("Neumann")
        self._show("change")
        self.keys.enter()
        standing = partial(self.desk.standing, moment.guest.id)
        self.desk.until(lambda: standing().person.family == "Neumann")

    def _replaced(self, moment):
        self.keys.scan(moment.guest.code)
        self.desk.expect("welcome", moment.guest.fields["given"].strip())
        self.keys.press(Qt.Key.Key_F4)
        self.keys.type("2")
        self.desk.until(lambda: self.desk.sheet == "substitute")
        self.keys.type("Vera")
        self._show("substitute")
        self.keys.enter()
        self.desk.expect("welcome", "Vera")
        guest = self.desk.window.operation.reception.scene.guest
        self.tally.arrived.add(guest.registration)

    def _class(self, moment):
        self._welcomed(moment)
        self.keys.press(Qt.Key.Key_F3, "", SHIFT)
        self.desk.until(lambda: self.desk.sheet == "tally")
        self.keys.type("25")
        self._show("tally")
        self.keys.enter()
        self.tally.counted += 25
        self.desk.until(lambda: self.desk.desk.counts().counted == self._heads())

    def _companions(self, moment):
        self._welcomed(moment)
        self.keys.press(Qt.Key.Key_4, "4", CONTROL)
        self.desk.until(lambda: self.desk.sheet == "companions")
        self.keys.type("3")
        self._show("companions")
        self.keys.enter()
        self.tally.companions += 3
        self.desk.until(lambda: self.desk.desk.counts().counted == self._heads())

    def _heads(self):
        return self.tally.counted + self.tally.companions

    def _badge(self, moment):
        self._welcomed(moment)
        before = len(self.desk.badges())
        self.keys.press(Qt.Key.Key_F5)
        self.desk.until(lambda: len(self.desk.badges()) == before + 1)
