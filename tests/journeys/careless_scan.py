"""A station as it must not be: it answers first and commits long afterwards."""

import json
import sys
import threading
from pathlib import Path

from app.bootstrap.workplace import open_workplace
from app.model.entry import Draft, Kind

LONG_S = 600

workplace = open_workplace(Path(sys.argv[1]))
with workplace.journal.write() as records:
    for line in sys.stdin:
        registration = records.find([line.strip()])
        entry = records.append(Draft(kind=Kind.ARRIVED, registration=registration, payload={}))
        sys.stdout.write(json.dumps({"recorded": True, "entry": entry.id}) + "\n")
        sys.stdout.flush()
    threading.Event().wait(LONG_S)
