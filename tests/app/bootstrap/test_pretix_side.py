"""The window's sync with pretix: what it says of itself, and how it goes on."""

import threading
from contextlib import closing

import pytest

from app.bootstrap.pretix_room import pair_with
from app.bootstrap.syncing import Background
from app.errors import EventChoiceError, HubRefusedError, InputError
from app.model.central import PretixChoice
from app.model.entry import Draft, Kind
from app.sync.pretix import watch
from app.sync.pretix.pairing import Pairing
from tests.app.printing.label_rig import until
from tests.peers.pretix_replay import Replay

CHOICE = PretixChoice(events=("gruender3",))
WITHIN_S = 60
OK = (201, {"status": "ok", "list": {"id": 1}, "position": {"checkins": []}})
REVOKED = (401, {"detail": "Device access has been revoked."})
PROFILE = (403, {"detail": "Request denied by device security profile."})
AWAY = (503, {})


class Talk:
    """How the server answers; tests change it, and wait for what it was asked."""

    def __init__(self):
        self.answers = {"/redeem/": OK}
        self.asked = threading.Condition()
        self.paths = []

    def __call__(self, _method, path):
        with self.asked:
            self.paths.append(path)
            self.asked.notify_all()
        return next((said for part, said in self.answers.items() if part in path), None)

    def wait(self, condition):
        with self.asked:
            return self.asked.wait_for(condition, WITHIN_S)

    def count(self, part):
        return sum(part in path for path in self.paths)

    def wait_for(self, part, times=1):
        assert self.wait(lambda: self.count(part) >= times), f"{part} was not asked for"


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def pretix(talk):
    with Replay("first") as server:
        server.instead = talk
        yield server


@pytest.fixture
def workplace(tmp_path, pretix):
    pairing = Pairing.parse(pretix.invitation)
    with closing(pair_with(tmp_path / "data", None, pairing, CHOICE)) as workplace:
        yield workplace


@pytest.fixture
def background(workplace, monkeypatch):
    monkeypatch.setattr(watch, "FIRST_PAUSE_S", 0.1)
    monkeypatch.setattr(watch, "LONGEST_PAUSE_S", 0.2)
    monkeypatch.setattr(watch, "REFUSED_PAUSE_S", 0.2)
    background = Background(workplace)
    yield background
    background.stop()


def arrive(workplace, who):
    with workplace.journal.write() as records:
        records.append(Draft(kind=Kind.ARRIVED, registration=who.registration, payload={}))


def test_everything_comes_by_itself_and_the_state_says_so(background, workplace, talk):
    background.start()

    talk.wait_for("/orders/")
    until(lambda: background.state().online)
    state, sight = background.state(), background.pretix.sight()
    assert (state.joined, state.unsent, state.trouble) == (True, 0, "")
    assert (sight.events, sight.device, sight.is_whole) == (("gruender3",), "Tresen", True)
    assert sum(1 for _ in workplace.journal.standings()) == 6


def test_an_arrival_is_told_long_before_the_next_look(background, workplace, talk):
    background.start()
    until(lambda: background.state().online)
    looks = talk.count("/device/info")

    arrive(workplace, next(workplace.journal.standings()))

    talk.wait_for("/redeem/")
    assert talk.count("/device/info") == looks
    until(lambda: background.state().unsent == 0)


def test_an_outage_is_said_and_what_happened_meanwhile_is_told_after_it(
    background, workplace, talk
):
    background.start()
    until(lambda: background.state().online)
    talk.answers = {"/": AWAY}
    arrive(workplace, next(workplace.journal.standings()))
    until(lambda: not background.state().online)
    state = background.state()
    assert (state.unsent, state.trouble) == (1, "sync.unreachable")
    assert background.pretix.sight().waiting == (("unsent", 1),)

    talk.answers = {"/redeem/": OK}

    until(lambda: background.state().online)
    until(lambda: background.state().unsent == 0)


def test_a_profile_that_is_too_narrow_is_said_and_keeps_what_waits(background, workplace, talk):
    background.start()
    until(lambda: background.state().online)
    talk.answers = {"/redeem/": PROFILE, "/orders/": PROFILE, "/device/info": AWAY}
    arrive(workplace, next(workplace.journal.standings()))

    until(lambda: background.pretix.sight().waiting == (("forbidden", 1),))
    assert background.state().unsent == 1
    del talk.answers["/device/info"]
    until(lambda: background.state().trouble == "pretix.forbidden")


def test_a_device_that_was_revoked_stops_and_says_so(background, talk):
    talk.answers = {"/": REVOKED}

    background.start()

    until(lambda: background.state().trouble == "pretix.revoked")
    until(lambda: not background.pretix.is_running)
    asked = len(talk.paths)
    background.start()
    assert len(talk.paths) == asked


def test_a_movement_without_a_ticket_is_kept_and_shown_and_holds_nobody_up(background, workplace):
    background.start()
    until(lambda: background.state().online)
    walk_in = workplace.registrar.add({"name": "Ohne Karte"}, sessions={})
    with workplace.journal.write() as records:
        records.append(Draft(kind=Kind.ARRIVED, registration=walk_in.registration, payload={}))

    until(lambda: background.pretix.sight().waiting == (("no_ticket", 1),))
    until(lambda: background.state().unsent == 0)


def test_who_leaves_is_no_device_any_more_and_may_join_again(background, pretix, talk):
    talk.answers["/device/revoke"] = (200, {})
    background.start()
    until(lambda: background.state().online)

    assert background.pretix.leave()

    assert background.pretix.sight() is None
    assert not background.state().joined
    with pytest.raises(HubRefusedError):
        background.pretix.leave()
    with pytest.raises(EventChoiceError) as asked:
        background.pretix.join(pretix.invitation)
    assert "gruender3" in asked.value.choices
    background.pretix.join(pretix.invitation, CHOICE)
    until(lambda: background.state().online)


def test_one_station_is_one_device(background, pretix):
    with pytest.raises(InputError):
        background.pretix.join(pretix.invitation)
