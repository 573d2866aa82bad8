"""What is written about a failure says where it was, not whom it was about."""

import logging
import subprocess
import sys

from app.logs import set_up

STUMBLE = """
import logging, sys
from app.logs import set_up
set_up(verbose=True)
try:
    raise KeyError("Ana Müller")
except KeyError:
    logging.getLogger("desk").exception("A task crashed.")
"""


def test_a_logged_exception_names_kind_and_place_and_nobody():
    done = subprocess.run([sys.executable, "-c", STUMBLE], capture_output=True, check=True)
    said = done.stderr.decode()

    assert "A task crashed." in said
    assert "KeyError" in said
    assert "line 6" in said
    assert "Müller" not in said


def test_only_warnings_are_told_unless_asked_for():
    root = logging.getLogger()
    before = list(root.handlers), root.level
    root.handlers = []
    try:
        set_up()
        assert root.level == logging.WARNING
    finally:
        root.handlers, root.level = before[0], before[1]
