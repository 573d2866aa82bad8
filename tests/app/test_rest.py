"""What is loaded at the start is no matter of the collector any more; what comes later is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORY = """
import gc
from app.rest import keep_what_is_loaded

class Thing: pass

def knot():
    thing = Thing()
    thing.self = thing

loaded = [Thing() for _ in range(1000)]
keep_what_is_loaded()
knot()
seen = sum(isinstance(one, Thing) for one in gc.get_objects())
gone = gc.collect()
print(seen, gone >= 1, sum(isinstance(one, Thing) for one in gc.get_objects()), len(loaded))
"""


def test_what_is_loaded_is_not_looked_at_and_what_comes_later_is():
    told = subprocess.run(
        [sys.executable, "-c", STORY], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert told.split() == ["1", "True", "0", "1000"]
