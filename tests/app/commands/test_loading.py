"""A command waits for no part that it does not need: each process that anybody starts pays it."""

import subprocess
import sys

HEAVY = ("rapidfuzz", "httpx", "reportlab", "app.registrar", "app.search.finder")
ASK = """
import json, sys
from app.__main__ import run
run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""


def loaded(line, *command):
    """Return what of `HEAVY` a command has loaded in a process of its own."""
    arguments = [sys.executable, "-c", ASK, "--data", str(line.data), *command]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1]
    return {name for name in HEAVY if f'"{name}"' in modules}


def test_a_scan_loads_neither_lists_nor_search_nor_network_nor_paper(listed):
    assert loaded(listed, "scan", "C-ANA") == set()
    assert loaded(listed, "figures") == set()


def test_who_needs_a_part_has_it(listed):
    assert {"app.registrar", "rapidfuzz"} <= loaded(listed, "roster", "add", "--name", "Dee Doe")
    assert "app.search.finder" in loaded(listed, "find", "ana")
