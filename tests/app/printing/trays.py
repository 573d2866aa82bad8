"""Printers made of lists: they can be switched off, and some of them can be asked."""

from dataclasses import dataclass, field

from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble

OFF = "The printer is off; switch it on."


@dataclass
class Tray:
    """A printer that keeps what it gets, or refuses while it is off."""

    name: str = "tray"
    is_on: bool = True
    refused: int = 0
    papers: list = field(default_factory=list)

    def send(self, paper):
        self.require_on()
        self.papers.append(paper)
        return Receipt(JobState.SENT)

    def require_on(self):
        if not self.is_on:
            self.refused += 1
            raise PrintError(OFF, Trouble.OFFLINE)


@dataclass
class TellingTray(Tray):
    """A printer that numbers its jobs and prints them when it is told to."""

    states: list = field(default_factory=list)
    breaks_after: bool = False
    canceled: list = field(default_factory=list)

    def send(self, paper):
        self.require_on()
        self.papers.append(paper)
        self.states.append(JobState.PRINTING)
        if self.breaks_after:
            raise PrintError(OFF, Trouble.OFFLINE, is_unsure=True)
        return self.follow(str(len(self.papers)))

    def recall(self, key):
        self.require_on()
        known = [number for number, paper in enumerate(self.papers, 1) if paper.key == key]
        return self.follow(str(known[-1])) if known else None

    def follow(self, ticket):
        self.require_on()
        return Receipt(self.states[int(ticket) - 1], ticket=ticket)

    def cancel(self, ticket):
        self.require_on()
        if self.states[int(ticket) - 1] is JobState.PRINTED:
            return False
        self.canceled.append(ticket)
        return True

    def finish(self):
        self.states = [JobState.PRINTED] * len(self.states)
