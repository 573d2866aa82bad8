"""Putting the desk of a window together."""

from collections.abc import Callable

from app.bootstrap.badges import BadgeDesk
from app.bootstrap.desk import StationDesk
from app.bootstrap.hub_room import HubRoom
from app.bootstrap.own_hub import HubCalls, OwnHub
from app.bootstrap.print_room import PrintRoom
from app.bootstrap.syncing import Background
from app.bootstrap.workplace import Workplace
from app.model.verdict import Answer
from app.printing.addresses import parse_printer
from app.printing.printer import Printer
from app.printing.spooler import default_printer
from app.settings import Settings


def open_desk(
    workplace: Workplace,
    settings: Settings,
    calls: HubCalls,
    on_answer: Callable[[Answer], None] | None = None,
    *,
    find: Callable[[str], Printer] = parse_printer,
    default: Callable[[], str] = default_printer,
) -> StationDesk:
    """Put a desk together around an open event.

    Args:
        workplace: The event.
        settings: Of this laptop.
        calls: How a hub on this laptop is started.
        on_answer: Hears every answer.
        find: Turns a printer's name into a printer.
        default: Tells the system's default printer.
    """
    badges = BadgeDesk(workplace, settings)
    room = PrintRoom(workplace, settings, badges, find=find, default=default)
    background = Background(workplace)
    own = OwnHub(workplace.file.path.parent.parent / "hub", calls)
    hub = HubRoom(workplace, background, own)
    return StationDesk(workplace, badges, room, hub, background, on_answer)
