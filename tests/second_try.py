"""One or two tests that failed among all are tried once more, with nothing beside them.

A plugin of pytest for runs on several processors. Processes, keys and sockets are real here, and a
machine that does other things can starve one of them; a defect fails twice. Both tries are printed,
and whoever needed the second one is named, since that is a defect of the test.
"""

import subprocess
import sys

import pytest

MOST = 2
"""Tests of a run that get a second try; where more fail, something is wrong."""


class SecondTry:
    """Collects who failed and, at the end of everything, lets them try again."""

    def __init__(self, config):
        self.config = config
        self.failed = {}

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed[report.nodeid] = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session):
        yield  # The first try is told whole.
        if session.exitstatus == pytest.ExitCode.TESTS_FAILED and 1 <= len(self.failed) <= MOST:
            tell = self.config.get_terminal_writer()
            names = ", ".join(self.failed)
            tell.line(f"\nOnce more, with nothing beside: {names}", flush=True)
            command = [sys.executable, "-m", "pytest", *self.failed]
            second = subprocess.run(command, cwd=self.config.rootpath, check=False)
            session.exitstatus = second.returncode
            tell.line(
                f"{'FAILED AGAIN' if second.returncode else 'UNSTEADY, to be mended'}: {names}"
            )


def pytest_configure(config):
    is_one_of_several = hasattr(config, "workerinput")
    if config.getoption("numprocesses", default=None) and not is_one_of_several:
        config.pluginmanager.register(SecondTry(config))
