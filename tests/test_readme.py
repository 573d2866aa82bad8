"""Every command that the README shows works as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from app.__main__ import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
OPENS_A_WINDOW = ["empfang station"]


def test_the_two_first_commands_are_those_for_newcomers():
    commands = re.findall(r"^python3 run\.py \w+$", README, re.MULTILINE)

    assert commands == ["python3 run.py demo", "python3 run.py test"]


def test_every_command_is_accepted(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "resources" / "samples", tmp_path / "resources" / "samples")
    monkeypatch.chdir(tmp_path)
    statuses = {
        command: run(shlex.split(command)[1:])
        for command in COMMANDS
        if command not in OPENS_A_WINDOW
    }
    capsys.readouterr()

    # An answer may be no (a code that nobody has, a laptop without a printer), never refused.
    assert {command: status for command, status in statuses.items() if status not in (0, 1)} == {}


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_somewhere(path):
    assert (ROOT / path).exists()
