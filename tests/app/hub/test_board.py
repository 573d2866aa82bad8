"""The board: true within a second, for everybody at once, and for nobody without its key."""

import json

import pytest

from app.clock import to_instant
from app.hub import board as board_module
from app.hub.board_key import NOTE, board_key, board_link, close_board, renew_board_key
from app.model.entry import Draft, Kind
from app.paths import resources_dir
from tests.app.hub.watcher import watching_board

NOBODY = "/board?key=nobody"


@pytest.fixture
def watch(hub):
    key = renew_board_key(hub.store)
    return lambda **headers: watching_board(hub.address, key, **headers)


def arrive(gate, registration):
    with gate.journal.write() as records:
        records.append(Draft(kind=Kind.ARRIVED, registration=registration, payload={}))
    gate.sync()


def test_without_a_key_there_is_no_board(ask, hub):
    for path in ("/board", "/board/", "/board/events", "/board/figures", "/board?key=", NOBODY):
        reply = ask("GET", path)
        assert (reply.status, b"Dieser Link" in reply.content) == (404, True), path

    key = renew_board_key(hub.store)
    assert ask("GET", NOBODY).status == 404
    assert ask("GET", f"/board?key={key}").status == 200
    close_board(hub.store)
    assert ask("GET", f"/board?key={key}").status == 404


def test_wrong_keys_are_counted_and_a_station_needs_one_too(ask, member):
    ask("GET", NOBODY)

    assert member.refused()["unknown_token"] == 1
    assert member("GET", "/board").status == 404


def test_the_key_opens_nothing_else_and_changes_nothing(ask, hub):
    key = renew_board_key(hub.store)

    for path in ("/v1/status", "/v1/entries", "/v1/snapshot"):
        assert ask("GET", f"{path}?key={key}", Authorization=f"Bearer {key}").status == 401
    assert ask("POST", f"/board?key={key}", body=b"{}").status == 405
    for name in ("board.html", "tokens.toml", "../theme/tokens.toml", "%2e%2e/fonts/manifest.toml"):
        assert ask("GET", f"/board/{name}").status == 404


def test_the_page_loads_nothing_from_elsewhere(ask, hub):
    page = ask("GET", f"/board?key={renew_board_key(hub.store)}")
    policy = page.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for path in (resources_dir() / "web").iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "//" not in text.replace("// ", ""), path
        sent = ask("GET", f"/board/{path.name}") if path.suffix != ".html" else page
        assert sent.content == path.read_bytes()

    font = ask("GET", "/board/IBMPlexSans-Regular.ttf")
    again = ask("GET", "/board/IBMPlexSans-Regular.ttf", If_None_Match=font.headers["ETag"])
    head = ask("HEAD", "/board/IBMPlexSans-Regular.ttf")
    assert (again.status, again.content) == (304, b"")
    assert (head.status, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(font.content))


def test_the_figures_can_be_asked_for_once(ask, gate, hub):
    key = renew_board_key(hub.store)
    gate.say("r1", "r2")
    arrive(gate, "r1")

    told = ask("GET", f"/board/figures?key={key}").told

    assert (told["board"]["arrived"], told["board"]["expected"]) == (1, 2)
    assert to_instant(told["now"]).year >= 2026


def test_a_scan_is_on_the_board_within_a_second(gate, watch):
    gate.say("r1", "r2")
    gate.sync()
    with watch() as one, watch() as other:
        assert one.board()[0]["here"]["value"] == other.board()[0]["here"]["value"] == 0
        arrive(gate, "r1")
        for watcher in (one, other):
            board, _ = watcher.board(lambda told: told["arrived"] == 1)
            assert board["here"]["value"] == 1


def test_who_comes_back_is_not_told_what_he_knows(gate, watch, monkeypatch):
    gate.say("r1")
    gate.sync()
    with watch() as watcher:
        name, seen, _ = watcher.hear()
        assert name == "figures"
    with watch(Last_Event_ID="older") as watcher:
        assert watcher.hear()[0] == "figures"

    monkeypatch.setattr(board_module, "BEAT_S", 0.3)
    for _ in range(50):
        with watch(Last_Event_ID=seen) as watcher:
            name, latest, _ = watcher.hear()
        if name == "beat":
            break
        assert latest != seen  # as time goes on, figures may change
        seen = latest
    assert name == "beat"


def test_another_key_ends_the_old_link_at_once(gate, watch, hub, monkeypatch):
    monkeypatch.setattr(board_module, "TICK_S", 0.2)
    gate.sync()
    with watch() as watcher:
        assert watcher.hear()[0] == "figures"
        renew_board_key(hub.store)
        assert watcher.hear()[0] == "end"
        assert watcher.hear()[0] == ""


def test_a_hub_that_stops_says_so(gate, watch, hub):
    gate.sync()
    with watch() as watcher:
        watcher.board()
        hub.stop()
        assert watcher.hear()[0] == "end"


def test_a_restored_hub_is_read_from_the_beginning(gate, watch, hub):
    gate.say("r1")
    gate.sync()
    with watch() as watcher:
        watcher.board()
        hub.store.renew_epoch(hub.store.epoch())
        arrive(gate, "r1")
        assert watcher.board(lambda board: board["arrived"])[0]["expected"] == 1


def test_nobody_more_is_let_in_than_the_hub_can_look_after(gate, watch, monkeypatch):
    monkeypatch.setattr(board_module, "MOST_READERS", 1)
    gate.sync()
    with watch() as first:
        first.board()
        with watch() as second:
            assert second.reply.status == 503


@pytest.mark.expects_log
def test_a_board_that_fails_does_not_take_the_hub_along(gate, ask, member, hub, caplog):
    key = renew_board_key(hub.store)
    hub.store.save_note("board_before", json.dumps("nonsense"))
    gate.sync()
    with watching_board(hub.address, key):
        assert member("GET", "/v1/status").status == 200
    hub.store.save_note("board_before", "[]")

    assert ask("GET", f"/board/figures?key={key}").status == 200
    assert all("board failed" in record.message for record in caplog.records)


def test_a_link_is_kept_until_it_is_changed(hub):
    assert board_key(hub.store) == ""
    first = renew_board_key(hub.store)

    assert board_key(hub.store) == first == hub.store.note(NOTE)
    assert board_link("192.0.2.7:8443", first) == f"https://192.0.2.7:8443/board?key={first}"
    assert renew_board_key(hub.store) != first
