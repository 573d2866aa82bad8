"""People's rights at a desk in memory."""

from dataclasses import replace
from datetime import timedelta

from app.auditing import AuditLine, Exported
from app.errors import UnknownError
from app.model.access import AccessEntry, AccessReport
from app.model.retention import DataClass, Due
from app.model.written import Concern, WrittenFile


class MemoryPrivacy:
    """Implements `ui.privacy_desk.PrivacyDesk`; attributes say what it has seen."""

    def __init__(self, desk):
        self._desk = desk
        self.erased, self.reports, self.is_left = [], [], False
        self.files = ()
        self.mentions, self.protocols = 0, []
        self.wait = lambda: None
        ends = desk.now + timedelta(days=1)
        days = {
            DataClass.SPECIAL: (2, 12, 14),
            DataClass.CONTACT: (42, 214, 231),
            DataClass.NO_SHOW: (42, 38, 38),
            DataClass.LOG: (90, 4, 9),
            DataClass.PEOPLE: (180, 214, 231),
        }
        self.plan = [
            Due(what, ends + timedelta(days=after), is_due=False, people=people, entries=entries)
            for what, (after, people, entries) in days.items()
        ]
        self.exports = [
            AuditLine(
                desk.now - timedelta(minutes=3 * number),
                "Empfang 1",
                Exported(what="arrivals", form="xlsx", rows=214, purpose="Verwendungsnachweis"),
            )
            for number in range(2)
        ]

    def become_due(self, *classes):
        """Let these classes be due."""
        self.plan = [
            replace(one, is_due=True, at=self._desk.now - timedelta(days=1))
            if one.what in classes
            else one
            for one in self.plan
        ]

    def write_file(self, path="/home/empfang/Dokumente/Teilnahmeliste 2024-12-03.xlsx"):
        self.files = (WrittenFile(path, "arrivals", self._desk.now, is_changed=False),)

    def people(self, text):
        return self._desk.find(text, 40)

    def person(self, registration):
        guest = self._desk.guests.get(registration)
        if guest is None:
            sentence = "This person was erased before."
            raise UnknownError(sentence)
        entry = AccessEntry(
            id="1", kind="registered", at=self._desk.now, station="Empfang 1", session="", words={}
        )
        report = AccessReport(
            event="Fest",
            made=self._desk.now,
            registrations=(registration,),
            name=guest.person.name,
            status=guest.status.value,
            origin=guest.origin.value,
            fields=dict(guest.person.fields),
            listed={},
            codes=(guest.code,),
            bookings={"Bewerben in Deutschland": "booked"} if guest.bookings else {},
            mentions=self.mentions,
            entries=(entry, entry),
        )
        return report, Concern((registration,), 2, self.files)

    def write_report(self, registration, language):
        self.reports.append((registration, language))
        return "/home/empfang/.local/share/empfang/exports/access 2024-12-03 15-42-00.pdf"

    def write_protocol(self, language):
        self.protocols.append(language)
        return "/home/empfang/.local/share/empfang/exports/deletions 2024-12-03 15-42-00.pdf"

    def erase(self, registration, *, with_files):
        self.erased.append((registration, with_files))
        del self._desk.guests[registration]
        return Concern((registration,), 2, () if with_files else self.files)

    def retention(self):
        return self.plan

    def delete_due(self, go_on):
        done = []
        for number, one in enumerate(self.plan):
            if not one.is_due:
                continue
            done.append(one)
            self.plan[number] = replace(one, people=0, entries=0)
            if not go_on(one.what, one.people // 2, one.people):
                break
            self.wait()
        return done

    def audit(self):
        return self.exports

    def leave(self):
        self.is_left = True
