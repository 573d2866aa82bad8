"""Groups, tallies and calls of a desk in memory."""

from dataclasses import replace

from app.errors import InputError
from app.model.call import Call, CallReason, HeardCall
from app.model.group import Group
from app.model.verdict import Verdict


class MemoryCrowd:
    """Implements `ui.crowd_desk.CrowdDesk`; attributes say what it has seen."""

    def __init__(self, desk):
        self._desk = desk
        self.groups = {}
        self.admitted, self.spooled, self.counted, self.handed = [], [], [], []
        self.heard = []
        self.next_error = None

    def group_of(self, registration):
        name = next((name for name, who in self.groups.items() if registration in who), None)
        if name is None:
            return None
        members = tuple(self._desk.guests[key] for key in self.groups[name])
        return Group(name=name, members=members)

    def admit(self, registrations, *, session):
        self._fail_once()
        self.admitted.append(list(registrations))
        return [self._desk.check_in(key, session=session) for key in registrations]

    def spool(self, registrations):
        self.spooled.append(list(registrations))
        return [self._desk.print_badge(key) for key in registrations]

    def count(self, number, *, label="", session):  # noqa: ARG002 - a door of one kind
        self._fail_once()
        self.counted.append((number, label))

    def accompany(self, registration, number, *, session):
        self._fail_once()
        answer = None
        if self._desk.guests[registration].first_arrival(session) is None:
            answer = self._desk.check_in(registration, session=session)
            if answer.verdict is not Verdict.WELCOME:
                return answer
        self.counted.append((number, registration))
        return answer

    def calls(self):
        return list(self.heard)

    def call(self, registration, *, note=""):
        self._fail_once()
        self.handed.append((registration, note))

    def take(self, call):
        self._fail_once()
        taken = next((one for one in self.heard if one.call.id == call), None)
        if taken is None:
            sentence = "This call was taken already."
            raise InputError(sentence)
        self.heard.remove(taken)
        return self._desk.guests.get(taken.call.registration)

    def hear(self, number, registration=None, reason=CallReason.HELP, **more):
        """Let another station call."""
        caller = more.pop("caller", "Eingang 2")
        guest = self._desk.guests.get(registration)
        call = Call(
            id=f"call{number}", reason=reason, station="s2", to="", at=self._desk.now,
            registration=registration, name=guest.person.name if guest else "",
        )  # fmt: skip
        self.heard.append(HeardCall(call=replace(call, **more), caller=caller, is_own=False))

    def _fail_once(self):
        error, self.next_error = self.next_error, None
        if error is not None:
            raise error
