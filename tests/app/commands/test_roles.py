"""``role pin`` and ``role list``."""

import io

import pytest

from app.bootstrap.roles import Roles
from app.bootstrap.workplace import open_workplace
from app.clock import SystemClock
from app.model.role import Role


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(f"{text}\n"))


def test_pins_are_given_listed_and_taken_away(event, typed):
    typed("organ1")
    assert event.one("role", "pin", "organiser")["pin"]
    typed("host11")
    event("role", "pin", "host")
    assert {line["role"]: line["pin"] for line in event("role", "list")} == {
        "volunteer": False,
        "host": True,
        "organiser": True,
    }
    workplace = open_workplace(event.data)
    roles = Roles(workplace.journal.programme, workplace.planner.set_pin, SystemClock())
    assert roles.sign_in("host11") is Role.HOST
    workplace.close()

    event("role", "pin", "host", "--remove")
    event("role", "pin", "organiser", "--remove")
    assert not any(line["pin"] for line in event("role", "list"))


@pytest.mark.parametrize(
    ("role", "pin"), [("boss", "1234"), ("organiser", "12"), ("organiser", ""), ("host", "host11")]
)
def test_what_cannot_be_is_refused_in_a_sentence(event, typed, role, pin):
    typed(pin)

    event("role", "pin", role)

    assert event.status == 2
    assert event.complaint.endswith(".\n")
