"""The hub and the conflict inbox of a desk in memory."""

from dataclasses import replace
from datetime import timedelta

from app.errors import EventChoiceError, InputError
from app.model.central import HandOver, HubRole, HubSight, Invitation, Member, PretixSight
from app.model.conflict import Conflict, ConflictKind
from app.model.person import Person
from app.model.question import Question, Side
from app.sync.enrolment import Enrolment
from app.sync.pretix.pairing import Pairing

PIN = "QWERTZUIOPASDFGHJKLYXCVBNMQWERTZUIOPASDFGHJKLYXCVBNM"
CODE = "ABCDEFGHIJKL"


class MemoryHub:
    """Implements `ui.hub_desk.HubDesk`; attributes say what it has seen."""

    def __init__(self, desk):
        self._desk = desk
        self.shown = HubSight(role=HubRole.JOINED, address="192.0.2.7:8443", pin=PIN,
                              is_running=True, contact=desk.now)  # fmt: skip
        self.joined, self.invited, self.gone, self.boards = [], [], [], []
        self.file_error = None
        self.offers = {}

    def sight(self):
        return self.shown

    def be_alone(self):
        self.shown = HubSight()

    def be_hub(self, *others):
        own = Member(id="s1", name="Empfang 1", seen=self._desk.now, version="0.1.0", is_self=True)
        self.shown = HubSight(role=HubRole.OWN, address="192.0.2.7:8443", pin=PIN,
                              is_running=True, contact=self._desk.now,
                              members=(own, *others))  # fmt: skip

    def other(self, number, name, **more):
        seen = more.pop("seen", self._desk.now)
        return Member(id=f"s{number}", name=name, seen=seen, version="0.1.0", **more)

    def make_hub(self):
        self.be_hub()

    def invite(self, name):
        self.invited.append(name)
        text = f"EV1:192.0.2.7:8443:{CODE}:{PIN}"
        return Invitation(name, text, self._desk.now + timedelta(minutes=10))

    def board(self):
        return f"https://192.0.2.7:8443/board?key=first{len(self.boards)}"

    def renew_board(self):
        self.boards.append("renewed")
        return self.board()

    def shut_out(self, station):
        self.gone.append(station)
        members = tuple(
            replace(m, is_shut_out=m.is_shut_out or m.id == station) for m in self.shown.members
        )
        self.shown = replace(self.shown, members=members)

    def join(self, enrolment):
        Enrolment.parse(enrolment)
        self.joined.append(enrolment)
        self.shown = HubSight(role=HubRole.JOINED, address="192.0.2.7:8443", pin=PIN)

    def be_paired(self, **more):
        sight = PretixSight(
            address="https://pretix.example", organizer="rhein", events=("sommerfest",),
            device="Tresen 1", profile="full", is_running=True, contact=self._desk.now, **more
        )  # fmt: skip
        self.shown = replace(self.shown, pretix=sight)

    def join_pretix(self, text, choice):
        Pairing.parse(text)
        self._ask(choice)
        self.joined.append((text, choice))
        self.be_paired(is_whole=False)

    def choose_pretix(self, choice):
        self._ask(choice, ticked=("sommerfest",))
        self.joined.append(choice)

    def _ask(self, choice, ticked=()):
        for asks, offer in self.offers.items():
            if not getattr(choice, asks):
                sentence = "Several."
                raise EventChoiceError(
                    sentence, list(offer), list(offer.values()), asks=asks,
                    ticked=ticked if asks == "events" else tuple(offer)[:9],
                    moments=[self._desk.now] * len(offer) if asks == "dates" else (),
                )  # fmt: skip

    def leave_pretix(self):
        self.shown = replace(self.shown, pretix=None)
        return True

    def hand_over(self):
        if self.file_error is not None:
            raise self.file_error
        return HandOver("/home/empfang/.local/share/empfang/handover/Empfang 2024-12-03.handover",
                        "ABCD-EFGH-JKLM-NPQR")  # fmt: skip


class MemoryQuestions:
    """Implements `ui.hub_desk.QuestionDesk`."""

    def __init__(self):
        self.asked, self.given = [], {}

    def count(self):
        return len(self.open())

    def open(self):
        return [each for each in self.asked if each.id not in self.given]

    def resolve(self, question, answer):
        if question in self.given:
            sentence = "It was resolved already."
            raise InputError(sentence)
        self.given[question] = answer
        return f"answer-{question}"

    def reopen(self, entry):
        del self.given[entry.removeprefix("answer-")]


def every_question(now):
    """Return a question of each kind, with long and foreign names."""
    first = {"station": "Empfang 1", "at": now - timedelta(minutes=11)}
    second = {"station": "Eingang Düsseldorf Süd", "at": now - timedelta(minutes=8)}
    guest = Person({"given": "Yevheniia", "family": "Kovalchuk", "native": "Євгенія Ковальчук",
                    "organisation": "Heinrich-Heine-Universität Düsseldorf",
                    "email": "y.kovalchuk@hhu.example"})  # fmt: skip
    walk_in = Person({"given": "Evheniia", "family": "Kovalchuk", "organisation": "HHU"})
    return [
        _question(ConflictKind.CHANGED_TWICE, "Yevheniia Kovalchuk", field="given",
                  values=("Yevheniia", "Evheniia"),
                  sides=(Side(value="Yevheniia", **first),
                         Side(value="Evheniia", is_unsure=True, **second))),
        _question(ConflictKind.ADMITTED_TWICE, "Wickramasinghe Mudiyanselage Tharindu Lakshan",
                  sides=(Side(**first), Side(is_unsure=True, **second))),
        _question(ConflictKind.WALK_IN, "Evheniia Kovalchuk",
                  sides=(Side(person=guest, is_listed=True), Side(person=walk_in, **second))),
        _question(ConflictKind.ADMITTED_TWICE, "عمر الحداد",
                  sides=(Side(door="Bewerben in Deutschland", **first),
                         Side(door="Bewerben in Deutschland", **second))),
        _question(ConflictKind.CHANGED_TWICE, "张伟", field="native", values=("张伟", "章伟"),
                  sides=(Side(value="张伟", **first), Side(value="章伟", **second))),
        _question(ConflictKind.FORKED, "", count=3, sides=(Side(**second),)),
        _question(ConflictKind.REVOKED, "Eingang 3", count=12, sides=(Side(**second),)),
        _question(ConflictKind.DECLINED, "Ana Li", values=("canceled", ""),
                  sides=(Side(value="canceled", **second),)),
    ]  # fmt: skip


def _question(kind, name, *, sides, **more):
    number = f"{kind}-{name}"
    return Question(conflict=Conflict(id=number, kind=kind, name=name, **more), sides=sides)
