"""Who works at this station: signing in by PIN, and what that lets people do."""

import contextlib
import threading
from collections.abc import Callable

from app.clock import Clock
from app.errors import NotAllowedError, PinError, PinPauseError, UnknownError
from app.model.permit import LEAST, Act
from app.model.programme import Programme
from app.model.role import Role
from app.vault.pin_check import fits, new_check

FOR_GUESTS = frozenset({Act.LOOK, Act.CHECK_IN, Act.PRINT, Act.CALL})
"""What a kiosk may do, whoever has made it one."""

FREE_TRIES = 3
"""So many wrong PINs cost nothing; after each further one nobody may try for a while."""

_FIRST_PAUSE_MS, _LONGEST_PAUSE_MS = 5_000, 60_000


class Roles:
    """Knows the role of whoever works here. Safe to call from several threads.

    Without PINs everybody is the organiser. With them everybody is a volunteer until a PIN says
    otherwise; where volunteers have a PIN too, the station is locked until then.

    ``is_kiosk`` leaves only what guests may do themselves. ``barred`` is what nobody may here.

    Args:
        programme: Tells the PINs of the event.
        set_pin: Records a PIN's check.
        clock: Measures the pauses after wrong PINs.
    """

    def __init__(
        self,
        programme: Callable[[], Programme],
        set_pin: Callable[[Role, str], None],
        clock: Clock,
    ) -> None:
        self._programme, self._set_pin, self._clock = programme, set_pin, clock
        self._pins: dict[Role, str] = {}
        with contextlib.suppress(UnknownError):  # the event is still on its way from the hub
            self._pins = dict(programme().pins)
        self._signed: Role | None = None
        self._signed_by = ""
        self._wrong = 0
        self._free_at_ms = 0
        self._trying = threading.Lock()
        self.is_kiosk = False
        self.barred: frozenset[Act] = frozenset()

    def take(self, programme: Programme) -> None:
        """Learn the PINs that are good now; who signed in with another one is out."""
        self._pins = dict(programme.pins)
        if self._signed is not None and self._signed_by != self._pins.get(self._signed, ""):
            self._signed = None

    @property
    def role(self) -> Role:
        """What whoever works here is."""
        if self._signed is not None:
            return self._signed
        return Role.VOLUNTEER if any(self._pins.values()) else Role.ORGANISER

    @property
    def with_pin(self) -> frozenset[Role]:
        """The roles that have a PIN."""
        return frozenset(role for role, check in self._pins.items() if check)

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody has typed a PIN."""
        return self._signed is not None

    @property
    def is_locked(self) -> bool:
        """Whether nothing goes until somebody types a PIN."""
        return self._signed is None and Role.VOLUNTEER in self.with_pin and not self.is_kiosk

    def may(self, act: Act) -> bool:
        """Whether whoever works here may do *act*."""
        if act in self.barred:
            return False
        if self.is_kiosk:
            return act in FOR_GUESTS
        if self.is_locked:
            return act is Act.LOOK
        return self.role.covers(LEAST[act])

    def require(self, act: Act) -> None:
        """Let *act* pass.

        Raises:
            NotAllowedError: the role does not cover it.
        """
        if not self.may(act):
            sentence = f"A {self.role} may not do that ({act}); sign in with a higher role's PIN."
            raise NotAllowedError(sentence)

    def sign_in(self, pin: str) -> Role:
        """Work in the highest role that has this PIN; takes some tenths of a second.

        Raises:
            PinPauseError: there were too many wrong ones just before.
            PinError: no role has it.
        """
        with self._trying:
            self._check_pause()
            self.take(self._programme())
            role = self._role_of(pin)
            if role is None:
                self._note_wrong()
                sentence = "No role has that PIN; type it again."
                raise PinError(sentence)
            self._wrong = 0
            self._signed, self._signed_by = role, self._pins[role]
            return role

    def trust(self) -> None:
        """Take whoever works here for the organiser without asking, as the command line does."""
        self._signed = Role.ORGANISER
        self._signed_by = self._pins.get(Role.ORGANISER, "")

    def lock(self) -> None:
        """Forget who signed in."""
        self._signed = None

    def change_pin(self, role: Role, pin: str) -> None:
        """Give *role* a PIN, or none when it is empty.

        Whoever does so stays the organiser until the station is locked.

        Raises:
            NotAllowedError: only an organiser may.
            PinError: it is too short, another role has it, or an organiser's is missing.
        """
        self.require(Act.PINS)
        self.take(self._programme())
        others = self.with_pin - {role}
        if pin and role is not Role.ORGANISER and Role.ORGANISER not in others:
            sentence = "Give the organiser a PIN first; without it nobody could change anything."
            raise PinError(sentence)
        if not pin and role is Role.ORGANISER and others:
            sentence = "Take the other roles' PINs away first; somebody has to be the organiser."
            raise PinError(sentence)
        if pin and any(fits(self._pins[other], pin) for other in others):
            sentence = "Another role has that PIN; choose a different one."
            raise PinError(sentence)
        check = new_check(pin) if pin else ""
        self._set_pin(role, check)
        self._pins[role] = check
        if role is Role.ORGANISER:
            self._signed = Role.ORGANISER if check else None
            self._signed_by = check

    def _role_of(self, pin: str) -> Role | None:
        highest_first = [role for role in reversed(Role) if role in self.with_pin]
        return next((role for role in highest_first if fits(self._pins[role], pin)), None)

    def _check_pause(self) -> None:
        left_ms = self._free_at_ms - self._clock.read().mono_ms
        if self._wrong > FREE_TRIES and left_ms > 0:
            sentence = f"Too many wrong PINs; try again in {left_ms // 1000 + 1} seconds."
            raise PinPauseError(sentence)

    def _note_wrong(self) -> None:
        self._wrong += 1
        over = self._wrong - FREE_TRIES
        if over > 0:
            pause_ms = min(_LONGEST_PAUSE_MS, _FIRST_PAUSE_MS << min(over - 1, 8))
            self._free_at_ms = self._clock.read().mono_ms + pause_ms
