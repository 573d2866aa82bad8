"""The core runs where there is no window: on a server, in a script, in a bundle's console."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]

WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(name + " is blocked")

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules_of(package):
    """Name every module in the folder *package* but the one that starts the program."""
    files = (HERE / package).rglob("*.py")
    names = (".".join(file.relative_to(HERE).with_suffix("").parts) for file in files)
    return sorted(n.removesuffix(".__init__") for n in names if not n.endswith("__main__"))


def test_app_and_db_can_be_imported_without_qt():
    names = [*modules_of("app"), *modules_of("db")]

    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *names],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "app" in names
    assert "db" in names
    assert answer.returncode == 0, answer.stderr


def test_a_scan_does_not_wait_for_the_driver_of_postgresql():
    code = "import sys, app.bootstrap.workplace, db.hub_store; print('psycopg' in sys.modules)"

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "False"
