"""Signing in: asks the desk about PINs, beside the window, and tells how that went."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError, PinPauseError
from app.model.permit import Act
from app.model.role import Role
from ui.permits import act_of
from ui.role_desk import RoleDesk
from ui.workers.lane import Lane
from ui.workers.task import Task


class Stage(StrEnum):
    """What is asked for."""

    CLOSED = "closed"
    PIN = "pin"
    MENU = "menu"
    NEW_PIN = "new_pin"
    LEAVE_KIOSK = "leave_kiosk"


class News(StrEnum):
    """How the last try went."""

    NONE = ""
    TRIED = "tried"
    WRONG = "wrong"
    PAUSE = "pause"
    UNFIT = "unfit"
    KEPT = "kept"
    ORGANISER_FIRST = "organiser_first"
    KIOSK_NEEDS_PIN = "kiosk_needs_pin"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInScene:
    """``needed`` is the act for which a PIN is asked, ``of`` the role that gets a new one."""

    stage: Stage = Stage.CLOSED
    news: News = News.NONE
    needed: Act | None = None
    of: Role | None = None
    role: Role = Role.ORGANISER
    with_pin: frozenset[Role] = frozenset()
    is_signed_in: bool = False
    is_locked: bool = False


class SignInPresenter(QObject):
    """One question at a time.

    Signals:
        shown: A `SignInScene`.
        entered: Somebody signed in; the action that waited for that, or an empty text.
        left: The rights are fewer now than before.
        kiosk_left: The PIN to leave a kiosk was right.
    """

    shown = Signal(object)
    entered = Signal(str)
    left = Signal()
    kiosk_left = Signal()

    def __init__(self, roles: RoleDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._roles = roles
        self._lane = Lane("roles", self)
        self._waiting = ""
        self._scene = SignInScene()
        self._known = self._state()

    @property
    def scene(self) -> SignInScene:
        """What is shown now."""
        return self._scene

    @property
    def is_open(self) -> bool:
        """Whether anything is asked."""
        return self._scene.stage is not Stage.CLOSED

    def look(self) -> None:
        """Follow rights that changed elsewhere, like a PIN that another desk has given."""
        if self._state() == self._known:
            return
        before, self._known = self._known, self._state()
        if self._roles.is_locked:
            self._show(Stage.PIN)
        elif self.is_open:
            self._show(self._scene.stage, news=self._scene.news, of=self._scene.of)
        if before[0] is not self._known[0] or before[1] is not self._known[1]:
            self.left.emit()

    def toggle(self) -> None:
        """Open what can be done about roles; once open, lock or close."""
        if not self.is_open:
            asks = bool(self._roles.with_pin) and not self._roles.is_signed_in
            self._show(Stage.PIN if asks else Stage.MENU)
        elif self._scene.stage is Stage.MENU and self._roles.is_signed_in:
            self.lock()
        else:
            self.close_panel()

    def ask(self, action: str) -> None:
        """Ask for the PIN that an action of the window needs; it goes on by itself afterwards."""
        if not self._roles.with_pin:  # what nobody may do: a hub in practice
            self._show(Stage.MENU, news=News.NOT_HERE)
            return
        self._waiting = action
        self._show(Stage.PIN, needed=act_of(action))

    def ask_to_leave_kiosk(self) -> None:
        """Ask for the PIN that ends the kiosk."""
        self._show(Stage.LEAVE_KIOSK)

    def ask_new_pin(self, role: Role) -> None:
        """Ask which PIN *role* shall have."""
        if role is not Role.ORGANISER and Role.ORGANISER not in self._roles.with_pin:
            self._show(Stage.MENU, news=News.ORGANISER_FIRST)
        elif self._roles.may(Act.PINS):
            self._show(Stage.NEW_PIN, of=role)

    def say(self, news: News) -> None:
        """Tell something in the panel that is open, or in the menu."""
        self._show(self._scene.stage if self.is_open else Stage.MENU, news=news)

    def submit(self, pin: str) -> None:
        """Take what was typed."""
        scene = self._scene
        if not pin or scene.news is News.TRIED:
            return
        if scene.stage is Stage.NEW_PIN and scene.of is not None:
            role = scene.of
            self._try(lambda: self._roles.change_pin(role, pin), self._take_kept, News.UNFIT)
        elif scene.stage in (Stage.PIN, Stage.LEAVE_KIOSK):
            self._try(lambda: self._roles.sign_in(pin), self._take_role, News.WRONG)

    def lock(self) -> None:
        """Forget who signed in."""
        self._roles.lock()
        self.close_panel()
        self.look()

    def close_panel(self) -> None:
        """Ask no more; a locked station goes on asking."""
        self._waiting = ""
        self._show(Stage.PIN if self._roles.is_locked else Stage.CLOSED)

    def close(self) -> None:
        """End the worker."""
        self._lane.close()

    def _try(self, work: Callable[[], object], done: Callable[[object], None], bad: News) -> None:
        def fail(error: EmpfangError) -> None:
            news = News.PAUSE if isinstance(error, PinPauseError) else bad
            self._scene = replace(self._scene, news=news)
            self.shown.emit(self._scene)

        self._scene = replace(self._scene, news=News.TRIED)
        self.shown.emit(self._scene)
        self._lane.submit(Task(work, done, failed=fail, crashed=lambda _error: self.close_panel()))

    def _take_role(self, role: object) -> None:
        scene, waiting = self._scene, self._waiting
        self._known = self._state()
        if scene.stage is Stage.LEAVE_KIOSK:
            if isinstance(role, Role) and role.covers(Role.HOST):
                self._show(Stage.CLOSED)
                self.kiosk_left.emit()
            else:
                self._roles.lock()
                self._show(Stage.LEAVE_KIOSK, news=News.WRONG)
            return
        if scene.needed is not None and not self._roles.may(scene.needed):
            self._show(Stage.PIN, needed=scene.needed, news=News.WRONG)
            return
        self._waiting = ""
        self._show(Stage.CLOSED)
        self.entered.emit(waiting)

    def _take_kept(self, _none: object) -> None:
        self._known = self._state()
        self._show(Stage.MENU, news=News.KEPT)

    def _state(self) -> tuple[Role, bool, frozenset[Role], bool]:
        roles = self._roles
        return roles.role, roles.is_locked, roles.with_pin, roles.is_signed_in

    def _show(
        self,
        stage: Stage,
        *,
        news: News = News.NONE,
        needed: Act | None = None,
        of: Role | None = None,
    ) -> None:
        role, is_locked, with_pin, is_signed_in = self._state()
        self._scene = SignInScene(
            stage=stage,
            news=news,
            needed=needed,
            of=of,
            role=role,
            with_pin=with_pin,
            is_signed_in=is_signed_in,
            is_locked=is_locked,
        )
        self.shown.emit(self._scene)
