"""What reception does beyond one guest: groups, tallies, and calls from station to station."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from app.model.group import GROUP
from app.model.standing import Standing
from ui import group_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.calls_work import CallsWork, HandOverWork
from ui.pages.group_work import CompanionsWork, GroupWork
from ui.pages.guest_menu import GuestItem, GuestMenuWork
from ui.pages.sheets import Sheets
from ui.pages.tally_work import TallyWork
from ui.presenters.badges import BadgePresenter
from ui.presenters.calls import CallsPresenter
from ui.presenters.group import GroupPresenter
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.tally import TallyPresenter
from ui.presenters.watch import Sight


class CrowdWork(QObject):
    """The panels for many people, and what the guest menu offers of them.

    Signals:
        finished: The panel that is open may close.
    """

    finished = Signal()

    def __init__(
        self,
        sheets: Sheets,
        desk: Desk,
        reception: ReceptionPresenter,
        badges: BadgePresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._groups = GroupPresenter(desk, reception, badges, self)
        self._counting = TallyPresenter(desk, reception, self)
        self._calling = CallsPresenter(desk, reception, self)
        self.group = GroupWork(sheets, self._groups, self)
        self.companions = CompanionsWork(sheets, self._counting, self)
        self.tally = TallyWork(sheets, self._counting, self)
        self.calls = CallsWork(sheets, self._calling, self)
        self.hand_over = HandOverWork(sheets, self._calling, self)
        for end in (self._groups.done, self._counting.accompanied, self._calling.taken):
            end.connect(self.finished)
        self.hand_over.finished.connect(self.finished)
        reception.shown.connect(self.hand_over.follow)

    def offer(self, menu: GuestMenuWork) -> None:
        """Put what can be done with a guest and others into the guest menu."""
        menu.offer("companions", GuestItem(texts.COMPANIONS, self.companions.open))
        menu.offer("group", GuestItem(texts.LET_GROUP_IN, self._groups.look_up, _group_of))
        menu.offer("help", GuestItem(texts.TO_HELP_LIST, self._calling.hand_over))

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        for work in (self.group, self.companions, self.tally, self.calls, self.hand_over):
            work.set_language(language)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does on an open panel; return whether it does anything."""
        return any(work.press(event) for work in (self.group, self.calls, self.hand_over))

    def take_sight(self, sight: Sight) -> None:
        """Take what changes by itself."""
        self._calling.take_news(sight.calls)
        self.tally.show_total(sight.counts.counted)


def _group_of(guest: Standing, _language: Language) -> str:
    return guest.person.get(GROUP)
