"""What the reception page shows, as one value without words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.errors import EmpfangError
from app.model.call import HeardCall
from app.model.desk import Undone
from app.model.policy import Policy
from app.model.programme import Programme
from app.model.role import Role
from app.model.standing import Standing
from app.model.verdict import Answer, Reason, Verdict


class Notice(StrEnum):
    """Something to say that is no answer to a scan."""

    NO_GUEST = "no_guest"
    NO_OTHER_PRINTER = "no_other_printer"
    NOT_ALLOWED = "not_allowed"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NO_CAMERA = "no_camera"
    NO_PERMISSION = "no_permission"
    NO_VIDEO = "no_support"
    CAMERA_BUSY = "busy"
    CAMERA_SILENT = "silent"
    CRASHED = "crashed"


class Solution(StrEnum):
    """What the one key of a problem does."""

    ADMIT = "admit"
    ASK_LEAD = "ask_lead"
    SEARCH = "search"
    SEARCH_SAME = "search_same"
    REPEAT = "repeat"
    TRY_DISK = "try_disk"


class Topic(StrEnum):
    """What was done that is no answer to one guest."""

    GROUP = "group"
    NO_GROUP = "no_group"
    ALL_HERE = "all_here"
    COMPANIONS = "companions"
    TALLY = "tally"
    HANDED_OVER = "handed_over"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that was done with many people, or for somebody at another station.

    ``group`` is the name of a group, a label or a matter; ``others`` are the answers for those
    of a group who were not let in.
    """

    topic: Topic
    number: int = 0
    name: str = ""
    group: str = ""
    guest: Standing | None = None
    call: HeardCall | None = None
    others: tuple[Answer, ...] = ()

    @property
    def verdict(self) -> str:
        """The colour of the plate."""
        if self.others:
            return Verdict.ATTENTION.value
        has_come = self.topic in (Topic.GROUP, Topic.COMPANIONS, Topic.TALLY)
        return Verdict.WELCOME.value if has_come else "idle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """At most one of answer, said, undone, notice and error is there; without them it is ready.

    ``is_repeatable`` says that what went wrong was a scan, which may be tried again. ``is_deaf``
    covers it all while the keys of a scanner go to another window, and ``is_blocked`` even that
    while the disk takes nothing. ``role`` is whose rights count at this desk.
    """

    now: datetime
    answer: Answer | None = None
    said: Said | None = None
    undone: Undone | None = None
    notice: Notice | None = None
    error: EmpfangError | None = None
    programme: Programme | None = None
    has_sheet: bool = False
    is_repeatable: bool = False
    is_deaf: bool = False
    is_blocked: bool = False
    role: Role = Role.ORGANISER

    @property
    def guest(self) -> Standing | None:
        """Whom the answer is about, or what was done."""
        if self.said is not None:
            return self.said.guest
        return self.answer.standing if self.answer else None

    @property
    def verdict(self) -> str:
        """The colour of the plate."""
        if self.is_blocked:
            return Verdict.STOP.value
        if self.answer is not None:
            return self.answer.verdict.value
        if self.said is not None:
            return self.said.verdict
        is_trouble = self.error is not None or self.notice is Notice.CRASHED
        return Verdict.STOP.value if is_trouble else "idle"

    @property
    def solution(self) -> Solution | None:
        """What the solving key does now."""
        if self.is_blocked:
            return Solution.TRY_DISK
        if self.is_repeatable:
            return Solution.REPEAT
        if self.answer is None:
            return None
        is_guarded = self.answer.reason.value in self._policy.guarded
        if is_guarded and not self.role.covers(Role.ORGANISER):
            return Solution.ASK_LEAD
        return _solution(self.answer.reason)

    @property
    def takes_walk_ins(self) -> bool:
        """Whether whoever works here may register guests."""
        return self._policy.walk_ins or self.role.covers(Role.ORGANISER)

    @property
    def _policy(self) -> Policy:
        return self.programme.policy if self.programme else Policy()


def _solution(reason: Reason) -> Solution | None:
    if reason.verdict is Verdict.ATTENTION:
        return Solution.ADMIT
    if reason.verdict is Verdict.ALREADY:
        return Solution.SEARCH
    return {
        Reason.NOT_RECORDED: Solution.REPEAT,
        Reason.UNKNOWN_CODE: Solution.SEARCH,
        Reason.NO_TICKET: Solution.SEARCH,
        Reason.CANCELLED: Solution.SEARCH_SAME,
        Reason.REPLACED: Solution.SEARCH_SAME,
        Reason.REVOKED: Solution.SEARCH_SAME,
        Reason.BLOCKED: Solution.SEARCH_SAME,
        Reason.PAYMENT_DUE: Solution.SEARCH_SAME,
    }.get(reason)
