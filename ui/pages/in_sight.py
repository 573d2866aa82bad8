"""Whom the next key is about."""

from app.model.standing import Standing
from ui.pages.guest_menu import GuestMenuWork
from ui.pages.reception import ReceptionPage
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scene import Notice


class InSight:
    """The guest of the open menu, else who is chosen in the search, else whom the plate shows."""

    def __init__(
        self, page: ReceptionPage, reception: ReceptionPresenter, menu: GuestMenuWork
    ) -> None:
        self._page, self._reception, self._menu = page, reception, menu

    @property
    def guest(self) -> Standing | None:
        """Who is chosen in the search while it is open, else whom the plate shows."""
        if self._page.place == "search":
            current = self._page.search.current
            return current.standing if current else None
        return self._reception.scene.guest

    @property
    def registration(self) -> str | None:
        """The registration of `guest`."""
        return self.guest.registration if self.guest else None

    def named(self) -> Standing | None:
        """Return whom menu, search or plate are about; say so when that is nobody."""
        guest = self._menu.guest or self.guest
        if guest is None:
            self._reception.notify(Notice.NO_GUEST)
        return guest
