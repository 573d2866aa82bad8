"""A small desk in memory: a real station of one person, without files or network."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.badge.design import find_design
from app.badge.library import DesignLibrary
from app.bootstrap.badge_content import badge_content
from app.bootstrap.roles import Roles
from app.clock import SystemClock
from app.errors import DiskFailedError, PrintError
from app.model.badge import BadgeJob, JobState, Trouble
from app.model.desk import Arrival, SyncState, Undone
from app.model.person import Person
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.role import Role
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status
from app.model.verdict import Answer, Reason
from app.paths import data_dir
from app.ports import Counts, Hit
from tests.ui.memory_concierge import MemoryConcierge
from tests.ui.memory_crowd import MemoryCrowd
from tests.ui.memory_doors import MemoryDoors
from tests.ui.memory_figures import MemoryFigures
from tests.ui.memory_hub import MemoryHub, MemoryQuestions
from tests.ui.memory_lists import MemoryLists
from tests.ui.memory_machine import MemoryKiosk, MemoryMachine
from tests.ui.memory_papers import MemoryPapers
from tests.ui.memory_privacy import MemoryPrivacy

OPENING = datetime(2024, 12, 3, 15, 0, tzinfo=UTC)
EVENING = Event(
    id="e",
    name="Düsseldorf meets International Talents",
    starts=OPENING + timedelta(hours=1),
    ends=OPENING + timedelta(hours=6),
)
WORKSHOP = Session(
    id="w2",
    name="Bewerben in Deutschland",
    kind=SessionKind.WORKSHOP,
    room="1.04",
    starts=OPENING + timedelta(hours=1, minutes=30),
    capacity=24,
)
FOYER = Session(
    id="n",
    name="Abendempfang im Foyer",
    kind=SessionKind.NETWORKING,
    starts=OPENING + timedelta(hours=3),
)
GUESTS = [
    ("anh", "Thị Ngọc Ánh", "Nguyễn", "Heinrich-Heine-Universität Düsseldorf", {}),
    ("omar", "Omar", "al-Haddad", "Fachhochschule Dortmund", {"native": "عمر الحداد"}),
    ("jana1", "Jana", "Müller", "Universität Duisburg-Essen", {"email": "j.mueller@uni.example"}),
    ("jana2", "Jana", "Müller", "Hochschule Düsseldorf", {"email": "jana.mueller@hs.example"}),
    ("jasmin", "Jasmin", "Müller-Öztürk", "RWTH Aachen", {}),
    ("wei", "Wei", "Zhang", "Hochschule Düsseldorf", {"native": "张伟"}),
    ("lars", "Lars", "Petersen", "IHK Düsseldorf", {}),
    ("lukasz", "Łukasz", "Wisniewski", "RWTH Aachen", {}),
]


def guest(name, given, family, organisation, extra):
    """Return a registered guest; the code of *name* is ``CODE-NAME``."""
    fields = {"given": given, "family": family, "organisation": organisation, "category": "Gast"}
    return Standing(
        registration=name,
        origin=Origin.LIST,
        code=f"CODE-{name.upper()}",
        person=Person({**fields, **extra}),
        bookings={"w2": Booking.BOOKED} if name == "anh" else {},
    )


_BARRED = {Status.CANCELLED: Reason.CANCELLED, Status.SUBSTITUTED: Reason.REPLACED}


class MemoryDesk:
    """Implements `ui.desk.Desk`; attributes say what it has seen."""

    def __init__(self, now=OPENING + timedelta(minutes=42)):
        self.now = now
        self.role = Role.ORGANISER
        self.guests = {row[0]: guest(*row) for row in GUESTS}
        self.guests["lars"] = replace(self.guests["lars"], status=Status.CANCELLED)
        self.wrong_day = {"wei"}
        self.accepted, self.printed, self.found = [], [], []
        self.printer_gate = threading.Event()
        self.printer_gate.set()
        self.next_error = None
        self.disk_works = self.records = True
        self.printer_error = None
        self.printer, self.printers, self.trouble = "Drucker 1", 2, Trouble.NONE
        self.designs = DesignLibrary(data_dir() / "designs")
        self.design = "a6"
        self.hub, self.questions = MemoryHub(self), MemoryQuestions()
        self.figures, self.papers = MemoryFigures(self), MemoryPapers(self)
        self.concierge = MemoryConcierge(self)
        self.privacy = MemoryPrivacy(self)
        self.doors = MemoryDoors(self)
        self.crowd = MemoryCrowd(self)
        self.pins = {}
        self.roles = Roles(self.programme, self.pins.__setitem__, SystemClock())
        self.lists = MemoryLists(self)
        self.machine, self.kiosk = MemoryMachine(), MemoryKiosk(self)
        self._log = []
        self._undoable = []
        self._lock = threading.RLock()

    def programme(self):
        sessions = {s.id: s for s in (WORKSHOP, FOYER)}
        return Programme(event=EVENING, sessions=sessions, pins=dict(self.pins))

    def counts(self):
        arrived = sum(g.arrived is not None for g in self.guests.values())
        counted = sum(number for number, _ in self.crowd.counted)
        return Counts(len(self.guests), arrived, present=arrived, unsent=0, counted=counted)

    def arrivals_per_5_minutes(self):
        return [3, 5, 6, 8, 12, 15, 20, 25, 30, 34, 41, 19]

    def latest(self, limit):
        with self._lock:
            return list(reversed(self._log))[:limit]

    def accept(self, text, *, session, direction, admit=False, otherwise=()):  # noqa: ARG002 - a door of one way
        with self._lock:
            self._fail_once()
            self.records = self.records and self.disk_works
            if not self.records:
                return Answer(code=str(text), reason=Reason.NOT_RECORDED)
            codes = (text,) if isinstance(text, str) else tuple(text)
            self.accepted.append(codes[:1])
            owners = {guest.code: guest for guest in self.guests.values()}
            found = next((owners[c] for c in (*codes, *otherwise) if c in owners), None)
            if found is None:
                return self._note(Answer(code=codes[0], reason=Reason.UNKNOWN_CODE))
            return self._let_in(found, session, admit=admit)

    def check_in(self, registration, *, session, direction=Direction.IN, admit=False):  # noqa: ARG002 - a door of one way
        with self._lock:
            self._fail_once()
            self.accepted.append((registration,))
            return self._let_in(self.guests[registration], session, admit=admit)

    def undo(self):
        with self._lock:
            if not self._undoable:
                return None
            name = self._undoable.pop()
            self.guests[name] = replace(self.guests[name], movements=())
            self._log.pop()
            return Undone(kind="arrived", name=self.guests[name].person.name, registration=name)

    def find(self, text, limit, session=None):  # noqa: ARG002 - all are expected everywhere
        self.found.append(text)
        words = text.casefold().split()
        hits = [g for g in self.guests.values() if _matches(g.person.name, words)]
        return [_hit(g) for g in hits][:limit]

    def add_walk_in(self, fields):
        with self._lock:
            self._fail_once()
            name = f"walk{len(self.guests)}"
            added = Standing(
                registration=name, origin=Origin.WALK_IN, code=name, person=Person(dict(fields))
            )
            self.guests[name] = added
            return added

    def amend(self, registration, fields):
        with self._lock:
            before = self.guests[registration]
            after = replace(before, person=Person({**before.person.fields, **fields}))
            self.guests[registration] = after
            return after

    def standing(self, registration):
        return self.guests.get(registration)

    def badge_pdf(self, registration, changes=None):
        person = self.guests[registration].person
        page = BytesIO()
        canvas = Canvas(page, pagesize=(298, 420))
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(24, 300, (changes or {}).get("given", person.given))
        canvas.save()
        return page.getvalue()

    def badge_contents(self):
        people = [g for g in self.guests.values() if g.status is not Status.CANCELLED]
        return [(g.registration, badge_content(g, self.programme())) for g in people]

    def usual_stock(self):
        return find_design(self.design).stock

    def use_design(self, design):
        find_design(design)
        self.design = design

    def print_badge(self, registration):
        self.printer_gate.wait(60)
        if self.printer_error is not None:
            raise self.printer_error
        self.printed.append(registration)
        self.job = BadgeJob(
            id=str(len(self.printed)), registration=registration, printer="p",
            state=JobState.PRINTED, reason="", opened=self.now,
        )  # fmt: skip
        if self.trouble:
            self.job = replace(self.job, state=JobState.OPEN, reason="…", trouble=self.trouble)
        return self.job

    def badge_job(self, _job):
        if not self.trouble:
            self.job = replace(self.job, state=JobState.PRINTED, reason="", trouble=self.trouble)
        return self.job

    def use_next_printer(self):
        if self.printers == 1:
            sentence = "There is no other printer."
            raise PrintError(sentence)
        self.trouble, self.printer = Trouble.NONE, "Drucker 2"
        return self.printer

    def printer_name(self):
        return self.printer

    def is_recording(self):
        return self.records

    def try_again(self):
        if not self.disk_works:
            sentence = "The disk still refuses."
            raise DiskFailedError(sentence)
        self.records = True

    def sync_state(self):
        return SyncState(joined=True, online=True, unsent=0, contact=self.now)

    def _let_in(self, found, session, *, admit):
        if found.status in _BARRED:
            return self._note(Answer(code=found.code, reason=_BARRED[found.status], standing=found))
        if found.registration in self.wrong_day and not admit:
            tomorrow = Session(id="d2", name="Tag 2", starts=self.now + timedelta(days=1))
            return self._note(
                Answer(code=found.code, reason=Reason.WRONG_DAY, standing=found,
                       elsewhere=(tomorrow,))
            )  # fmt: skip
        first = found.first_arrival(session)
        if first is not None:
            return self._note(
                Answer(code=found.code, reason=Reason.ALREADY_ARRIVED, standing=found,
                       first_arrival=first.at)
            )  # fmt: skip
        movement = Movement("entry", session, Direction.IN, self.now, "s1")
        arrived = replace(found, movements=(*found.movements, movement))
        self.guests[found.registration] = arrived
        self._undoable.append(found.registration)
        reason = Reason.WALK_IN if found.is_walk_in else Reason.REGISTERED
        return self._note(Answer(code=found.code, reason=reason, standing=arrived,
                                 entry="entry", first_arrival=self.now))  # fmt: skip

    def _note(self, answer):
        who = answer.standing
        self._log.append(
            Arrival(at=self.now, reason=answer.reason, name=who.person.name if who else "",
                    since=answer.first_arrival,
                    registration=who.registration if who else None)
        )  # fmt: skip
        return answer

    def _fail_once(self):
        error, self.next_error = self.next_error, None
        if error is not None:
            raise error


def _hit(found):
    arrived = found.arrived.at if found.arrived else None
    person = found.person
    return Hit(found.registration, person.name, person.organisation, person.category, arrived)


def _matches(name, words):
    parts = name.casefold().replace("ü", "u").replace("-", " ").split()
    bare = [word.replace("ü", "u") for word in words]
    return all(any(part.startswith(word) for part in parts) for word in bare)
