"""A reception whose guests are pretix's, by real keys: it goes as with a list."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView

from app.badge.raster import page_sizes
from app.bootstrap.pretix_room import exchange, pair_with
from app.model.central import PretixChoice
from app.model.entry import Kind
from app.sync.pretix.pairing import Pairing
from tests.peers.pretix_replay import Replay
from tests.stories.reception_stage import SOON_MS, Place
from tests.ui.hands import text, verdict
from ui.widgets.guest_menu import GuestMenu

ZOE, MAI, IRINA = "Zoë Müller", "Nguyễn Thị Mai", "Ирина Петрова"
FOUNDING, LAW = "Workshop Gründen", "Workshop Recht"
DONE = (201, {"status": "ok", "list": {"id": 1}, "position": {"checkins": []}})


@pytest.fixture
def pretix():
    """What a real server once said; what people eat is to be seen at check-in."""
    with Replay("first") as server:

        def answer(method, path):
            if "/redeem/" in path:
                return DONE
            if "/questions/" not in path:
                return None
            said = server.reply_recorded(method, path)[2]
            shown = [{**one, "show_during_checkin": one["id"] == 3} for one in said["results"]]
            return 200, {**said, "results": shown}

        server.instead = answer
        yield server


@pytest.fixture
def reception(qtbot, tmp_path, pretix):
    """A desk that prints, in front of a station of pretix that is in touch with it."""
    choice = PretixChoice(events=("gruender3",))
    pairing = Pairing.parse(pretix.invitation)
    with contextlib.closing(pair_with(tmp_path, None, pairing, choice)) as made:
        exchange(made).sync_once()
    with contextlib.closing(Place(qtbot, tmp_path, prints=True)) as place:
        place.desk.start_background()
        place.open()
        yield place


def choose_door(qtbot, place, name):
    """Open the places, and press the key of that room."""
    place.keyboard.with_shift(Qt.Key.Key_F10)
    menu = place.window.findChild(GuestMenu, "places")
    qtbot.waitUntil(lambda: name in {row.word for row in menu.rows}, timeout=SOON_MS)
    place.keyboard.type(next(row.cap for row in menu.rows if row.word == name))
    door = place.window.page.door
    qtbot.waitUntil(
        lambda: door.isVisible() and place.window.doors.session.name == name, timeout=SOON_MS
    )
    return door


def shown(place):
    """Return every text that stands on the page."""
    return {label.text() for label in place.window.findChildren(QLabel) if label.isVisible()}


def standing(place, name):
    return next(one for one in place.journal.standings() if one.person.name == name)


def test_a_misspelt_name_lets_in_prints_the_badge_and_tells_pretix(qtbot, reception, pretix):
    hits = reception.window.findChild(QListView, "hits").model()
    reception.keyboard.type("zoe mülller")
    qtbot.waitUntil(lambda: hits.rowCount() == 1)
    reception.keyboard.enter()

    qtbot.waitUntil(lambda: verdict(reception.window) == "welcome", timeout=SOON_MS)
    assert text(reception.window, "name") == ZOE
    assert "Ernährung: vegan" in shown(reception)
    assert any(FOUNDING in one for one in shown(reception))
    papers = reception.workplace.file.path.parent.parent / "paper"
    qtbot.waitUntil(lambda: len(list(papers.glob("*.pdf"))) == 1, timeout=SOON_MS)
    assert len(page_sizes(next(papers.glob("*.pdf")).read_bytes())) == 1
    qtbot.waitUntil(lambda: any("/redeem/" in path for _, path, _ in pretix.asked), timeout=SOON_MS)
    qtbot.waitUntil(lambda: reception.desk.sync_state().unsent == 0, timeout=SOON_MS)
    told = next(body for body in pretix.bodies if body and "nonce" in body)
    assert told["secret"] == standing(reception, ZOE).code
    assert told["nonce"] == reception.entries(Kind.ARRIVED)[0].id


def test_a_room_takes_who_bought_it_on_top_and_asks_about_others(qtbot, reception):
    codes = {name: standing(reception, name).code for name in (ZOE, MAI, IRINA)}
    door = choose_door(qtbot, reception, FOUNDING)

    reception.keyboard.scan(codes[ZOE])
    qtbot.waitUntil(lambda: door.band.view.verdict == "welcome", timeout=SOON_MS)
    reception.keyboard.scan(codes[IRINA])
    qtbot.waitUntil(lambda: door.band.view.verdict == "attention", timeout=SOON_MS)
    assert door.band.view.word == "Nicht für diese Tür"

    session = next(
        one.id for one in reception.journal.programme().sessions.values() if one.name == FOUNDING
    )
    inside = {one.person.name for one in reception.journal.standings() if one.is_inside(session)}
    assert inside == {ZOE}
    choose_door(qtbot, reception, LAW)
    reception.keyboard.scan(codes[MAI])
    qtbot.waitUntil(
        lambda: door.band.view.verdict == "welcome" and door.band.view.name == MAI, timeout=SOON_MS
    )
