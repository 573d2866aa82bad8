"""A real event whose files are exported and read again."""

from datetime import datetime

import pytest

from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import create_event, open_workplace
from app.model.programme import SessionKind
from app.planner import new_session
from app.reports.export import Source


class House:
    """Makes events in folders of their own, with the same two sessions."""

    def __init__(self, folder):
        self._folder = folder
        self._open = []

    def event(self, name="Probe"):
        folder = self._folder / f"event{len(self._open)}"
        starts, ends = datetime(2026, 12, 3, 17), datetime(2026, 12, 3, 22)  # noqa: DTZ001 - naive times are the event's
        create_event(folder, name, starts=starts, ends=ends)
        workplace = open_workplace(folder)
        self._open.append(workplace)
        for session in ("Forum 1: Ja, bitte", "Forum 2"):
            workplace.planner.plan_session(new_session(session, SessionKind.WORKSHOP))
        return workplace

    def source(self, workplace, **more):
        journal = workplace.journal
        return Source(programme=journal.programme(), standings=journal.standings(), **more)

    def people(self, workplace):
        """Return what a list says about everybody, with sessions by name."""
        names = {one.id: one.name for one in workplace.journal.programme().sessions.values()}
        return sorted(
            (
                one.code,
                dict(one.person.fields),
                one.status,
                {names[key]: state for key, state in one.bookings.items()},
            )
            for one in workplace.journal.standings()
        )

    def close(self):
        for workplace in self._open:
            workplace.close()


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    yield house
    house.close()


LIST = """Titel;Vorname;Nachname;Firma;Kategorie;E-Mail;Code;Status;Workshops;Bemerkung;Matrikelnr
Prof. Dr.;Anne;Śliwka-Müller;'+4 GmbH;Gast;anne@example.org;TK/1;;Forum 1: Ja, bitte;=LINK("x");007
;Ngọc Ánh;Nguyễn;;Gast;;TK2;storniert;Forum 2;'=1+1;+49 211 89
;;王小明;"Hochschule; Düsseldorf";Presse;;;unbezahlt;Forum 2 (Warteliste);-;
;محمد;;;Gast;m@example.org;tk2;;;@home;
"""


@pytest.fixture
def full(house, tmp_path):
    """An event with four people of a list."""
    workplace = house.event()
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    report = import_roster(workplace, path)
    assert (report.new, report.refused) == (4, ())
    return workplace
