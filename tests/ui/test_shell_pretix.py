"""From the first question to a station of pretix, on a server that says what a real one said."""

import pytest
from PySide6.QtCore import Qt

from tests.peers.pretix_replay import Replay
from tests.ui.hands import verdict
from ui.window import Window

SLOW_MS = 30_000
DOORS = {"Alle", "Eingang", "Workshop Gründen"}
DONE = (201, {"status": "ok", "list": {"id": 1}, "position": {"checkins": []}})


@pytest.fixture
def told():
    return []


@pytest.fixture
def pretix(told):
    def answer(method, path):
        if "/redeem/" in path:
            told.append(method)
            return DONE
        return None

    with Replay("first") as server:
        server.instead = answer
        yield server


def question(qtbot, presenter, asks):
    """Wait for what pretix is to be asked for."""
    qtbot.waitUntil(
        lambda: presenter.scene.asked is not None and presenter.scene.asked.asks == asks,
        timeout=SLOW_MS,
    )
    return presenter.scene.asked


def test_the_first_question_leads_to_a_station_of_pretix(qtbot, shell, pretix, told):
    shell.window.page.answers[1].field.setText(pretix.invitation)
    shell.window.do("join")
    window, presenter = shell.window, shell.window.presenter

    def press(*keys):
        for key in keys:
            qtbot.keyClick(window.focusWidget(), key)

    slugs = question(qtbot, presenter, "events").keys
    press(Qt.Key(Qt.Key.Key_1 + slugs.index("gruender3")), Qt.Key.Key_Return)
    lists = question(qtbot, presenter, "lists")
    assert lists.ticked == set(lists.keys)
    press(Qt.Key(Qt.Key.Key_1 + lists.names.index("Workshop Recht")), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(shell.window, Window), timeout=SLOW_MS)
    desk = shell._desk
    qtbot.waitUntil(lambda: len(desk.programme().sessions) == 3, timeout=SLOW_MS)
    assert {one.name for one in desk.programme().sessions.values()} == DOORS
    qtbot.waitUntil(lambda: bool(desk.find("Zo", 9)), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: desk.sync_state().online, timeout=SLOW_MS)
    (zoe,) = [hit for hit in desk.find("Zoë Müller", 9) if hit.name == "Zoë Müller"]
    shell.window.operation.let_in(zoe.id)
    qtbot.waitUntil(lambda: verdict(shell.window) == "welcome", timeout=SLOW_MS)
    qtbot.waitUntil(lambda: bool(told), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: desk.sync_state().unsent == 0, timeout=SLOW_MS)
