"""A clear conscience: people's rights, the deletion plan and the end of an event."""

import json
import time
from datetime import timedelta

import pypdfium2
import pytest

from app import vault
from app.auditing import Exported, note_export
from app.bootstrap import guard
from app.bootstrap.opening import open_desk
from app.bootstrap.privacy import Privacy
from app.calls import Caller
from app.commands.self_call import hub_calls
from app.errors import NotAllowedError
from app.model.call import CallReason
from app.model.permit import LEAST
from app.model.retention import DataClass
from app.model.role import Role
from app.search.searchable import searchable_words
from app.settings import Settings
from db.events import open_event_file
from tests.app.network import CLOCK
from tests.bytes_on_disk import found, readable
from tests.stories.conscience_stage import (
    ENDS,
    LIST,
    SECRETS,
    STARTS,
    folder_of,
    numbers,
    of,
    place,
    take_in,
)
from ui import permits

__all__ = ["place"]
"""A fixture."""


# O14: access.


def test_o14_the_report_tells_everything_of_one_person_and_nothing_of_others(
    place, tmp_path, measured
):
    guest = of(place, "Hnatyszyn")
    place.station.check_in(guest)
    place.registrar.amend(guest, {"title": "Dr."})
    Caller(place.journal).call(guest, CallReason.HELP, note="sucht den Aufzug")
    place.registrar.amend(of(place, "Hadid"), {"notes": "kommt mit Hnatyszyn"})
    privacy = Privacy(place)

    report = privacy.write_report(guest, tmp_path / "a.json", "de")
    privacy.write_report(guest, tmp_path / "a.pdf", "de")

    told = json.loads((tmp_path / "a.json").read_text("utf-8"))[0]
    text = (tmp_path / "a.json").read_text("utf-8")
    standing = place.journal.standing(guest)
    assert told["fields"] == dict(standing.person.fields)
    own = [entry.id for _, entry in place.journal.entries() if entry.registration == guest]
    assert [entry["id"] for entry in told["entries"]] == own
    assert told["mentions"] == 1
    others = ("Hadid", "omar@example.org", "4712", "Zhang", "wei@example.org", "Leonora")
    paper = _text(tmp_path / "a.pdf")
    for value in standing.person.fields.values():
        assert value in paper
    for entry in own:
        assert any(e.id == entry for e in report.entries)
    assert "sucht den Aufzug" in paper
    assert [word for word in others if word in text or word in paper] == []
    measured("O14", f"{len(told['fields'])} fields, {len(own)} entries, 0 words of others")


def _text(path):
    pages = list(pypdfium2.PdfDocument(path.read_bytes()))
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pages)
        .replace("\ufffe", "")
        .split()
    )


# O15: the deletion plan.

NAMES = ("Omaruddin", "Hadid", "Hnatyszyn", "Weixiang", "Zhang")


def test_o15_each_class_goes_on_its_day_and_the_protocol_names_nobody(place, measured):
    for family in ("Hnatyszyn", "Hadid", "Zhang"):
        place.station.check_in(of(place, family))
    Caller(place.journal).call(of(place, "Hadid"), CallReason.HELP, note="Presseausweis Hadid")
    note_export(place.journal, Exported(what="arrivals", form="csv", rows=4, purpose="Hadid"))
    before, privacy = numbers(place), Privacy(place)
    plan = [
        (DataClass.SPECIAL, timedelta(hours=48), ("vegan", "halal")),
        (DataClass.CONTACT, timedelta(days=42), ("omar@example.org", "+49 211 4712")),
        (DataClass.NO_SHOW, timedelta(days=42), ("Leonora", "Absent")),
        (DataClass.LOG, timedelta(days=90), ("Presseausweis",)),
        (DataClass.PEOPLE, timedelta(days=180), NAMES),
    ]
    key = vault.key_of(folder_of(place))
    seen = []
    for what, period, words in plan:
        day = ENDS + period
        early = privacy.delete_due(day - timedelta(minutes=1))
        assert what not in {due.what for due in early}
        if what is not DataClass.NO_SHOW:  # it goes on the day of the class before
            assert {word for _, word in found(words, folder_of(place), key)} == set(words)
        done = privacy.delete_due(day)
        seen += [due.what for due in (*early, *done)]
        assert found(words, folder_of(place), key) == set(), what
        assert numbers(place).arrived == before.arrived

    assert seen == [what for what, _, _ in plan]
    assert numbers(place) == before
    assert privacy.delete_due(ENDS + timedelta(days=999)) == []
    protocol = {due.what: (due.people, due.entries) for _, due in privacy.protocol()}
    assert protocol == {
        DataClass.SPECIAL: (2, 2),
        DataClass.CONTACT: (4, 4),
        DataClass.NO_SHOW: (1, 1),
        DataClass.LOG: (1, 2),
        DataClass.PEOPLE: (3, 3),
    }
    measured("O15", "5 classes on their days; 11 people and entries in the protocol, no name")


