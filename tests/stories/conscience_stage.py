"""An event with four guests, of whom one asks to be forgotten."""

import contextlib
from datetime import UTC, datetime

import pytest

from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import create_event, open_workplace
from app.reports.figures import figures

STARTS, ENDS = datetime(2026, 12, 3, 16, tzinfo=UTC), datetime(2026, 12, 3, 22, tzinfo=UTC)
CODE = "QXZ-7731-KWAT"
LIST = f"""Vorname;Nachname;E-Mail;Code;Organisation;Kategorie;Ernährung;Telefon
Brzkwyk;Hnatyszyn;brzkwyk@example.org;{CODE};HHU;Gast;vegan;+49 211 4711
Omaruddin;Hadid;omar@example.org;;HHU;Presse;;+49 211 4712
Weixiang;Zhang;wei@example.org;;HHU;Gast;halal;
Leonora;Absent;nora@example.org;;FHD;Gast;;
"""
SECRETS = ("Brzkwyk", "brzkwyk", "Hnatyszyn", "hnatyszyn", "brzkwyk@example.org", CODE)


@pytest.fixture
def place(data_folder):
    create_event(data_folder, "Fest", starts=STARTS, ends=ENDS)
    with contextlib.closing(open_workplace(data_folder)) as opened:
        take_in(opened, LIST)
        yield opened


def take_in(place, text):
    file = place.file.path.parent.parent / "list.csv"
    file.write_text(text, "utf-8")
    try:
        return import_roster(place, file)
    finally:
        file.unlink()


def of(place, family):
    return next(s.registration for s in place.journal.standings() if s.person.family == family)


def numbers(place):
    return figures(place.journal.programme(), list(place.journal.standings()))


def folder_of(place):
    return place.file.path.parent.parent
