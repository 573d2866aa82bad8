"""A design, a guest, and a spooler that only notes what it is told."""

import sys

import pytest

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.render import BadgeRenderer
from app.model.badge import BadgeContent
from app.printing.printer import Paper

COMMAND = """#!{python}
import pathlib, sys
here = pathlib.Path({folder!r})
with open(here / "calls", "a", encoding="utf-8") as calls:
    calls.write("\\t".join(sys.argv[1:]) + "\\n")
if {name!r} == "lp":
    (here / "job.pdf").write_bytes(sys.stdin.buffer.read())
sys.stdout.write({says!r})
sys.stderr.write({complains!r})
sys.exit({status})
"""


@pytest.fixture(scope="session")
def renderer():
    return BadgeRenderer(find_design("a6"), bundled_fonts())


@pytest.fixture
def guest():
    return BadgeContent(code="BCDEFGHJKLNOPRST", name="Ana Li", given="Ana", family="Li")


@pytest.fixture
def pdf(renderer, guest):
    return renderer.render([guest]).pdf


@pytest.fixture
def paper(pdf):
    return Paper(pdf, "CODE", "key")


@pytest.fixture
def spooler(tmp_path, monkeypatch):
    """Put commands of a print service on the path; return the folder with what they got."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def add(name, says="", complains="", status=0):
        path = folder / name
        content = {"says": says, "complains": complains, "status": status, "name": name}
        path.write_text(
            COMMAND.format(python=sys.executable, folder=str(folder), **content), "utf-8"
        )
        path.chmod(0o755)
        return folder

    return add
