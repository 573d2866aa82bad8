"""What the page on people's rights shows."""

from dataclasses import dataclass, field
from datetime import datetime

from app.auditing import AuditLine
from app.errors import EmpfangError
from app.model.access import AccessReport
from app.model.central import HandOver, HubSight
from app.model.retention import DataClass, Due
from app.model.written import Concern
from app.ports import Hit

LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyScene:
    """What is known and what is being done.

    ``query`` is what was typed: with it the rows are ``hits``, without it the plan, the exports
    and the end of this laptop. ``task`` is what somebody is asked about: ``erase``, ``run`` or
    ``leave``; ``work`` what is on its way; ``news`` what happened last, with ``subject``.
    ``stage`` is the class that is being deleted, how far that is, and of how many.
    """

    now: datetime
    query: str = ""
    hits: tuple[Hit, ...] = ()
    plan: tuple[Due, ...] = ()
    exports: tuple[AuditLine, ...] = ()
    hub: HubSight = field(default_factory=HubSight)
    is_known: bool = False
    chosen: int = 0
    report: AccessReport | None = None
    concern: Concern | None = None
    file: HandOver | None = None
    task: str = ""
    work: str = ""
    stage: tuple[DataClass, int, int] | None = None
    news: str = ""
    subject: str = ""
    error: EmpfangError | None = None

    @property
    def is_searching(self) -> bool:
        """Whether the rows are people."""
        return len(self.query.strip()) >= LEAST_LETTERS

    @property
    def hit(self) -> Hit | None:
        """The person that is looked at."""
        if not self.is_searching or self.chosen >= len(self.hits):
            return None
        return self.hits[self.chosen]

    @property
    def due(self) -> Due | None:
        """The class of data that is looked at."""
        is_plan = not self.is_searching and self.chosen < len(self.plan)
        return self.plan[self.chosen] if is_plan else None

    @property
    def place(self) -> str:
        """What is looked at: ``person``, ``class``, ``exports``, ``leave`` or nothing."""
        if self.is_searching:
            return "person" if self.hit else ""
        after = self.chosen - len(self.plan)
        return "class" if after < 0 else ("exports", "leave")[min(after, 1)]

    @property
    def is_anything_due(self) -> bool:
        """Whether a run would delete something."""
        return any(one.is_due and one.people + one.entries for one in self.plan)

    @property
    def must_send(self) -> bool:
        """Whether this laptop has what no central list has."""
        return bool(self.hub.unsent_anywhere)