@pytest.mark.parametrize("said", ["", "nein"])
def test_o15_needs_without_consent_are_due_at_once(place, said):
    heading, *rows = LIST.replace("Ernährung", "needs").splitlines()
    lines = [f"{heading};needs_consent", *(f"{row};{said}" for row in rows)]
    take_in(place, "\n".join(lines))
    privacy = Privacy(place)

    done = privacy.delete_due(STARTS - timedelta(days=3))

    assert [(due.what, due.people) for due in done] == [(DataClass.SPECIAL, 2)]
    assert all(not one.person.get("needs") for one in place.journal.standings())


def test_o15_a_list_does_not_bring_back_what_had_its_time(place):
    Privacy(place).delete_due(ENDS + timedelta(days=3))

    take_in(place, LIST)

    assert all(not one.person.get("Ernährung") for one in place.journal.standings())


def test_o15_the_plan_is_the_events_own(place):
    hours = {**place.journal.programme().retention, DataClass.SPECIAL: 1}
    place.planner.set_retention(hours)

    (due,) = [d for d in Privacy(place).retention(ENDS) if d.what is DataClass.SPECIAL]
    assert due.at == ENDS + timedelta(hours=1)


# O16: encrypted at rest.


def test_o16_the_file_says_nothing_and_a_wrong_key_is_refused_at_once(place, measured):
    path = place.file.path
    place.close()
    began = time.thread_time()
    with pytest.raises(Exception, match="key"):
        open_event_file(path, CLOCK, searchable_words, bytes(32))
    took_ms = (time.thread_time() - began) * 1000

    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert found(SECRETS, folder_of(place)) == set()
    assert took_ms <= 1000
    measured("O16", f"0 plain names; a wrong key is refused in {took_ms:.0f} ms")


def test_o16_a_hundred_actions_leave_no_plain_file(place, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    guest = of(place, "Hnatyszyn")
    for number in range(50):
        place.registrar.amend(guest, {"notes": f"Hnatyszyn {number}"})
        place.find("Hnatys", 10)

    assert found(SECRETS, folder_of(place)) | found(SECRETS, temporary) == set()


# O17: roles.


def test_o17_a_volunteer_exports_deletes_and_sees_nothing_in_bulk(place, measured):
    place.planner.set_pin(Role.ORGANISER, "secret check")
    desk = open_desk(place, Settings(), hub_calls())
    tables = {name: acts for name, acts in vars(guard).items() if name.startswith("OF_")}
    parts = {
        "OF_PRIVACY": desk.privacy,
        "OF_HUB": desk.hub,
        "OF_QUESTIONS": desk.questions,
        "OF_DESIGNS": desk.designs,
        "OF_FIGURES": desk.figures,
        "OF_LISTS": desk.lists,
        "OF_PAPERS": desk.papers,
    }
    refused = 0
    for table, part in parts.items():
        for name, act in tables[table].items():
            if LEAST[act] is Role.ORGANISER:
                with pytest.raises(NotAllowedError):
                    getattr(part, name)()
                refused += 1
    organisers = {
        table
        for table, acts in tables.items()
        if any(LEAST[a] is Role.ORGANISER for a in acts.values())
    }

    assert organisers == set(parts)
    assert desk.role is Role.VOLUNTEER
    assert all(LEAST[act] is Role.ORGANISER for act in permits.PLACES.values())
    assert not any(permits.allows(desk.roles, name) for name in permits.PLACES)
    measured("O17", f"{refused} actions and {len(permits.PLACES)} pages refused to a volunteer")


def test_files_can_be_read_as_whoever_has_the_key(place):
    """The control: behind the cipher everything is found."""
    key = vault.key_of(folder_of(place))

    assert b"Hnatyszyn" in readable(place.file.path, key) + readable(
        place.file.path.with_name(place.file.path.name + "-wal"), key
    )
