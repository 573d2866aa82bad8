"""A list of guests: looked at, asked about, chosen from, and taken in beside the window."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import EmpfangError
from app.roster.finding import Finding
from app.roster.mapping import ColumnMap, overrides_of
from app.roster.reading import Doubt, Reading, answered
from ui.desk import Desk
from ui.presenters.import_scene import TABS, UNCHANGED, ImportScene, Stage
from ui.workers.lane import Lane
from ui.workers.task import Task

PATIENCE_MS = 1000
"""After so long the page says that it is at work, and how far."""
_TICK_MS = 200


class ImportPresenter(QObject):
    """One list at a time; what comes back from a list that was left is thrown away.

    Signals:
        shown: An `ImportScene`.
        recorded: Something was written.
    """

    shown = Signal(object)
    recorded = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane("import", self)
        self._scene = ImportScene()
        self._turn = 0
        self._is_stopped = False
        self._progress = (0, 0)
        self._waiting: Path | None = None
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._patience = QTimer(self, singleShot=True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show(replace(self._scene, is_slow=True)))

    @property
    def scene(self) -> ImportScene:
        """What is shown now."""
        return self._scene

    def propose(self, file: Path) -> None:
        """Look at *file* as soon as the page is open."""
        self._waiting = file

    def open(self) -> None:
        """Look at a file that was proposed; else stay at what is shown."""
        file, self._waiting = self._waiting, None
        if file is not None:
            self.look_at(file)
        else:
            self._show(self._scene)

    def look_at(self, file: Path, reading: Reading | None = None) -> None:
        """Read a list and compare it; nothing is kept."""
        if self._scene.stage is Stage.TAKING:
            return
        self._turn += 1
        turn, said = self._turn, reading or Reading()
        self._begin(replace(self._scene, stage=Stage.READING, file=file, error=None))
        self._lane.replace(
            Task(
                lambda: self._desk.lists.look(file, said),
                lambda found: self._take_finding(found, turn),
                lambda error: self._fail(error, turn),
                lambda _error: self._fail(EmpfangError(""), turn),
            )
        )

    def answer(self, number: int) -> None:
        """Answer what is asked with the choice of that number."""
        finding, doubt = self._scene.finding, self._scene.question
        if finding is None or finding.question is None or doubt is None:
            return
        choices = finding.question.choices
        if self._scene.stage is not Stage.ASKING or not 0 <= number < len(choices):
            return
        self.look_at(finding.file, answered(finding.reading, doubt, choices[number]))

    def repair(self) -> None:
        """Read the list again with damaged letters mended, or as they are."""
        finding = self._scene.finding
        if self._scene.stage is Stage.REVIEW and finding is not None:
            self.look_at(finding.file, replace(finding.reading, repair=not finding.reading.repair))

    def show_tab(self, tab: str) -> None:
        """Show another of `TABS`."""
        if self._scene.stage is Stage.REVIEW and tab in TABS:
            self._show(replace(self._scene, tab=tab))

    def toggle(self, key: str) -> None:
        """Take an edit, or leave it."""
        if self._scene.stage is Stage.REVIEW:
            self._show(replace(self._scene, ticked=self._scene.ticked ^ {key}))

    def toggle_all(self) -> None:
        """Take all edits of the tab; leave them when all would be taken."""
        keys = {one.key for one in self._scene.edits(self._scene.tab) if one.key}
        if self._scene.stage is Stage.REVIEW and keys:
            ticked = self._scene.ticked
            self._show(
                replace(self._scene, ticked=ticked - keys if keys <= ticked else ticked | keys)
            )

    def open_columns(self) -> None:
        """Show what the columns hold."""
        finding, stage = self._scene.finding, self._scene.stage
        is_looked_at = stage in (Stage.REVIEW, Stage.ASKING)
        if is_looked_at and finding is not None and finding.columns is not None:
            self._show(replace(self._scene, stage=Stage.COLUMNS, column=0))

    def choose_column(self, number: int) -> None:
        """Ask what the column of that number holds."""
        if self._scene.stage is Stage.COLUMNS:
            self._show(replace(self._scene, column=number))

    def set_field(self, field: str) -> None:
        """Say what the chosen column holds; another column of that field keeps its own name."""
        finding, column = self._scene.finding, self._scene.column
        if finding is None or finding.columns is None or finding.table is None:
            return
        headings, fields = finding.table.headings, list(finding.columns.fields)
        is_shared = field in ("", "sessions")
        for number, other in enumerate(fields):
            if other == field and not is_shared and number != column:
                fields[number] = headings[number]
        fields[column] = field
        changed = replace(finding, columns=ColumnMap(tuple(fields)))
        self._show(replace(self._scene, finding=changed))

    def keep_columns(self) -> None:
        """Read the list again with the columns as they are now."""
        finding = self._scene.finding
        if finding is None or finding.columns is None or finding.table is None:
            return
        if self._scene.stage is not Stage.COLUMNS:
            return
        said = overrides_of(finding.table.headings, finding.columns)
        self.look_at(finding.file, replace(finding.reading, columns=said))

    def take(self) -> None:
        """Take in what is ticked."""
        scene = self._scene
        finding, ticked = scene.finding, scene.ticked
        if scene.stage is not Stage.REVIEW or finding is None or not ticked:
            return
        self._turn += 1
        turn, self._is_stopped = self._turn, False
        self._progress = (0, 0)
        self._begin(replace(scene, stage=Stage.TAKING, taken=len(ticked), error=None))
        self._clock.start()
        self._lane.submit(
            Task(
                lambda: self._desk.lists.take(finding, ticked, self._told),
                lambda outcome: self._finish(was_stopped=outcome.is_stopped),
                lambda error: self._fail(error, turn),
                lambda _error: self._fail(EmpfangError(""), turn),
            )
        )

    def back(self) -> bool:
        """Go one step back, or stop what is at work; return whether there was anything to leave."""
        scene = self._scene
        if scene.stage is Stage.EMPTY:
            return False
        if scene.stage is Stage.TAKING:
            self._is_stopped = True
            return True
        self._turn += 1
        self._patience.stop()
        if scene.stage is Stage.COLUMNS and scene.finding and scene.finding.listing:
            self.look_at(scene.finding.file, scene.finding.reading)
        else:
            self._show(ImportScene())
        return True

    def close(self) -> None:
        """Stop between two portions; what is kept stays."""
        self._is_stopped = True
        self._clock.stop()
        self._patience.stop()
        self._lane.close(finish=False)

    def _begin(self, scene: ImportScene) -> None:
        self._patience.start()
        self._show(replace(scene, done=0, count=0, is_slow=False, was_stopped=False))

    def _told(self, done: int, count: int) -> bool:
        """Hear in the worker how far it is."""
        self._progress = (done, count)
        return not self._is_stopped

    def _tick(self) -> None:
        done, count = self._progress
        if self._scene.stage is Stage.TAKING and done != self._scene.done:
            self._show(replace(self._scene, done=done, count=count))

    def _take_finding(self, finding: Finding, turn: int) -> None:
        if turn != self._turn:
            return
        self._patience.stop()
        scene = ImportScene(file=finding.file, finding=finding)
        if finding.question is not None:
            is_about_columns = finding.question.doubt == Doubt.COLUMNS
            stage = Stage.COLUMNS if is_about_columns else Stage.ASKING
            self._show(replace(scene, stage=stage))
            return
        tab = next((tab for tab in TABS if finding.edits.get(tab)), UNCHANGED)
        self._show(replace(scene, stage=Stage.REVIEW, ticked=finding.usual, tab=tab))

    def _finish(self, *, was_stopped: bool) -> None:
        self._clock.stop()
        self._patience.stop()
        done, count = self._progress
        self._show(
            replace(self._scene, stage=Stage.DONE, done=done, count=count, was_stopped=was_stopped)
        )
        self.recorded.emit()

    def _fail(self, error: EmpfangError, turn: int) -> None:
        if turn != self._turn:
            return
        self._clock.stop()
        self._patience.stop()
        stage = Stage.REVIEW if self._scene.stage is Stage.TAKING else Stage.EMPTY
        self._show(replace(self._scene, stage=stage, error=error, is_slow=False))

    def _show(self, scene: ImportScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
