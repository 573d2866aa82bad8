"""What the window says of tickets of a ticket system: in words, and on a real station."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.clock import SystemClock
from app.commands.self_call import hub_calls
from app.model.programme import Programme
from app.model.ticketing import Ticket
from app.model.verdict import Answer, Reason
from app.settings import Settings
from tests.app.journals import Pen
from tests.ui.hands import STAYS_S, Keyboard, text, verdict
from tests.ui.memory_desk import EVENING, OPENING
from tests.ui.test_words import JANA
from ui.language import language
from ui.presenters.scene import Scene, Solution
from ui.presenters.words import facts, plate_view
from ui.window import build

GERMAN = language("de", EVENING.zone)
SOURCE = "tickets.example/host/fest"
TICKET = Ticket(source=SOURCE, position=70, item=4, order="ABCDE")
STARTS = datetime(2026, 12, 1, 16, tzinfo=UTC)


def scene(reason, ticket=TICKET, **more):
    guest = replace(JANA, ticket=ticket)
    answer = Answer(code="C", reason=reason, standing=guest, **more)
    return Scene(now=OPENING, answer=answer, programme=Programme(event=EVENING))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (2, "Das Ticket gilt ab Dienstag, 3. Dezember, 18:00 Uhr."),
        (-2, "Das Ticket galt bis Dienstag, 3. Dezember, 14:00 Uhr."),
    ],
)
def test_a_ticket_out_of_its_time_says_when_it_counts(hours, words):
    when = OPENING + timedelta(hours=hours)

    assert plate_view(scene(Reason.INVALID_TIME, valid_on=when), GERMAN).reason == words


def test_an_answer_to_be_told_is_as_the_guest_has_it_now():
    guest = replace(JANA, person=replace(JANA.person, fields={"Essen": "vegan"}))
    guest = replace(guest, ticket=replace(TICKET, told=("Essen", "Anreise")))
    answer = Answer(code="C", reason=Reason.REGISTERED, standing=guest)
    shown = facts(Scene(now=OPENING, answer=answer, programme=Programme(event=EVENING)), GERMAN)

    assert [fact.flag[1] for fact in shown if fact.flag[1]] == ["Essen: vegan"]


@pytest.mark.parametrize("reason", [Reason.REGISTERED, Reason.RULES_UNSURE])
def test_what_the_ticket_system_wants_told_stands_beside_the_answer(reason):
    ticket = replace(TICKET, needs_attention=True, texts=("Bitte Tasche\nzeigen", "Zimmer 4"))
    flags = [fact.flag for fact in facts(scene(reason, ticket), GERMAN) if fact.flag[1]]

    assert flags[:2] == [
        ("attention", "Der Veranstalter bittet, genau hinzusehen."),
        ("attention", "Bitte Tasche zeigen"),
    ]


def test_warnings_of_the_terms_can_be_overridden_and_a_block_cannot():
    for reason in (Reason.RULES, Reason.WRONG_PRODUCT, Reason.NO_REENTRY, Reason.UNAPPROVED):
        assert scene(reason).solution is Solution.ADMIT
    assert scene(Reason.BLOCKED).solution is Solution.SEARCH_SAME


@pytest.fixture
def workplace(tmp_path):
    create_event(tmp_path / "desk", "Fest", starts=STARTS, ends=STARTS + timedelta(hours=3))
    workplace = open_workplace(tmp_path / "desk")
    pen, rules = Pen("list"), {"==": [{"var": "gate"}, 1]}
    pen.plan_session("gate", terms={"source": SOURCE, "list_id": 1, "rules": rules})
    for number, blocks in ((1, []), (2, ["admin"])):
        ticket = {"source": SOURCE, "position": number, "item": 4, "order": "A", "blocks": blocks}
        payload = {
            "origin": "list",
            "code": f"secret-{number}",
            "fields": {"name": f"Gast {number}"},
        }
        pen.write("registered", f"r{number}", payload=payload | {"ticket": ticket})
    workplace.journal.absorb(pen.entries)
    return workplace


@pytest.fixture
def window(qtbot, workplace):
    desk = open_desk(workplace, Settings(), hub_calls())
    settings = Settings(
        sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, prints_on_arrival=False
    )
    window = build(desk, settings, SystemClock())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.leave()
    desk.stop_background()


def test_a_rule_that_cannot_be_told_is_asked_at_the_window_and_overridden(qtbot, window, workplace):
    keyboard = Keyboard(window)
    keyboard.scan("secret-1")
    qtbot.waitUntil(lambda: text(window, "word") == "Bitte prüfen")
    assert verdict(window) == "attention"
    assert workplace.journal.counts().arrived == 0

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert workplace.journal.counts().arrived == 1


def test_a_blocked_ticket_is_sent_to_the_info_point(qtbot, window):
    Keyboard(window).scan("secret-2")

    qtbot.waitUntil(lambda: text(window, "word") == "Bitte zum Infopoint")
    assert text(window, "reason") == "Der Veranstalter hat dieses Ticket gesperrt."
