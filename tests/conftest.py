"""What every test gets without asking: no screen, no real data folder, and a tidy end.

A test fails when it leaves a log record at WARNING or above, a running thread or a visible window
behind; a window is photographed when its test fails.
"""

import gc
import logging
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

pytest_plugins = [
    "tests.patience",
    "tests.postgres",
    "tests.prices",
    "tests.second_try",
    "tests.stories.listing",
]

# Many images of Python say that no bytecode is kept. Each of a thousand processes that tests
# start would compile the whole program anew, and each run all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nobody's real keyring, and no reserve of 64 MB in each of a thousand folders.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["EMPFANG_RESERVE_MB"] = "0"
# FFmpeg names each optional library it does without; that is nobody's defect.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

# Processes of other tests share the machine: an example's duration says nothing. The suite tries
# the same examples in every run, and "thorough" looks for new ones.
settings.register_profile(
    "quick",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", parent=settings.get_profile("quick"), max_examples=2000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

THREAD_END_S = 30.0
PATIENCE_MS = 30_000
"""So long a test waits for what comes at once on a machine that does nothing else."""


def pytest_collection_finish():
    """Keep what thousands of tests are in memory out of each of the collector's rounds."""
    gc.collect()
    gc.freeze()


class _Records(logging.Handler):
    """Keeps every record at WARNING or above."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append(record)


class PatientBot(QtBot):
    """Waits longer than the library does: how fast a busy machine is proves nothing."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):  # noqa: N802 - the library's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **more):  # noqa: N802 - the library's name
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **more):  # noqa: N802 - the library's name
        return super().waitSignals(signals, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp, request):  # noqa: ARG001 - Qt runs
    return PatientBot(request)


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """Send whoever looks for the user's data folder to an empty one; give its path."""
    folder = tmp_path / "data"
    monkeypatch.setenv("EMPFANG_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_unexpected_log(request):
    """Fail a test that logs a warning unless it is marked ``expects_log``."""
    handler = _Records()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and request.node.get_closest_marker("expects_log") is None:
        lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in handler.records]
        pytest.fail("unexpected log records:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def _no_leftover_threads():
    """Fail a test that leaves a thread which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    leftover = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in leftover:
        thread.join(THREAD_END_S)
    names = [thread.name for thread in leftover if thread.is_alive()]
    if names:
        pytest.fail(f"threads still running: {names}", pytrace=False)


@pytest.fixture(autouse=True)
def _no_leftover_windows():
    """Fail a test whose window outlives it: it would take the next test's keys."""
    yield
    titles = [f"{type(w).__name__} {w.windowTitle()!r}" for w in _visible_windows()]
    if titles:
        pytest.fail(f"windows still open: {titles}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Keep a picture of every window that is open when a test fails."""
    report = yield
    if report.when == "call" and report.failed:
        for number, window in enumerate(_visible_windows()):
            path = _screenshot_folder(item.config) / f"{_file_name(item)}-{number}.png"
            window.grab().save(str(path))
            report.sections.append(("screenshot", str(path)))
    return report


def _visible_windows():
    """Return the open windows; none, and no import of Qt, where no test has used it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]


def _screenshot_folder(config):
    """Return the folder that EMPFANG_SCREENSHOTS names, or one in pytest's cache."""
    folder = Path(os.environ.get("EMPFANG_SCREENSHOTS") or config.cache.mkdir("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _file_name(item):
    """Return the test's name without what a file system refuses."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in item.nodeid)[-120:]
