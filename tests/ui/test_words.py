"""Scenes put into words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.desk import SyncState
from app.model.person import Person
from app.model.programme import Programme, Session, SessionKind
from app.model.standing import Origin, Standing
from app.model.verdict import Answer, Reason
from tests.ui.memory_desk import EVENING, FOYER, OPENING, WORKSHOP, MemoryDesk
from ui.language import language
from ui.presenters import lists
from ui.presenters.badges import BadgeScene, BadgeStage
from ui.presenters.guest_fields import changes_of
from ui.presenters.scene import Scene, Solution
from ui.presenters.watch import sight_of
from ui.presenters.words import facts, plate_view
from ui.widgets.header import LampState

TALK = Session(id="t", name="Gründen", kind=SessionKind.TALK, room="2.11", starts=WORKSHOP.starts)
PROGRAMME = Programme(event=EVENING, sessions={s.id: s for s in (WORKSHOP, FOYER, TALK)})
GERMAN = language("de", EVENING.zone)
JANA = Standing(
    registration="1", origin=Origin.LIST, code="C", person=Person({"name": "Jana Müller"})
)


def idle(minutes):
    return Scene(now=OPENING + timedelta(minutes=minutes), programme=PROGRAMME)


def answered(reason, **more):
    answer = Answer(code="C", reason=reason, standing=JANA, **more)
    return Scene(now=OPENING, answer=answer, programme=PROGRAMME)


def test_a_guest_whose_ticket_has_no_name_is_asked_for_it():
    nameless = Standing(registration="1", origin=Origin.LIST, code="C")
    answer = Answer(code="C", reason=Reason.REGISTERED, standing=nameless)

    assert plate_view(Scene(now=OPENING, answer=answer), GERMAN).name == "Name? F4"


def rows(scene):
    return [(fact.key, fact.value, fact.tile) for fact in facts(scene, GERMAN)]


def test_before_the_event_begin_and_next_sessions_are_in_sight():
    assert rows(idle(0)) == [
        ("Jetzt", "Einlass läuft", ""),
        ("Beginn", "17:00 Uhr · Düsseldorf meets International Talents", ""),
        ("Danach", "17:30 Uhr · 2 Programmpunkte", ""),
    ]


def test_during_the_event_what_comes_next_is_in_sight():
    assert rows(idle(100))[1:] == [("Danach", "19:00 Uhr · Abendempfang im Foyer", "")]


def test_after_the_event_the_page_says_so():
    assert rows(idle(24 * 60)) == [("Jetzt", "Die Veranstaltung ist vorbei", "")]


def test_whoever_belongs_elsewhere_is_shown_the_room():
    scene = answered(Reason.WRONG_SESSION, elsewhere=(TALK,))

    assert ("Sonst", "17:30 Uhr · Gründen", "2.11") in rows(scene)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.verdict != "welcome"])
def test_every_problem_has_one_key_and_one_word_for_it(reason):
    solutions = [fact.solution for fact in facts(answered(reason), GERMAN) if fact.solution]

    assert len(solutions) == 1


@pytest.mark.parametrize("reason", list(Reason))
def test_every_answer_fits_on_the_plate(reason):
    view = plate_view(answered(reason), GERMAN)

    assert view.verdict == reason.verdict
    assert view.name == "Jana Müller"
    assert view.word in view.spoken


def test_a_failed_scan_may_be_repeated_but_not_a_failed_undo():
    assert replace(idle(0), is_repeatable=True).solution is Solution.REPEAT
    assert idle(0).solution is None


@pytest.mark.parametrize(
    ("sync", "state", "word"),
    [
        (SyncState(), LampState.OK, "Ohne Zentrale"),
        (SyncState(joined=True, online=True, unsent=3), LampState.UNSENT, "3 offen"),
        (SyncState(joined=True, unsent=3), LampState.PROBLEM, "Offline\n3 offen"),
        (
            SyncState(joined=True, unsent=3, trouble="sync.unreachable"),
            LampState.PROBLEM,
            "Offline\n3 offen",
        ),
        (
            SyncState(joined=True, unsent=3, trouble="pretix.forbidden"),
            LampState.PROBLEM,
            "Abgewiesen\n3 offen",
        ),
    ],
)
def test_the_lamp_tells_what_the_central_list_lacks(sync, state, word):
    sight = replace(sight_of(MemoryDesk()), sync=sync)

    assert lists.unsent_lamp(sight, GERMAN) == (state, word)


def test_a_missing_printer_is_a_problem():
    state, word = lists.printer_lamp("", GERMAN, works=True)

    assert (state, word) == (LampState.PROBLEM, "Kein Drucker")


def test_of_a_folder_only_its_name_is_shown():
    scene = BadgeScene(BadgeStage.PRINTED, "1", printer="folder:/somewhere/far/badges")

    assert lists.badge_view(scene, "", GERMAN).detail.startswith("Ordner badges\n")


class TestChanges:
    """What a form changes, whatever columns the list had."""

    def test_a_name_of_one_column_stays_in_one_column(self):
        values = {"given": "Jana Muller", "family": "", "organisation": ""}

        assert changes_of(JANA, values) == {"name": "Jana Muller"}

    def test_what_was_not_touched_is_not_changed(self):
        person = Person({"given": "Jana", "family": "Müller", "organisation": "RWTH"})
        values = {"given": "Jana", "family": "Möller", "organisation": "RWTH"}

        assert changes_of(replace(JANA, person=person), values) == {"family": "Möller"}

    def test_a_university_that_stands_for_the_organisation_is_corrected_itself(self):
        person = Person({"given": "Jana", "university": "RWHT"})
        values = {"given": "Jana", "family": "", "organisation": "RWTH"}

        assert changes_of(replace(JANA, person=person), values) == {"university": "RWTH"}
