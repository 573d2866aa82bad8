"""What can be done at a station, and who may do it: asked by the desk and by its window alike."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.model.role import Role


class Act(StrEnum):
    """Something that a station lets people do."""

    LOOK = "look"
    """What shows nobody's name: help, language, theme, signing in, the self-test."""
    CHECK_IN = "check_in"
    AMEND = "amend"
    PRINT = "print"
    UNDO = "undo"
    CALL = "call"
    COUNT = "count"
    PRACTISE = "practise"
    PLACE = "place"
    """Stand at another door, or be a kiosk."""
    ROOM = "room"
    """Manual attendance, waiting list and seats of a room."""
    OVERRULE = "overrule"
    """What the rules of the event keep for an organiser."""
    ANSWER = "answer"
    """The conflict inbox."""
    BULK = "bulk"
    """Everybody at once: check of all badges, designs with real names."""
    DESIGN = "design"
    FIGURES = "figures"
    """The numbers of the event, with the names of speakers who are missing."""
    EXPORT = "export"
    """Files and papers with everybody's names; what desks ticked on paper."""
    EVACUATE = "evacuate"
    """The evacuation sheet: numbers by room, and who asked for help."""
    HUB = "hub"
    PINS = "pins"
    PRIVACY = "privacy"
    """People's rights: tell, erase, delete in time, see who took which file."""


LEAST: Mapping[Act, Role] = MappingProxyType(
    {
        Act.LOOK: Role.VOLUNTEER,
        Act.CHECK_IN: Role.VOLUNTEER,
        Act.AMEND: Role.VOLUNTEER,
        Act.PRINT: Role.VOLUNTEER,
        Act.UNDO: Role.VOLUNTEER,
        Act.CALL: Role.VOLUNTEER,
        Act.COUNT: Role.VOLUNTEER,
        Act.PRACTISE: Role.VOLUNTEER,
        Act.PLACE: Role.HOST,
        Act.ROOM: Role.HOST,
        Act.OVERRULE: Role.ORGANISER,
        Act.ANSWER: Role.ORGANISER,
        Act.BULK: Role.ORGANISER,
        Act.DESIGN: Role.ORGANISER,
        Act.FIGURES: Role.ORGANISER,
        Act.EXPORT: Role.ORGANISER,
        Act.EVACUATE: Role.HOST,
        Act.HUB: Role.ORGANISER,
        Act.PINS: Role.ORGANISER,
        Act.PRIVACY: Role.ORGANISER,
    }
)
"""The role from which on each act is allowed."""
