"""A hub and stations as processes: killed, restarted, watched from outside."""

import contextlib
import json
import queue
import subprocess
import sys
import threading

import pytest

SOON_S = 120


class Worker:
    """A command that runs on, as a process of its own."""

    def __init__(self, data, *arguments):
        command = [sys.executable, "-m", "app", "--data", str(data), "--json", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def hear(self):
        """Return its next line of JSON."""
        return json.loads(self._lines.get(timeout=SOON_S))

    def end(self, *, kill=False):
        """End it; return exit status and what it said on stderr."""
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self._reader.join(SOON_S)
        with self.process:
            return self.process.wait(SOON_S), self.process.stderr.read().decode()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)


@pytest.fixture
def start(tmp_path):
    workers = []

    def start_worker(place, *arguments):
        workers.append(Worker(tmp_path / place, *arguments))
        return workers[-1]

    yield start_worker
    for worker in workers:
        if worker.process.poll() is None:
            worker.end(kill=True)


@pytest.fixture
def run(tmp_path):
    """Run a command in a data folder; return its last line."""

    def run_once(place, *arguments):
        command = [sys.executable, "-m", "app", "--data", str(tmp_path / place), "--json"]
        done = subprocess.run([*command, *arguments], capture_output=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    return run_once


def serve(start, listen="127.0.0.1:0"):
    hub = start("hub", "hub", "serve", "--listen", listen)
    return hub, hub.hear()["listening"]


def open_house(start, run):
    """Start a hub, and two stations that joined it."""
    hub, address = serve(start)
    run(
        "a", "event", "create", "Fest", "--starts", "2026-12-03T17:00", "--ends", "2026-12-03T22:00"
    )
    for place in "ab":
        run(place, "join", run("hub", "hub", "enrol", "--station", place)["enrolment"])
    return hub, address


@pytest.mark.journey
def test_a_killed_hub_forgets_nothing_and_is_found_again(start, run):
    hub, address = open_house(start, run)
    watch = start("b", "sync", "--watch")
    run("a", "roster", "add", "--name", "Ana Li")
    run("a", "sync")
    assert watch.hear()["pulled"] == 1
    hub.end(kill=True)
    serve(start, address)
    run("a", "roster", "add", "--name", "Bo Wu")
    run("a", "sync")

    assert watch.hear()["pulled"] == 2
    assert watch.end()[0] == 0
    assert run("a", "journal", "verify") == run("b", "journal", "verify")
    assert run("a", "journal", "verify") == run("hub", "journal", "verify")


@pytest.mark.journey
def test_a_hub_stops_cleanly_while_stations_wait(start, run):
    hub, _ = open_house(start, run)
    watch = start("b", "sync", "--watch")
    run("b", "roster", "add", "--name", "Ana Li")
    watch.hear()

    assert hub.end() == (0, "")
    status, said = watch.end()
    assert status == 0
    assert "does not answer" in said


@pytest.mark.journey
def test_the_hub_is_asked_and_told_while_it_serves(start, run):
    open_house(start, run)
    run("hub", "hub", "revoke", "b")
    told = run("hub", "hub", "status")

    assert told["event"] == run("a", "event", "list")["id"]
    assert told["entries"] == run("hub", "journal", "verify")["entries"]
    assert [station["revoked"] is None for station in told["stations"]] == [True, False]
    with pytest.raises(subprocess.CalledProcessError) as refused:
        run("b", "sync")
    assert refused.value.returncode == 2
    assert b"revoked" in refused.value.stderr


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_a_hub_joins_a_hub_by_command(start, run):
    open_house(start, run)
    outside = start("outside", "hub", "serve", "--listen", "127.0.0.1:0")
    address = outside.hear()["listening"]

    joined = run("hub", "join", run("outside", "hub", "enrol", "--station", "Venue")["enrolment"])
    run("c", "join", run("outside", "hub", "enrol", "--station", "c")["enrolment"])
    watch = start("c", "sync", "--watch")
    run("a", "roster", "add", "--name", "Ana Li")
    run("a", "sync")

    assert joined["upstream"] == address
    assert watch.hear()["pulled"] > 0


@pytest.mark.journey
def test_the_hubs_key_changes_and_stations_stay(start, run):
    open_house(start, run)
    before = run("hub", "hub", "rotate")
    run("b", "sync")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        run("hub", "hub", "rotate", "--now")
    assert refused.value.returncode == 2
    assert b"heard of the next key: a" in refused.value.stderr
    run("a", "sync")

    after = insisting(run, "hub", "hub", "rotate", "--now")

    assert after["pin"] == before["next_pin"]
    # Before, while and after the hub that runs shows its new key.
    assert [run(place, "sync")["unsent"] for place in "ababab"] == [0] * 6


def insisting(run, *arguments):
    """Run a command until it is not refused: the hub writes down once a second who was here."""
    for _ in range(SOON_S):
        with contextlib.suppress(subprocess.CalledProcessError):
            return run(*arguments)
    return run(*arguments)
