"""A station that is killed while a printer has its badge prints it once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.workplace import open_workplace
from db.badge_jobs import SqliteJobBook
from tests.app.printing.ipp_rig import emulator
from tests.app.printing.label_rig import until

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.journey


@pytest.fixture
def device(tmp_path):
    folder = tmp_path / "printer"
    folder.mkdir()
    with emulator(folder) as running:
        yield running


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "evening"
    day = ("--starts", "2026-12-01T17:00", "--ends", "2026-12-01T22:00")
    for arguments in (("event", "create", "Fest", *day), ("roster", "add", "--name", "Ana Li")):
        with command(folder, *arguments) as done:
            assert done.wait(60) == 0
    return folder


def command(data, *arguments):
    line = [sys.executable, "-m", "app", "--data", str(data), "--json", *arguments]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def jobs(data):
    workplace = open_workplace(data)
    try:
        return SqliteJobBook(workplace.file.database, workplace.clock).jobs()
    finally:
        workplace.close()


def guest(data):
    workplace = open_workplace(data)
    try:
        return next(iter(workplace.journal.standings())).code
    finally:
        workplace.close()


def test_a_killed_station_prints_the_badge_once(data, device):
    wanted = ("print", guest(data), "--printer", device.address)
    with device.with_open(), command(data, *wanted) as printing:
        until(lambda: [job.ticket for job in jobs(data)] not in ([], [""]))
        printing.kill()
    with command(data, "print") as again:
        (line,) = again.communicate(timeout=60)[0].splitlines()

    assert json.loads(line)["state"] == "printed"
    assert len(device.documents) == 1
