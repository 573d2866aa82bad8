"""What the rules of an event let somebody at a desk do, and what takes an organiser."""

from collections.abc import Callable

from app.bootstrap.workplace import Workplace
from app.errors import NotAllowedError
from app.model.entry import Entry
from app.model.policy import Policy
from app.model.role import Role
from app.model.verdict import Answer, Verdict
from app.undoing import age_ms

_MINUTE_MS = 60_000


class Rights:
    """Asks policy and role; raises `NotAllowedError` where they do not suffice."""

    def __init__(self, workplace: Workplace, role: Callable[[], Role]) -> None:
        self._workplace = workplace
        self._role = role

    @property
    def policy(self) -> Policy:
        """The rules of the event, as they are now."""
        return self._workplace.journal.programme().policy

    @property
    def is_organiser(self) -> bool:
        """Whether everything is allowed."""
        return self._role().covers(Role.ORGANISER)

    def require_organiser(self, what: str) -> None:
        """Refuse *what*, a sentence's beginning, unless an organiser is at the desk."""
        if not self.is_organiser:
            sentence = f"{what} takes an organiser; please call one."
            raise NotAllowedError(sentence)

    def require_override(self, answer: Answer) -> None:
        """Refuse to let somebody in in spite of *answer* where the policy guards its reason."""
        is_warning = answer.verdict is Verdict.ATTENTION
        if is_warning and answer.reason.value in self.policy.guarded:
            self.require_organiser(f"Admitting in spite of {answer.reason.value}")

    def require_walk_ins(self) -> None:
        """Refuse a guest without registration where the policy wants none."""
        if not self.policy.walk_ins:
            self.require_organiser("A guest without registration")

    def require_recent(self, entry: Entry) -> None:
        """Refuse to take back what was done too long ago."""
        limit_ms = self.policy.undo_min * _MINUTE_MS
        if age_ms(entry, self._workplace.clock.read()) > limit_ms:
            self.require_organiser(f"Taking back after {self.policy.undo_min} minutes")

    def undoable_since_ms(self) -> int:
        """Return from when on, in Unix time, whoever is at the desk may take things back."""
        if self.is_organiser:
            return 0
        return self._workplace.clock.read().wall_ms - self.policy.undo_min * _MINUTE_MS
