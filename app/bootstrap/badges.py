"""Badges of one event: drawn and checked."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.badge.chosen import ChosenDesigns
from app.badge.design import Design, find_design
from app.badge.fonts import bundled_fonts
from app.badge.library import DesignLibrary
from app.badge.preflight import check
from app.badge.render import BadgeRenderer, RenderedBadges
from app.badge.ruler import ruler_page
from app.bootstrap.badge_content import badge_content
from app.bootstrap.workplace import Workplace
from app.errors import UnknownError
from app.model.badge import BadgeContent, Problem
from app.model.code import test_code
from app.model.serial import badge_text
from app.model.standing import Standing, Status
from app.settings import Settings

_GONE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)
DESIGNS = "designs"
"""The folder of a machine's own designs, in its data folder."""


class BadgeDesk:
    """Draws badges; safe to call from several threads, one badge at a time.

    Args:
        workplace: The event.
        settings: Which design, and in which language dates are written.
        design: This design for everybody, by name or path, whatever was chosen.
        stock: Another stock than that of the design.
    """

    def __init__(
        self,
        workplace: Workplace,
        settings: Settings,
        *,
        design: str | None = None,
        stock: str | None = None,
    ) -> None:
        self._workplace = workplace
        self._settings = settings
        self._lock = threading.RLock()
        self._library = DesignLibrary(workplace.file.path.parent.parent / DESIGNS)
        named = self._named(design or settings.design)
        self._usual = find_design(named, stock or "")
        self._chosen = None if design else ChosenDesigns(self._library, stock or "")
        self._others: Mapping[str, Design] = {}
        self._renderer = BadgeRenderer(self._usual, bundled_fonts())

    @property
    def usual(self) -> Design:
        """The design of all whose category has none of its own."""
        return self._usual

    def warm(self) -> None:
        """Draw a badge that nobody sees, so that the first guest does not wait for fonts."""
        with self._lock:
            self._ready().warm()

    def use_design(self, design: str) -> None:
        """Draw another usual design, named as in the settings, from the next badge on.

        Raises:
            BadgeError: there is none of that name, or it is wrong.
        """
        found = find_design(self._named(design))
        with self._lock:
            self._usual = found
            self._renderer.use(found, self._others)

    def _ready(self) -> BadgeRenderer:
        """Return the renderer with the designs as they are chosen now."""
        others = self._chosen.now() if self._chosen else self._others
        if others is not self._others:
            self._others = others
            self._renderer.use(self._usual, others)
        return self._renderer

    def _named(self, design: str) -> str:
        """Return what finds a design that may be one of this machine's own, by its name."""
        return self._library.setting(design) if design in self._library.names() else design

    def pdf(self, registrations: Iterable[str], changes: Mapping[str, str] | None = None) -> bytes:
        """Return badges as a PDF of one page each, as if *changes* were already amended."""
        contents = [self._content_of(key, changes) for key in registrations]
        with self._lock:
            return self._ready().render(contents).pdf

    def contents(self, standings: Iterable[Standing]) -> list[BadgeContent]:
        """Return what the badges of *standings* say, in their order."""
        programme = self._workplace.journal.programme()
        language = self._settings.language
        return [badge_content(standing, programme, language) for standing in standings]

    def everybody(self) -> list[tuple[str, BadgeContent]]:
        """Return what the badges of all who may come say, with their registrations."""
        standings = list(self._workplace.journal.standings())
        expected = [each for each in standings if each.status not in _GONE]
        contents = self.contents(expected)
        return list(zip((each.registration for each in expected), contents, strict=True))

    def render(self, standings: Iterable[Standing], *, skip: int = 0) -> RenderedBadges:
        """Return the badges of *standings*, in their order; see `BadgeRenderer.render`."""
        contents = self.contents(standings)
        with self._lock:
            return self._ready().render(contents, skip=skip)

    def checked(self, standings: Iterable[Standing]) -> Iterator[tuple[Standing, list[Problem]]]:
        """Yield each of *standings* with what would go wrong on its badge."""
        programme = self._workplace.journal.programme()
        with self._lock:
            self._ready()
        for standing in standings:
            content = badge_content(standing, programme, self._settings.language)
            with self._lock:
                found = check(content, self._renderer)
            yield standing, found

    def paper(self, registration: str, serial: str) -> tuple[bytes, str]:
        """Return a person's badge as it is printed, with its serial, and the code on it.

        Raises:
            UnknownError: nobody has that registration.
            BadgeError: the badge cannot be drawn.
        """
        content = self._content_of(registration)
        shown = replace(content, code=badge_text(content.code, serial))
        with self._lock:
            return self._ready().render([shown]).pdf, content.code

    def ruler(self, label: str) -> bytes:
        """Return a page of the badge's size to hold a ruler against."""
        return ruler_page(self._renderer.design.stock, label)

    def test_page(self) -> bytes:
        """Return a badge of nobody, in the design and with every part that is always there."""
        event = self._workplace.journal.programme().event
        content = BadgeContent(
            code=test_code(), name="Test Empfang", given="Test", family="Empfang", event=event.name
        )
        with self._lock:
            return self._renderer.render([content]).pdf

    def _content_of(
        self, registration: str, changes: Mapping[str, str] | None = None
    ) -> BadgeContent:
        journal = self._workplace.journal
        standing = journal.standing(registration)
        if standing is None:
            sentence = f"There is no registration {registration}; roster list shows all."
            raise UnknownError(sentence)
        return badge_content(standing, journal.programme(), self._settings.language, changes)
