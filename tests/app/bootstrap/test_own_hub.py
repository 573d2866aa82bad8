"""This laptop as the hub: a real process beside the window, watched and ended with it."""

import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import psutil
import pytest

from app.bootstrap.opening import open_desk
from app.bootstrap.own_hub import EVERYWHERE, OwnHub
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import hub_calls
from app.errors import InputError
from app.model.central import HubRole
from app.settings import Settings
from app.sync.enrolment import Enrolment
from db.hub_memo import HubMemo, save_memo
from tests.app.network import Gate

READY_S = 60
STARTS = datetime(2026, 12, 1, 16, tzinfo=UTC)


class Readiness:
    """Lets a test wait until the hub was ready so many times."""

    def __init__(self, hub):
        self._times, self._news = 0, threading.Condition()
        hub.on_ready = self._note

    def wait_for(self, times):
        with self._news:
            assert self._news.wait_for(lambda: self._times >= times, READY_S)

    def _note(self):
        with self._news:
            self._times += 1
            self._news.notify_all()


@pytest.fixture
def hub(tmp_path):
    hub = OwnHub(tmp_path / "data" / "hub", hub_calls())
    save_memo(tmp_path / "data" / "hub", HubMemo(database=f"sqlite:///{tmp_path}/hub.db",
                                                 station="hub", listening="0.0.0.0:0"))  # fmt: skip
    yield hub
    hub.stop()


def processes():
    """Return the running hubs that this process started."""
    return [child for child in psutil.Process().children() if "serve" in child.cmdline()]


def test_it_starts_and_ends_with_its_window(hub):
    hub.start()
    hub.wait_ready(READY_S)
    assert hub.is_running
    assert len(hub.pin) == 52
    assert len(processes()) == 1

    hub.stop()

    assert not hub.is_running
    assert processes() == []


def test_a_hub_that_dies_is_started_again_at_the_same_port(hub):
    ready = Readiness(hub)
    hub.start()
    ready.wait_for(1)
    address = hub.loopback

    processes()[0].kill()

    ready.wait_for(2)
    hub.wait_ready(READY_S)
    assert hub.loopback == address


def test_a_port_that_is_taken_gives_way_to_another(hub, tmp_path):
    with socket.create_server((EVERYWHERE, 0)) as other:
        port = other.getsockname()[1]
        memo = HubMemo(database=f"sqlite:///{tmp_path}/hub.db", station="hub",
                       listening=f"0.0.0.0:{port}")  # fmt: skip
        save_memo(tmp_path / "data" / "hub", memo)

        hub.start()
        hub.wait_ready(READY_S)

        assert not hub.loopback.endswith(f":{port}")


def test_it_ends_even_when_its_window_is_killed(tmp_path):
    program = (
        "import sys; from pathlib import Path;"
        "from app.bootstrap.own_hub import OwnHub; from app.commands.self_call import hub_calls;"
        "hub = OwnHub(Path(sys.argv[1]), hub_calls()); hub.start(); hub.wait_ready(60);"
        "print(hub.loopback, flush=True); sys.stdin.read()"
    )
    window = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "hub")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert window.stdout.readline().strip()
    children = psutil.Process(window.pid).children()
    assert children
    window.kill()
    window.communicate()

    left = [child for child in children if child.is_running()]
    assert psutil.wait_procs(left, timeout=READY_S)[1] == []


@pytest.fixture
def desk(tmp_path):
    data = tmp_path / "desk"
    create_event(data, "Fest", starts=STARTS, ends=STARTS + timedelta(hours=3))
    save_memo(data / "hub", HubMemo(database=f"sqlite:///{data}/hub/hub.db", station="hub",
                                    listening="0.0.0.0:0"))  # fmt: skip
    desk = open_desk(open_workplace(data), Settings(), hub_calls())
    yield desk
    desk.stop_background()


def test_a_desk_becomes_the_hub_invites_and_shuts_out(desk, tmp_path):
    desk.hub.make_hub()
    desk.hub.make_hub()

    sight = desk.hub.sight()
    assert sight.role is HubRole.OWN
    assert sight.is_running
    assert [member.is_self for member in sight.members] == [True]
    assert sight.address.rsplit(":", 1)[1] == desk.hub.sight().address.rsplit(":", 1)[1]

    invitation = desk.hub.invite("Eingang 2")
    assert invitation.text.startswith("EV1:")
    gate = Gate(tmp_path / "gate")
    invited = gate.join(Enrolment.parse(invitation.text))
    assert invited.name == "Eingang 2"
    other = desk.hub.sight().others[0]
    assert other.name == "Eingang 2"
    assert desk.questions.count() == 0

    desk.hub.shut_out(other.id)
    assert desk.hub.sight().others == ()
    with pytest.raises(InputError):
        desk.hub.shut_out(other.id)
    gate.file.close()


def test_a_station_belongs_to_one_hub(desk):
    desk.hub.make_hub()

    with pytest.raises(InputError, match="belongs to a hub already"):
        desk.hub.join(desk.hub.invite("Eingang 2").text)
