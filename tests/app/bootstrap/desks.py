"""A real station at a desk, whose clock is turned by hand."""

from contextlib import contextmanager
from datetime import timedelta

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, folder, furnish
from app.clock import to_instant
from app.commands.self_call import hub_calls
from app.model.role import Role
from app.settings import Settings
from app.vault.pin_check import new_check
from tests.app.journals import NOON_MS, HandClock

PINS = {Role.HOST: "554017", Role.ORGANISER: "739126"}


def work_as(workplace, desk, role):
    """Let somebody in *role* work at the desk from now on; from now on there are PINs."""
    known = workplace.journal.programme().pins
    for one, pin in PINS.items():
        if one not in known:
            workplace.planner.set_pin(one, new_check(pin))
    desk.programme()
    desk.roles.lock()
    if role in PINS:
        desk.roles.sign_in(PINS[role])
    assert desk.role is role


@contextmanager
def real_desk(data, settings=None):
    """Open an event that begins now; yield its workplace, its desk and its clock."""
    clock, noon = HandClock(), to_instant(NOON_MS)
    create_event(data, "Fest", starts=noon, ends=noon + timedelta(hours=8))
    workplace = furnish(folder(data, clock).open(None), clock)
    desk = open_desk(workplace, settings or Settings(), hub_calls())
    try:
        yield workplace, desk, clock
    finally:
        desk.stop_background()
