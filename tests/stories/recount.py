"""A day of random entries, and its numbers counted by brute force.

Written from the contract of ``figures`` alone: it shares no code with the product beyond the
entries themselves, and counts everything anew each time.
"""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from random import Random

from app.model.entry import Kind
from tests.app.journals import Pen

OPENING = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
OPENING_MS = round(OPENING.timestamp() * 1000)
MINUTE_MS = 60_000
ENTRANCES = (None, "day1")
SESSIONS = ("day1", "forum", "talk")
FIELDS = ("category", "sector", "country", "university", "organisation")
VALUES = ("", "A", "B", "C")
AT = ("booked", "arrived", "present", "away", "empty")


class Day:
    """Writes one random entry after the other, of three stations whose clocks agree roughly."""

    def __init__(self, seed, recount):
        self.recount = recount
        self.random = Random(seed)  # noqa: S311 - a day that can be repeated
        self.pens = [Pen(name) for name in ("s1", "s2", "s3")]
        self.now_ms = OPENING_MS - 45 * MINUTE_MS
        self.people, self.said = [], []

    def next(self):
        """Return what somebody writes now."""
        self.now_ms += self.random.randrange(0, 1_200)
        kinds = [self.register] * (12 if len(self.people) < 40 else 0)
        kinds += [self.arrive] * 40 + [self.depart] * 20 + [self.amend] * 6 + [self.annul] * 8
        kinds += [self.cancel, self.substitute, self.count, self.refuse, self.erase] + [
            self.badge
        ] * 10
        if not self.people:
            kinds = [self.register]
        entry = self.random.choice(kinds)()
        self.said.append(entry)
        return entry

    def write(self, kind, registration, payload=None, **place):
        # Entries come late and out of order, as from stations that were offline.
        late_ms = self.random.choice((0, 0, 0, self.random.randrange(0, 600_000)))
        pen = self.random.choice(self.pens)
        wall_ms = self.now_ms - late_ms
        return pen.write(kind, registration, payload=payload or {}, wall_ms=wall_ms, **place)

    def register(self, origin=None, at=None):
        name = f"p{len(self.people)}"
        self.people.append(name)
        origin = origin or self.random.choice(("list", "list", "list", "walk_in"))
        fields = {field: self.random.choice(VALUES) for field in FIELDS} | {"name": name}
        seats = self.random.sample(SESSIONS[1:], self.random.randrange(0, 3))
        bookings = {one: self.random.choice(("booked", "booked", "waiting")) for one in seats}
        said = {"origin": origin, "code": name, "fields": fields, "bookings": bookings}
        return self.write(Kind.REGISTERED, at or name, said)

    def anybody(self):
        return self.random.choice(self.people)

    def arrive(self):
        door = self.random.choice((None, "day1", *SESSIONS))
        return self.write(Kind.ARRIVED, self.anybody(), {"reason": "registered"}, session=door)

    def depart(self):
        return self.write(Kind.DEPARTED, self.anybody(), session=self.random.choice(SESSIONS))

    def amend(self):
        said = {"by": "desk", "fields": {self.random.choice(FIELDS): self.random.choice(VALUES)}}
        if self.random.random() < 0.3:
            said = {"by": "desk", "bookings": {"forum": self.random.choice(("booked", None))}}
        if self.random.random() < 0.1:
            said = {"by": "desk", "status": self.random.choice(("active", "unpaid", "revoked"))}
        return self.write(Kind.AMENDED, self.anybody(), said)

    def cancel(self):
        return self.write(Kind.CANCELLED, self.anybody(), {"by": "desk"})

    def substitute(self):
        return self.write(Kind.SUBSTITUTED, self.anybody(), {"by": self.anybody()})

    def count(self):
        label = self.random.choice(("", "Klasse 7b"))
        return self.write(
            Kind.COUNTED, None, {"number": self.random.randrange(1, 30), "label": label}
        )

    def refuse(self):
        return self.write(Kind.REFUSED, self.anybody(), {"reason": "full"}, session="forum")

    def badge(self):
        return self.write(Kind.PRINTED, self.anybody(), {"serial": "", "printer": "p"})

    def erase(self):
        """Erase somebody who is known, once: what is counted of them stays."""
        name = self.anybody()
        known = state(self.recount.of[name])
        if known is None or any(one.kind == "erased" for one in known[-1]):
            return self.arrive()
        origin, status, fields, seats, _ = known
        kept = {field: fields[field] for field in FIELDS if fields.get(field)}
        booked = {session: seat for session, seat in seats.items() if seat}
        said = {"origin": origin, "status": status, "fields": kept, "bookings": booked}
        return self.write(Kind.ERASED, name, said)

    def annul(self):
        undone = (Kind.ARRIVED, Kind.DEPARTED, Kind.CANCELLED, Kind.COUNTED, Kind.ANNULLED,
                  Kind.REGISTERED, Kind.SUBSTITUTED)  # fmt: skip
        target = next((e for e in reversed(self.said[-40:]) if e.kind in undone), None)
        if target is None:
            return self.arrive()
        place = {"session": target.session, "ref": target.id}
        return self.write(Kind.ANNULLED, target.registration, **place)


