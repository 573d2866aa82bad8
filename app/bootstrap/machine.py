"""The laptop under the desk: its self-test, the test badge, battery and clock."""

from collections.abc import Iterator

from app.bootstrap.badges import BadgeDesk
from app.bootstrap.power import read_power
from app.bootstrap.print_room import PrintRoom
from app.bootstrap.selftest import self_test, skew_ms
from app.bootstrap.workplace import Workplace
from app.model.badge import Receipt
from app.model.check import Check
from app.model.power import Power


class Machine:
    """The desk's part about its laptop; implements `ui.machine_desk.MachineDesk`."""

    def __init__(self, workplace: Workplace, badges: BadgeDesk, room: PrintRoom) -> None:
        self._workplace, self._badges, self._room = workplace, badges, room

    def self_test(self) -> Iterator[Check]:
        """Yield the checks one by one."""
        data = self._workplace.file.path.parent.parent
        return self_test(lambda: self._workplace, data, self._workplace.clock)

    def test_badge(self) -> bytes:
        """Return the test badge as a PDF of one page."""
        return self._badges.test_page()

    def print_test(self) -> Receipt:
        """Print the test badge.

        Raises:
            PrintError: the printer does not take it.
        """
        return self._room.print_test()

    def power(self) -> Power:
        """Look at the battery once."""
        return read_power()

    def ahead_ms(self) -> int:
        """Return how far the clock is ahead of the hub's; 0 where none has told it."""
        return skew_ms(self._workplace)
