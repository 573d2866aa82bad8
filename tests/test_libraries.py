"""Defects of libraries that would bring a station down, looked for in the locked versions."""

import os
import subprocess
import sys

import sqlcipher3

COUNT_LOST_REFERENCES = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

application = QApplication([])
timer = QTimer()
before = sys.getrefcount(None)
for _ in range(1000):
    timer.setInterval(5)
print(before - sys.getrefcount(None))
"""


def test_qt_gives_none_back():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    answer = subprocess.run(
        [sys.executable, "-c", COUNT_LOST_REFERENCES],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert int(answer.stdout) < 50


def test_sqlite_is_past_the_lost_wal_reset():
    assert sqlcipher3.sqlite_version_info >= (3, 51, 3)