class Recount:
    """All entries there are, counted anew each time; only whom nobody spoke of is remembered."""

    def __init__(self):
        self.of = defaultdict(list)
        self.known = {}

    def take(self, entry):
        self.of[entry.registration].append(entry)
        self.known.pop(entry.registration, None)

    def numbers(self):
        """Return the members of the contract that need no peak."""
        sums = Counter(key for one in self.everybody() for key in one["adds"])
        total = {key: number for (what, key), number in sums.items() if what == "all"}
        total = defaultdict(int, total)
        bins = {key: number for (what, key), number in sums.items() if what == "bin"}
        cells = {key: number for (what, key), number in sums.items() if what == "cell"}
        by = {field: {} for field in FIELDS}
        for (field, value, column), number in cells.items():
            by[field].setdefault(value, [0, 0])[column] = number
        tallies = living(self.of[None])
        expected = total["expected"]
        return {
            "registered": total["registered"],
            "cancelled": total["cancelled"],
            "arrived": total["arrived"],
            "present": total["present"],
            "walk_ins": total["walk_in"],
            "counted": sum(e.payload["number"] for e in tallies if e.kind == "counted"),
            "no_show_rate": total["missing"] / expected if expected else None,
            "bins": [(number * 5, bins[number]) for number in sorted(bins)],
            "by": {
                field: {v: tuple(cell) for v, cell in some.items()} for field, some in by.items()
            },
            "sessions": [tuple(sums["at", (name, what)] for what in AT) for name in SESSIONS],
        }

    def peaks(self):
        """Return the most who were in each session at once, moment by moment."""
        return [max(self.inside(name), default=0) for name in SESSIONS]

    def inside(self, name):
        steps = sorted(step for one in self.everybody() for step in one["steps"][name])
        inside = 0
        for _, step in steps:
            inside += step
            yield inside

    def everybody(self):
        for name, entries in self.of.items():
            if name is not None:
                if name not in self.known:
                    self.known[name] = person(entries)
                if self.known[name] is not None:
                    yield self.known[name]


def living(entries):
    """Return the entries that nobody took back, by time."""
    against = defaultdict(list)
    for entry in entries:
        if entry.kind == "annulled":
            against[entry.ref].append(entry)

    @cache
    def is_alive(key):
        return not any(is_alive(one.id) for one in against[key])

    alive = [entry for entry in entries if is_alive(entry.id)]
    return sorted(alive, key=lambda e: (e.wall_ms, e.station, e.seq))


def state(entries):
    """Return origin, status, fields and seats of somebody, with what counts; None for nobody."""
    alive = living(entries)
    erased = next((e for e in alive if e.kind == "erased"), None)
    if erased is not None:
        said = erased.payload
        return said["origin"], said["status"], said["fields"], said["bookings"], alive
    first = next((e for e in alive if e.kind == "registered"), None)
    if first is None:
        return None
    fields, seats = dict(first.payload["fields"]), dict(first.payload["bookings"])
    status = "active"
    for entry in alive:
        if entry.kind == "amended":
            fields |= entry.payload.get("fields", {})
            seats |= entry.payload.get("bookings", {})
            status = entry.payload.get("status", status)
        elif entry.kind == "cancelled":
            status = "cancelled"
        elif entry.kind == "substituted":
            status, seats = "substituted", {}
    return first.payload["origin"], status, fields, seats, alive


def person(entries):
    """Return what one person adds to the numbers; None for nobody."""
    known = state(entries)
    return None if known is None or known[1] == "substituted" else counted(*known)


def counted(origin, status, fields, seats, alive):
    moves = [e for e in alive if e.kind in ("arrived", "departed")]
    came = [e for e in moves if e.kind == "arrived"]
    doors = [e for e in moves if e.session in ENTRANCES]
    is_listed = origin != "walk_in"
    is_expected = is_listed and status != "cancelled"
    refused = {e.session for e in alive if e.kind == "refused"}
    at, steps = {}, {}
    for name in SESSIONS:
        here = [e for e in moves if e.session == name]
        has_come = any(e.kind == "arrived" for e in here)
        has_seat = seats.get(name) == "booked" and status not in ("cancelled", "revoked")
        at[name] = {
            "booked": int(has_seat),
            "arrived": int(has_come),
            "present": int(bool(here) and here[-1].kind == "arrived"),
            "away": int(name in refused and not has_come),
            "empty": int(has_seat and not has_come),
        }
        steps[name] = list(stays(here))
    facts = {
        "registered": is_listed,
        "cancelled": is_listed and status == "cancelled",
        "arrived": bool(came),
        "present": bool(doors) and doors[-1].kind == "arrived",
        "walk_in": not is_listed,
        "expected": is_expected,
        "missing": is_expected and not came,
    }
    adds = [("all", what) for what, is_true in facts.items() if is_true]
    adds += [("at", (name, what)) for name in SESSIONS for what in AT if at[name][what]]
    for column, what in enumerate(("registered", "arrived")):
        if facts[what]:
            adds += [("cell", (field, fields.get(field, ""), column)) for field in FIELDS]
    if came:
        adds.append(("bin", (came[0].wall_ms - OPENING_MS) // (5 * MINUTE_MS)))
    return {"adds": adds, "steps": steps}


def stays(moves):
    is_in = False
    for entry in moves:
        comes = entry.kind == "arrived"
        if comes != is_in:
            is_in = comes
            yield entry.wall_ms, 1 if comes else -1
