"""What is asked of the station, bound to the door where it was asked."""

from collections.abc import Callable

from app.model.verdict import Answer
from ui.desk import Desk
from ui.presenters.place import Place
from ui.presenters.scanner import Texts

Request = Callable[[bool], Answer]
"""Asks the station; true lets a guest in in spite of a warning."""


def scan_request(desk: Desk, place: Place, candidates: Texts, otherwise: Texts) -> Request:
    """Return what answers a scan that was read at *place*."""
    return lambda admit: desk.accept(
        candidates,
        session=place.session,
        direction=place.direction,
        admit=admit,
        otherwise=otherwise,
    )


def check_in_request(desk: Desk, place: Place, registration: str) -> Request:
    """Return what answers for somebody who was found by name at *place*."""
    return lambda admit: desk.check_in(
        registration, session=place.session, direction=place.direction, admit=admit
    )
