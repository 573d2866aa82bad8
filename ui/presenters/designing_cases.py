"""Whose badges put a design to the test: the worst that the list of an event has."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.badge.fonts import bundled_fonts
from app.badge.shape import Line, TextStyle, Typesetter
from app.model.badge import BadgeContent

_FAMILY = "Noto Sans"
_MEASURED = 50
"""So many names that may be the longest or tallest are measured exactly."""
_NO_PHOTO = "no_photo"


class CaseKind(StrEnum):
    """Why a guest is offered."""

    CHOSEN = "chosen"
    FIRST = "first"
    LONGEST = "longest"
    TALLEST = "tallest"
    RIGHT_TO_LEFT = "right_to_left"
    ONE_NAME = "one_name"
    NO_PHOTO = "no_photo"
    LEAST = "least"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Case:
    """A guest to try a design with; ``registration`` is empty for an invented one."""

    kind: CaseKind
    content: BadgeContent
    registration: str = ""


SAMPLE = BadgeContent(
    code="BCDEFGHJKLNOPRST",
    name="Jorinde Beispiel-Ångström",
    given="Jorinde",
    family="Beispiel-Ångström",
    native="عمر الحداد",
    organisation="Hochschule für Musterkunde",
    country="Deutschland",
    category="Gast",
    event="Empfang",
    date="3. Dezember 2024",
    session="Workshop 1: Beispiele",
    room="1.04, Erdgeschoss",
)


def cases(guests: Sequence[tuple[str, BadgeContent]]) -> tuple[Case, ...]:
    """Return at most one guest of each kind, each guest once; an invented one without guests."""
    if not guests:
        return (Case(CaseKind.SAMPLE, SAMPLE),)
    typesetter = Typesetter(bundled_fonts())

    def line(text: str) -> Line:
        return typesetter.line(text, TextStyle(_FAMILY, 700))

    found = [
        (CaseKind.LONGEST, _longest(guests, lambda text: line(text).width)),
        (CaseKind.TALLEST, _tallest(guests, lambda text: line(text).top - line(text).bottom)),
        (CaseKind.RIGHT_TO_LEFT, _first(guests, _is_right_to_left)),
        (CaseKind.ONE_NAME, _first(guests, lambda content: " " not in content.name.strip())),
        (CaseKind.NO_PHOTO, _first(guests, lambda content: _NO_PHOTO in content.flags)),
        (CaseKind.LEAST, min(guests, key=lambda guest: _filled(guest[1]))),
        (CaseKind.FIRST, guests[0]),
    ]
    chosen: dict[str, Case] = {}
    for kind, guest in found:
        if guest is not None and guest[0] not in chosen:
            chosen[guest[0]] = Case(kind, guest[1], guest[0])
    return tuple(chosen.values())


Guest = tuple[str, BadgeContent]


def _longest(guests: Sequence[Guest], width: Callable[[str], float]) -> Guest:
    by_letters = sorted(guests, key=lambda guest: len(guest[1].name), reverse=True)
    return max(by_letters[:_MEASURED], key=lambda guest: width(guest[1].name))


def _tallest(guests: Sequence[Guest], height: Callable[[str], float]) -> Guest:
    by_marks = sorted(guests, key=lambda guest: _marks(_names(guest[1])), reverse=True)
    return max(by_marks[:_MEASURED], key=lambda guest: height(_names(guest[1])))


def _first(guests: Iterable[Guest], fits: Callable[[BadgeContent], bool]) -> Guest | None:
    return next((guest for guest in guests if fits(guest[1])), None)


def _names(content: BadgeContent) -> str:
    return f"{content.name} {content.native}".strip()


def _marks(text: str) -> int:
    """Return how many marks stand on or under one letter, at most."""
    most = pile = 0
    for letter in unicodedata.normalize("NFD", text):
        pile = pile + 1 if unicodedata.combining(letter) else 0
        most = max(most, pile)
    return most


def _is_right_to_left(content: BadgeContent) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in _names(content))


def _filled(content: BadgeContent) -> int:
    return sum(bool(getattr(content, name)) for name in content.__slots__)
