"""The conflict inbox, worked by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.model.conflict import ConflictKind, Resolution
from tests.ui.hands import buttons, focusable, text, verdict
from tests.ui.memory_hub import every_question
from ui.language import LANGUAGES, language
from ui.pages.questions import QuestionsPage
from ui.presenters.question_words import answer_of, row, view
from ui.presenters.watch import sight_of

GERMAN = language("de")


@pytest.fixture
def desk(desk):
    desk.questions.asked = every_question(desk.now)
    return desk


@pytest.fixture
def page(qtbot, window, keyboard):
    qtbot.waitUntil(lambda: text(window, "latestHint") == "8 zu klären")
    keyboard.press(Qt.Key.Key_F10)
    page = window.findChild(QuestionsPage)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 8)
    return page


def nav_item(window):
    """Return the place of questions in the list at the left."""
    items = window.findChildren(QWidget, "navItem")
    return next(one for one in items if one.property("place") == "questions")


def asked(window):
    return text(window, "asked")


def test_reception_says_quietly_that_something_waits_and_which_key_leads_there(page):
    assert page.isVisible()


def test_the_organiser_sees_how_many_are_open(window, page):
    item = nav_item(window)

    assert page.head.remark == "8 offen · Kein Gast wartet darauf."
    assert item.count == "8"
    assert item.accessibleName() == "Klärungen, 8 offen"


def test_key_1_answers_and_the_next_question_takes_its_place(qtbot, window, page, keyboard, desk):
    assert asked(window) == "Welche Schreibweise stimmt?"
    first = desk.questions.asked[0].id

    keyboard.type("1")

    qtbot.waitUntil(lambda: page.list.model().rowCount() == 7)
    # The earlier value is the other one: what stands is the later.
    assert desk.questions.given == {first: Resolution.SECOND}
    assert asked(window) == "War es dieselbe Person?"
    assert page.status.text == "Entschieden. F6 nimmt es zurück."


def test_a_second_press_does_not_answer_the_next_question(qtbot, page, keyboard, desk):
    keyboard.type("1")
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 7)

    keyboard.type("1", gap_ms=200)
    keyboard.press(Qt.Key.Key_F6)

    # F6 came behind the second press and would have taken that one back.
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 8)
    assert desk.questions.given == {}


def test_f6_opens_the_question_again(qtbot, page, keyboard, desk):
    keyboard.type("2")
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 7)

    keyboard.press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: page.list.model().rowCount() == 8)
    assert desk.questions.given == {}


def test_f6_takes_no_guest_out_again(qtbot, window, page, keyboard, desk):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    keyboard.press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: page.status.text == "An dieser Station wurde noch nichts entschieden.")
    assert desk.counts().arrived == 1


@pytest.mark.usefixtures("page")
def test_the_arrow_leads_to_the_next_question(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked(window) == "Ist es dieselbe Person?")

    keyboard.type("2")

    qtbot.waitUntil(lambda: desk.questions.given != {})
    assert desk.questions.given == {desk.questions.asked[2].id: Resolution.SECOND}


def test_a_question_that_is_answered_elsewhere_disappears(qtbot, window, page, desk):
    desk.questions.asked = desk.questions.asked[1:]

    qtbot.waitUntil(lambda: page.list.model().rowCount() == 7)
    assert asked(window) == "War es dieselbe Person?"


def test_an_answer_that_comes_too_late_says_so_and_shows_what_is_open(qtbot, page, keyboard, desk):
    refused = desk.questions.asked[0].id
    desk.questions.resolve(refused, Resolution.SAME)
    desk.questions.open = lambda: desk.questions.asked

    keyboard.type("1")

    qtbot.waitUntil(lambda: page.status.text.startswith("Das ist inzwischen anderswo"))


def test_when_all_are_answered_nothing_is_left_in_sight(qtbot, window, page, keyboard):
    def is_answered(left):
        keyboard.type("1")
        return page.list.model().rowCount() <= left

    for left in range(6, -1, -1):
        # Until the question has been there long enough to be read, a press is none for it.
        qtbot.waitUntil(lambda n=left: is_answered(n))

    assert asked(window) == "Es gibt nichts zu klären."
    assert not page.list.isVisible()
    qtbot.waitUntil(lambda: nav_item(window).count == "")
    keyboard.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: text(window, "latestHint") == "")


def test_a_scan_goes_on_while_somebody_thinks(qtbot, window, page, keyboard, desk):
    keyboard.scan("CODE-OMAR")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.questions.given == {}
    assert page.isVisible()


def test_everything_that_takes_the_focus_has_a_name(page):
    nameless = [each.objectName() for each in focusable(page) if not each.accessibleName()]
    assert nameless == []
    assert len(buttons(page)) == 2


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("kind", list(ConflictKind))
def test_every_kind_has_words_and_a_way_out(desk, name, kind):
    question = next(each for each in desk.questions.asked if each.conflict.kind is kind)
    shown, spoken = view(question, language(name)), row(question, language(name))

    assert shown.asked
    assert "{" not in "".join((shown.asked, shown.why, spoken.word, spoken.second))
    assert shown.answers or all(card.answer for card in shown.cards)
    assert answer_of(question, 1) is not None
    assert answer_of(question, 3) is None


def test_a_time_that_no_clock_vouches_for_is_marked(desk):
    twice = next(q for q in desk.questions.asked if q.conflict.kind is ConflictKind.ADMITTED_TWICE)

    why = view(twice, GERMAN).why

    assert why == (
        "Zweimal eingelassen: 15:31 Empfang 1, 15:34 Eingang Düsseldorf Süd (Uhrzeit unsicher)."
    )


def test_the_plate_marks_an_unsure_first_arrival(qtbot, window, keyboard, desk, clock):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    guest = desk.guests["anh"]
    movements = tuple(replace(each, is_unsure=True) for each in guest.movements)
    desk.guests["anh"] = replace(guest, movements=movements)
    clock.mono_ms += 11_000

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "already")
    assert text(window, "reason") == "seit 16:42 Uhr (Uhrzeit unsicher)"


def test_the_list_marks_unsure_times(desk, qtbot, window, keyboard):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    unsure = replace(desk.latest(1)[0], is_unsure=True)
    desk.latest = lambda _limit: [unsure]

    window.page.show_sight(sight_of(desk))

    table = window.findChild(QWidget, "latestTable").model()
    assert table.index(0, 0).data() == "16:42?"
    assert window.findChild(QLabel, "latestTitle").text() == "Zuletzt (? = unsicher)"
    spoken = table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("(Uhrzeit unsicher)")
