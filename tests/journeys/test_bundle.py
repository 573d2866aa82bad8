"""The built bundle does its jobs away from the checkout: data files it lacks show only there.

Run after ``run.py build`` with ``run.py test -m bundle``; the other tests leave these out.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.bundle, pytest.mark.timeout(600)]

BUNDLE = Path(__file__).parents[2] / "dist" / "Empfang"
PROGRAM = BUNDLE / ("empfang-cli.exe" if sys.platform == "win32" else "empfang-cli")


@pytest.fixture
def bundle(tmp_path, data_folder):
    """Return a function that runs the bundle's command line and returns its JSON lines."""
    # What the tests themselves run in must not lend the bundle a library or a module.
    private = ("PYTHON", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(private)}

    def run(*arguments, statuses=(0,)):
        answer = subprocess.run(
            [PROGRAM, "--data", data_folder, "--json", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert answer.returncode in statuses, answer.stdout + answer.stderr
        return [json.loads(line) for line in answer.stdout.splitlines()]

    return run


def test_the_self_test_finds_what_was_packed(bundle):
    bundle(
        "event", "create", "Bundle", "--starts", "2026-06-01T09:00", "--ends", "2026-06-01T18:00"
    )

    checks = {line["check"]: line for line in bundle("doctor", statuses=(0, 1))}

    # Printer, camera and list depend on the machine; these on the bundle alone.
    assert {name for name in ("database", "flush", "fonts") if checks[name]["ok"]} == {
        "database",
        "flush",
        "fonts",
    }, checks


def test_the_sample_event_is_played_to_its_end(bundle, tmp_path):
    bundle("demo", "--headless", "--out", "out")

    made = {file.suffix for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert {".csv", ".xlsx", ".pdf", ".png"} <= made


def test_the_driver_of_postgresql_is_packed(bundle):
    with pytest.raises(AssertionError, match="Connection refused"):
        bundle("hub", "serve", "--database", "postgresql://nobody@127.0.0.1:1/none")
