"""A real station at a desk, whose clock is turned by hand."""

from contextlib import contextmanager
from datetime import timedelta

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, folder, furnish
from app.clock import to_instant
from app.commands.self_call import hub_calls
from app.settings import Settings
from tests.app.journals import NOON_MS, HandClock


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
