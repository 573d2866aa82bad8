"""An event to command."""

import pytest

from tests.app.commands.line import Line
from tests.peers.pretix_replay import Replay

LIST = """Vorname;Nachname;E-Mail;Workshop;Code;Matrikelnummer;Status
Ana;Müller;ana@example.org;Gründen;C-ANA;0042;
Bo;Li;bo@example.org;;;;
Chi;Ngô;chi@example.org;Gründen;C-CHI;;storniert
"""


@pytest.fixture
def line(tmp_path, capsys):
    return Line(tmp_path / "data", capsys)


@pytest.fixture
def event(line):
    """An event with a workshop of one seat, and nobody registered."""
    line("event", "create", "Fest", "--starts", "2026-12-01T17:00", "--ends", "2026-12-01T22:00")
    line("session", "add", "Gründen", "--room", "1.04", "--capacity", 1)
    assert line.status == 0
    return line


@pytest.fixture
def listed(event, tmp_path):
    """The event with three registrations, one of them cancelled."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    event("roster", "import", path)
    assert event.status == 0
    return event


@pytest.fixture
def pretix():
    """What a real server once said."""
    with Replay("first") as server:
        yield server


@pytest.fixture
def joined(pretix, line):
    """A station that is a device of it."""
    line("join", pretix.invitation, "--event", "gruender3")
    assert line.status == 0
    return line
