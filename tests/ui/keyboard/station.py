"""A station on a real display, in a process of its own, with an event of its own."""

import json
import os
import queue
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.bootstrap.workplace import create_event, open_workplace
from app.model.entry import Draft, Kind

ROOT = Path(__file__).parents[3]
READY_S = 120
PATIENCE_S = 30


class Station:
    """A station in a process of its own."""

    def __init__(self, data, display, *options):
        self.data = data
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.keyboard.desk_process", str(data), *options],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._lines, self._answers = queue.Queue(), queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._lines.get(timeout=READY_S) == {"ready": True}
        while not self.order()["active"]:
            pass

    def order(self, **order):
        """Do something in the window; return the report that follows."""
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._lines.get(timeout=PATIENCE_S)

    def answer(self):
        """Return the next answer of the station."""
        return self._answers.get(timeout=PATIENCE_S)

    @property
    def has_more(self):
        """Whether there are answers that nobody has asked for."""
        return not self._answers.empty()

    def close(self):
        self._process.stdin.close()
        assert self._process.wait(READY_S) == 0
        self._reader.join()
        self._process.stdout.close()

    def _read(self):
        for line in self._process.stdout:
            told = json.loads(line)
            (self._answers if "person" in told else self._lines).put(told)


def make_event(folder, people):
    """Make an event in *folder* with *people*: codes by registration."""
    starts = datetime(2026, 12, 3, 16, tzinfo=UTC)
    create_event(folder, "Keys", starts=starts, ends=starts + timedelta(hours=5))
    workplace = open_workplace(folder)
    with workplace.journal.write() as records:
        records.append_many([registered(*person) for person in people.items()])
    workplace.close()


def registered(registration, code):
    payload = {"origin": "list", "code": code, "fields": {"name": f"Guest {registration}"}}
    return Draft(kind=Kind.REGISTERED, registration=registration, payload=payload)
