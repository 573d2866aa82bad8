"""A test that fails among others gets one more try, alone, and no more than that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
OURS = ("PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT")
TESTS = """
import os
import pathlib

def test_unsteady():
    tries = pathlib.Path("tries")
    tries.write_text(tries.read_text() + "x" if tries.exists() else "x")
    assert len(tries.read_text()) == 2

def test_wrong():
    assert False

def test_right():
    pass
"""


@pytest.fixture
def run(tmp_path):
    """Run some of the tests of a folder on two processors."""
    (tmp_path / "test_it.py").write_text(TESTS)
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment = {name: value for name, value in environment.items() if name not in OURS}

    def start(*names, processes=2):
        plugins = ["-p", "xdist", "-p", "tests.second_try"]
        command = [sys.executable, "-m", "pytest", *plugins, "-n", str(processes), *names]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return start


def test_one_that_passes_alone_is_named_and_forgiven(run):
    answer = run("test_it.py::test_unsteady", "test_it.py::test_right")

    assert answer.returncode == 0, answer.stdout
    assert "1 failed, 1 passed" in answer.stdout
    assert "UNSTEADY, to be mended: test_it.py::test_unsteady" in answer.stdout


def test_a_defect_fails_twice(run):
    answer = run("test_it.py::test_wrong", "test_it.py::test_right")

    assert answer.returncode == 1
    assert "FAILED AGAIN: test_it.py::test_wrong" in answer.stdout


def test_where_many_fail_nothing_is_forgiven(run, tmp_path):
    text = "".join(f"def test_wrong_{n}(): assert False\n" for n in range(2))
    (tmp_path / "test_more.py").write_text(text)

    answer = run("test_it.py", "test_more.py")

    assert answer.returncode == 1
    assert "Once more" not in answer.stdout


def test_without_others_beside_there_is_no_second_try(run):
    answer = run("test_it.py::test_unsteady", processes=0)

    assert answer.returncode == 1
    assert "Once more" not in answer.stdout
