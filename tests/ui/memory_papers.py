"""Files and papers of a desk in memory: nothing is written."""

from pathlib import Path

from app.errors import RowsError
from app.reentry import Reentered
from app.reports.orders import Order, Written, file_name


class MemoryPapers:
    """Implements `ui.papers_desk.PapersDesk`; attributes say what it has seen."""

    def __init__(self, desk):
        self._desk = desk
        self.ordered, self.texts, self.sheets = [], [], []
        self.damaged, self.printed = (), []
        self.error = None
        self.steps = 0
        self.wait = lambda: None

    def folder(self):
        return Path("/Empfang/exports")

    def write(self, order: Order, folder, tick):
        if self.error is not None:
            raise self.error
        for done in range(self.steps):
            tick(done, self.steps)
            self.wait()
        tick(self.steps, self.steps)
        self.ordered.append((order, folder))
        name = file_name(order, self._desk.programme().event, self._desk.now)
        return Written(path=folder / name, rows=214, damaged=self.damaged)

    def evacuation(self, language):
        if self.error is not None:
            raise self.error
        self.sheets.append(language)
        return Written(path=self.folder() / "Raeumung.pdf", rows=131)

    def lists(self):
        return list(self.printed)

    def enter(self, text, *, session):
        self.texts.append((text, session))
        if "1A" not in text:
            sentence = "There is no such list."
            raise RowsError(sentence)
        guests = list(self._desk.guests.values())
        return Reentered("1A", tuple(guests[:2]), tuple(guests[2:3]))
