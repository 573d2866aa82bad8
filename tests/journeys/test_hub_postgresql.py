"""Two hub processes on one PostgreSQL that is killed five times, then one of them: nothing lost."""

import json
import socket
import ssl
import threading
from contextlib import closing

import pytest

from app.admission.proof import verify_journal
from app.commands.bench_hub_load import enrolled
from app.commands.bench_hub_process import HubFolder, serving
from app.sync.enrolment import read_address

RESTARTS = 5
STATIONS = 6
PUSHES_BETWEEN = 12
SOON_S = 120
_RETRY_S = 0.05


class Turnstile:
    """A station that pushes its scans one by one, to whichever of the hubs takes them."""

    def __init__(self, addresses, requests, on_acked):
        self.acked = 0
        self._addresses = addresses
        self._requests = requests
        self._on_acked = on_acked

    def run(self, stop):
        turn = 0
        while self.acked < len(self._requests) and not stop.is_set():
            try:
                self._push_while_it_goes(self._addresses[turn % 2], stop)
            except OSError:
                turn += 1
                stop.wait(_RETRY_S)

    def _push_while_it_goes(self, address, stop):
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection(read_address(address), SOON_S) as bare,
            blind.wrap_socket(bare) as line,
            line.makefile("rb") as answers,
        ):
            while self.acked < len(self._requests) and not stop.is_set():
                line.sendall(self._requests[self.acked])
                acked = _acked(answers)
                assert acked > self.acked
                self.acked = acked
                self._on_acked()


def _acked(answers):
    """Return what a hub acknowledged.

    Raises:
        OSError: it went away, or cannot use its database.
    """
    status = answers.readline()
    length = 0
    while line := answers.readline().strip().lower():
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    body = answers.read(length)
    if b" 503 " in status or not body:
        raise OSError(status)
    assert b" 200 " in status, body
    return json.loads(body)["acked"]


class Tally:
    """Counts acknowledged pushes of all stations."""

    def __init__(self):
        self._count = 0
        self._news = threading.Condition()

    def add(self):
        with self._news:
            self._count += 1
            self._news.notify_all()

    def wait_for_more(self, pushes):
        with self._news:
            goal = self._count + pushes
            assert self._news.wait_for(lambda: self._count >= goal, SOON_S)


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_what_two_hubs_acknowledged_outlives_the_server_and_one_of_them(own_postgresql, tmp_path):
    url, tally, stop = own_postgresql.create("fair"), Tally(), threading.Event()
    hubs = [HubFolder(tmp_path / name, url) for name in ("north", "south")]
    with closing(hubs[0].store()) as store:
        prepared = enrolled(store, STATIONS)
    with serving(hubs[0]) as north, serving(hubs[1]) as south:
        addresses = [north.address, south.address]
        stations = [
            Turnstile(addresses[number % 2 :] + addresses[: number % 2], one.requests, tally.add)
            for number, one in enumerate(prepared)
        ]
        threads = [threading.Thread(target=one.run, args=(stop,)) for one in stations]
        for thread in threads:
            thread.start()
        for _ in range(RESTARTS):
            tally.wait_for_more(PUSHES_BETWEEN)
            own_postgresql.restart_at_once()
        tally.wait_for_more(PUSHES_BETWEEN)
        north.process.kill()
        tally.wait_for_more(PUSHES_BETWEEN)
        for thread in threads:
            thread.join()

    with closing(hubs[1].store()) as store:
        found = list(store.entries())
    assert [one.acked for one in stations] == [len(one.requests) for one in prepared]
    assert [position for position, _ in found] == list(range(1, len(found) + 1))
    assert len(found) == sum(one.acked for one in stations) == len({one.id for _, one in found})
    assert verify_journal((entry for _, entry in found), []).is_sound
