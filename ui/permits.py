"""Which act each key and button of the window is; who may do it says `app.model.permit`.

An action that is not named here is the organiser's: whoever adds one decides it here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.model.permit import Act
from ui.role_desk import RoleDesk

STRICTEST = Act.PINS

RECEPTION: Mapping[str, Act] = MappingProxyType(
    {
        "search": Act.CHECK_IN,
        "choose": Act.CHECK_IN,
        "enter": Act.CHECK_IN,
        "solve": Act.CHECK_IN,
        "new": Act.AMEND,
        "change": Act.AMEND,
        "submit": Act.AMEND,
        "next": Act.LOOK,
        "close": Act.LOOK,
        "help": Act.LOOK,
        "badge": Act.PRINT,
        "next_printer": Act.PRINT,
        "undo": Act.UNDO,
        "overrule": Act.OVERRULE,
        "tally": Act.COUNT,
        "calls": Act.CALL,
        "scanner": Act.LOOK,
        "camera": Act.LOOK,
        "next_camera": Act.LOOK,
    }
)
"""The actions of the reception page."""

DOOR: Mapping[str, Act] = MappingProxyType(
    {
        "door_help": Act.LOOK,
        "door_rooms": Act.PLACE,
        "door_turn": Act.CHECK_IN,
        "door_solve": Act.CHECK_IN,
        "door_call": Act.ROOM,
        "door_second": Act.ROOM,
        "door_roll": Act.ROOM,
        "roll_submit": Act.ROOM,
        "roll_next": Act.ROOM,
        "roll_before": Act.ROOM,
        "roll_close": Act.LOOK,
    }
)
"""The actions at the door of a room."""

PLACES: Mapping[str, Act] = MappingProxyType(
    {
        "figures": Act.FIGURES,
        "import": Act.BULK,
        "check": Act.BULK,
        "design": Act.DESIGN,
        "questions": Act.ANSWER,
        "exports": Act.EXPORT,
        "privacy": Act.PRIVACY,
        "hub": Act.HUB,
    }
)
"""The organiser's pages."""

WINDOW: Mapping[str, Act] = MappingProxyType(
    {
        "language": Act.LOOK,
        "theme": Act.LOOK,
        "full_screen": Act.LOOK,
        "guest_window": Act.LOOK,
        "self_test": Act.LOOK,
        "sign_in": Act.LOOK,
        "practice": Act.PRACTISE,
        "kiosk": Act.PLACE,
        "organiser": Act.ANSWER,
        "evacuation": Act.EVACUATE,
    }
)
"""What goes on every page."""


def act_of(name: str) -> Act:
    """Return the act behind an action or place of the window."""
    for table in (RECEPTION, DOOR, PLACES, WINDOW):
        if name in table:
            return table[name]
    return STRICTEST


def allows(roles: RoleDesk, name: str) -> bool:
    """Whether whoever works here may do the action *name*, or go to the place of that name."""
    return roles.may(act_of(name))
