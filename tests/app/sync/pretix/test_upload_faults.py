"""A server that fails, in every way, loses nothing and doubles nothing."""

import pytest

from app.errors import HubUnreachableError
from app.ports.uploads import UploadState
from app.sync.pretix import client as client_module
from app.sync.pretix.troubles import (
    PretixBusyError,
    PretixRevokedError,
    PretixSilentError,
    PretixTokenError,
)
from app.sync.pretix.upload import IN_FLIGHT, PATIENCE
from tests.app.sync.pretix.desks import PEOPLE
from tests.peers.pretix_faults import REVOKED, TOKEN


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((401, REVOKED), PretixRevokedError),
        ((401, {"detail": "Invalid token."}), PretixTokenError),
        ((429, {"detail": "Slow down."}), PretixBusyError),
        ((503, b"<html>Down</html>"), PretixSilentError),
        ("portal", PretixSilentError),
        ("garbage", PretixSilentError),
        ("mute", PretixSilentError),
        ("hang", PretixSilentError),
    ],
)
def test_a_server_that_takes_nothing_loses_nothing(desk, pretix, monkeypatch, answer, error):
    if answer == "hang":
        monkeypatch.setattr(client_module, "REPLY_TIMEOUT_S", 0.5)
    pretix.always["*"] = answer
    for key in PEOPLE:
        desk.arrive(key)

    with pytest.raises(error):
        desk.upload()

    assert len(pretix.seen) <= 3 * IN_FLIGHT
    del pretix.always["*"]
    monkeypatch.undo()
    desk.clock.forward(600)
    assert desk.upload().redeemed == len(PEOPLE)
    assert set(pretix.nonces().values()) == {1}
    assert desk.questions() == []


def test_the_token_is_in_no_error(desk, pretix):
    pretix.always["*"] = "mute"
    for key in PEOPLE:
        desk.arrive(key)

    with pytest.raises(HubUnreachableError) as caught:
        desk.upload()

    assert TOKEN not in caught.value.sentence + repr(caught.value)


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_nonce(desk, pretix):
    pretix.faults["SECRET-r1"] = ["drop"]
    entry = desk.arrive()

    lost = desk.upload()
    assert lost.redeemed == 0
    assert lost.troubles

    assert desk.upload().redeemed == 1
    assert pretix.nonces() == {entry.id: 1}


def test_the_fault_server_can_see_a_nonce_that_changed(desk, pretix):
    """The control of the test before: another nonce would be a second check-in."""
    pretix.faults["SECRET-r1"] = ["drop"]
    desk.arrive()
    desk.upload()
    desk.journal.database.execute_sql("UPDATE pretix_upload SET nonce = 'other'")

    desk.upload()

    assert len(pretix.check_ins) == 2


def test_a_pause_that_the_server_asks_for_is_made(desk, pretix):
    pretix.faults["*"] = [(429, {"detail": "Slow down."}, {"Retry-After": "17"})]
    desk.arrive()
    before_ms = desk.clock.wall_ms

    assert desk.upload().redeemed == 1
    assert desk.clock.wall_ms - before_ms >= 17_000


def test_a_request_that_is_still_under_way_is_sent_again_later(desk, pretix):
    pretix.faults["SECRET-r1"] = [(409, {"detail": "In flight."})]
    desk.arrive("r1")
    desk.arrive("r2")

    assert desk.upload().redeemed == 1
    assert desk.upload().redeemed == 1


def test_one_ticket_that_breaks_the_server_holds_up_nobody_and_is_asked_about(desk, pretix):
    pretix.always["SECRET-r1"] = (500, b"<h1>Server Error</h1>")
    desk.arrive("r1")

    for number in range(PATIENCE + 2):
        desk.arrive("r2" if number % 2 else "r3")
        assert desk.upload().redeemed == 1
        desk.clock.forward(400)

    (question,) = desk.questions()
    assert question.values[0] == "server_error"
    sent = [body["secret"] for _, body in pretix.seen]
    assert sent.count("SECRET-r1") == PATIENCE


def test_an_outage_of_hours_makes_no_question_of_anybody(desk, pretix):
    pretix.always["*"] = (500, b"<h1>Server Error</h1>")
    for key in PEOPLE:
        desk.arrive(key)

    for _ in range(PATIENCE + 2):
        with pytest.raises(PretixSilentError):
            desk.upload()
        desk.clock.forward(600)

    assert desk.questions() == []
    del pretix.always["*"]
    assert desk.upload().redeemed == len(PEOPLE)


def test_a_crash_between_telling_and_keeping_tells_again_and_counts_once(desk, pretix):
    for key in PEOPLE:
        desk.arrive(key)
    desk.upload()
    desk.journal.database.execute_sql("UPDATE pretix_upload SET state = 'open', presence='maybe'")

    assert desk.upload().redeemed == len(PEOPLE)
    assert set(pretix.nonces().values()) == {1}
    assert set(desk.book.counts()) == {UploadState.DONE.value}
