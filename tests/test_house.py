"""Rules of the house that no linter knows."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
BANNED_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}

FOLDERS = ("app", "db", "ui", "tests")
SOURCES = [HERE / "run.py", *sorted(f for name in FOLDERS for f in (HERE / name).rglob("*.py"))]


def test_every_file_and_function_is_read_in_one_sitting():
    too_long = {
        f"{file.relative_to(HERE)}, {name}": lines
        for file in SOURCES
        for name, lines, most in _lengths(file.read_text("utf-8"))
        if lines > most
    }

    assert too_long == {}


def _lengths(source):
    """Yield the name of a file's every part, how many lines it has, and how many it may have."""
    yield "whole", len(source.splitlines()), LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1, LONGEST_FUNCTION


def test_no_folder_or_file_is_a_catch_all():
    names = {part for file in SOURCES for part in file.relative_to(HERE).with_suffix("").parts}

    assert not names & BANNED_NAMES


def test_the_version_is_the_newest_in_the_changelog():
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    changelog = (HERE / "resources" / "CHANGELOG.md").read_text("utf-8")

    newest = re.search(r"^## \[(\d[^]]*)\]", changelog, re.MULTILINE)

    assert newest
    assert newest[1] == project["version"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_hashes_and_no_address(lock):
    text = (HERE / lock).read_text("utf-8")
    requirements = [line for line in text.splitlines() if line[:1].isalnum()]

    assert "://" not in text
    assert requirements
    assert all(line.endswith("\\") and "==" in line for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)


def test_what_is_delivered_is_tested_in_the_same_versions():
    def versions(lock):
        lines = (HERE / lock).read_text("utf-8").splitlines()
        return {line for line in lines if line[:1].isalnum()}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")
