"""The demo's account is what the journals say, on each of the three machines."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from app.badge.raster import page_texts

ROOT = Path(__file__).parents[2]
MACHINES = ("hub", "station-1", "station-2")

pytestmark = pytest.mark.timeout(600)


def command(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "app", "--json", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    """Play the demo once; return its account."""
    return command("demo", "--headless", "--out", str(tmp_path_factory.mktemp("demo")))[0]


def journal(account, machine):
    """Return the entries of a machine that nobody took back."""
    entries = command("--data", account["data"][machine], "journal", "show")
    annulled = {entry["ref"] for entry in entries if entry["kind"] == "annulled"}
    return entries, [entry for entry in entries if entry["id"] not in annulled]


@pytest.mark.parametrize("machine", MACHINES)
def test_the_account_is_a_recount_of_the_journal(account, machine):
    entries, living = journal(account, machine)
    kinds = Counter(entry["kind"] for entry in living)
    origins = Counter(e["payload"].get("origin") for e in living if e["kind"] == "registered")
    arrived = {entry["registration"] for entry in living if entry["kind"] == "arrived"}

    assert account["entries"] == len(entries)
    assert account["arrived"] == len(arrived) == kinds["arrived"]
    assert (account["registered"], account["walk_ins"]) == (origins["list"], origins["walk_in"])
    assert account["badges_printed"] == kinds["printed"]


def test_all_machines_have_the_same_truth(account):
    proofs = [command("--data", account["data"][m], "journal", "verify")[0] for m in MACHINES]

    assert [proof["ok"] for proof in proofs] == [True, True, True]
    assert {(p["digest"], p["standings"]) for p in proofs} == {
        (account["digest"], account["standings"])
    }


def test_the_network_was_really_cut(account):
    assert account["unsent_while_cut"] > 20


def test_lists_badges_and_pictures_lie_in_the_folder(account):
    out = Path(account["out"])
    rows = load_workbook(out / "arrivals.xlsx").active.max_row - 1
    names = (out / "arrivals.csv").read_text(encoding="utf-8-sig").splitlines()[1:]

    assert rows == len(names) == account["registered"] + account["walk_ins"]
    assert len(page_texts((out / "badges.pdf").read_bytes())) == account["badges_made"]
    assert len(list((out / "badges").rglob("*.pdf"))) == account["badges_printed"]


@pytest.mark.parametrize("verdict", ["welcome", "already", "attention", "stop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_was_pictured(account, verdict, theme, language):
    path = Path(account["out"]) / "screenshots" / f"reception-{verdict}-{theme}-{language}.png"
    with Image.open(path) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 20)

    assert picture.size == (1366, 768)
    assert len(colours) > 20
