"""Checks every badge of the event in a worker, and says how far it is."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.badge.chosen import ChosenDesigns
from app.badge.design import find_design
from app.badge.preflight import check
from app.badge.render import BadgeRenderer
from app.errors import BadgeError
from app.model.badge import BadgeContent, Problem, ProblemKind
from ui.desk import Desk
from ui.presenters.designing_proof import Proofer
from ui.presenters.preflight_finding import Finding
from ui.workers.lane import Lane
from ui.workers.task import Task

PATIENCE_MS = 1000
"""After so long the page says how far the check is."""
_TICK_MS = 300
_BREATH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How far a check is; when it has ended also what it has found, the gravest first.

    ``wrong`` badges have a problem, ``grave`` of them cannot be printed as they are.
    """

    count: int = 0
    done: int = 0
    wrong: int = 0
    grave: int = 0
    findings: tuple[Finding, ...] = ()
    is_running: bool = False
    is_slow: bool = False

    @property
    def ready(self) -> int:
        """How many badges are right."""
        return self.done - self.wrong

    @property
    def was_stopped(self) -> bool:
        """Whether some badges were not looked at."""
        return not self.is_running and self.done < self.count


class _Work:
    """One run over all guests, looked at by the window while the worker goes on."""

    def __init__(self) -> None:
        self.is_cancelled = threading.Event()
        self.count = self.done = 0
        self.findings: list[Finding] = []

    def run(self, desk: Desk, proofer: Proofer, design: str) -> None:
        """Check everybody, until somebody stops it."""
        guests = desk.badge_contents()
        self.count = len(guests)
        renderer = proofer.renderer(find_design(design), ChosenDesigns(desk.designs).now())
        for registration, content in guests:
            if self.is_cancelled.is_set():
                return
            problems = _problems(content, renderer)
            if problems or not _has_name(content):
                self.findings.append(Finding(registration, content, tuple(problems)))
            self.done += 1
            if self.done % _BREATH == 0:
                # The window's thread gets its turn at once, not when this one is interrupted.
                time.sleep(0)


class PreflightPresenter(QObject):
    """Runs at most one check at a time.

    Signals:
        shown: A `Check`.
        failed: An `EmpfangError`.
        found: A registration and its fields by name, to be corrected.
        corrected: Somebody's name was amended.
    """

    shown = Signal(object)
    failed = Signal(object)
    found = Signal(str, dict)
    corrected = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane, self._people = Lane("check", self), Lane("corrections", self)
        self._proofer = Proofer()
        self._work = _Work()
        self._check = Check()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_progress)

    @property
    def check(self) -> Check:
        """What was found up to now."""
        return self._check

    def start(self, design: str) -> None:
        """Check every badge anew, usually with *design*, named as in the settings."""
        self._work.is_cancelled.set()
        work = self._work = _Work()
        self._show(Check(is_running=True))
        self._patience.start()
        self._lane.replace(
            Task(
                lambda: work.run(self._desk, self._proofer, design),
                done=lambda _result: self._finish(work),
                failed=lambda error: self._fail(work, error),
                crashed=lambda _error: self._finish(work),
            )
        )

    def cancel(self) -> None:
        """Stop; what was found stays in sight."""
        self._work.is_cancelled.set()

    def look_up(self, registration: str, names: Sequence[str]) -> None:
        """Find somebody's fields of those *names*."""
        self._people.submit(
            Task(
                lambda: _fields(self._desk, registration, names),
                done=lambda fields: self.found.emit(registration, fields),
                failed=self.failed.emit,
            )
        )

    def accept(self, registration: str, proposals: Mapping[str, str]) -> None:
        """Put *proposals* in place of the damaged texts of somebody."""
        self._people.submit(
            Task(
                lambda: _replace_texts(self._desk, registration, proposals),
                done=lambda _result: self.corrected.emit(),
                failed=self.failed.emit,
            )
        )

    def correct(self, registration: str, changes: dict[str, str]) -> None:
        """Amend somebody's name."""
        self._people.submit(
            Task(
                lambda: self._desk.amend(registration, changes),
                done=lambda _result: self.corrected.emit(),
                failed=self.failed.emit,
            )
        )

    def close(self) -> None:
        """Stop the check and end the worker."""
        self._work.is_cancelled.set()
        self._patience.stop()
        self._tick.stop()
        self._lane.close()
        self._people.close()

    def _show_progress(self) -> None:
        if self._check.is_running:
            self._tick.start()
            self._show(self._state(is_running=True))

    def _finish(self, work: _Work) -> None:
        if work is self._work:
            self._patience.stop()
            self._tick.stop()
            self._show(self._state(is_running=False))

    def _fail(self, work: _Work, error: Exception) -> None:
        self._finish(work)
        if work is self._work:
            self.failed.emit(error)

    def _state(self, *, is_running: bool) -> Check:
        work, found = self._work, list(self._work.findings)
        grave = sum(finding.is_grave for finding in found)
        shown = [] if is_running else sorted(found, key=lambda finding: not finding.is_grave)
        return Check(
            count=work.count,
            done=work.done,
            wrong=len(found),
            grave=grave,
            findings=tuple(shown),
            is_running=is_running,
            is_slow=is_running,
        )

    def _show(self, check: Check) -> None:
        self._check = check
        self.shown.emit(check)


def _problems(content: BadgeContent, renderer: BadgeRenderer) -> list[Problem]:
    """Return what is wrong with a badge; one that cannot even be drawn is damaged."""
    try:
        return check(content, renderer)
    except BadgeError as error:
        kind = ProblemKind.DAMAGED
        return [Problem(content.code, content.name, kind, error.sentence, part=content.code)]


def _has_name(content: BadgeContent) -> bool:
    return any(map(str.strip, (content.name, content.given, content.family, content.native)))


def _fields(desk: Desk, registration: str, names: Sequence[str]) -> dict[str, str]:
    standing = desk.standing(registration)
    return {name: standing.person.get(name) for name in names} if standing else {}


def _replace_texts(desk: Desk, registration: str, proposals: Mapping[str, str]) -> None:
    standing = desk.standing(registration)
    fields = standing.person.fields if standing else {}
    changes = {name: proposals[text] for name, text in fields.items() if text in proposals}
    if changes:
        desk.amend(registration, changes)
