"""What the window needs to know of whoever works at it."""

from typing import Protocol

from app.model.permit import Act
from app.model.role import Role


class RoleDesk(Protocol):
    """Roles by PIN. Properties and `may` answer at once; what takes a PIN is for workers.

    ``is_kiosk`` leaves only what guests may do themselves.
    """

    is_kiosk: bool

    @property
    def role(self) -> Role:
        """What whoever works here is."""
        ...

    @property
    def with_pin(self) -> frozenset[Role]:
        """The roles that have a PIN."""
        ...

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody has typed a PIN."""
        ...

    @property
    def is_locked(self) -> bool:
        """Whether nothing goes until somebody types a PIN."""
        ...

    def may(self, act: Act) -> bool:
        """Whether whoever works here may do *act*."""
        ...

    def sign_in(self, pin: str) -> Role:
        """Work in the highest role that has this PIN.

        Raises:
            PinError: no role has it, or there were too many wrong ones before.
        """
        ...

    def lock(self) -> None:
        """Forget who signed in."""
        ...

    def change_pin(self, role: Role, pin: str) -> None:
        """Give *role* a PIN.

        Raises:
            NotAllowedError: only an organiser may.
            PinError: it is too short, or another role has it.
        """
        ...
