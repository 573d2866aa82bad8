"""``print`` as scripts use it: badges, the queue, another printer, a reprint, the ruler."""

import json

import pytest
import zxingcpp

from app.badge.raster import page_image
from tests.app.printing.label_rig import label_printer


@pytest.fixture
def device():
    with label_printer() as running:
        yield running


def codes(folder):
    """Return what the badges in *folder* say, in the order of their names."""
    pages = [page_image(path.read_bytes(), 203) for path in sorted(folder.iterdir())]
    return [zxingcpp.read_barcodes(page)[0].text for page in pages]


def test_a_badge_that_was_printed_again_takes_the_place_of_the_first(listed, tmp_path):
    for copy in ("a", "b"):
        listed.one("print", "C-ANA", "--printer", f"folder:{tmp_path / copy}")
    (old,), (new,) = codes(tmp_path / "a"), codes(tmp_path / "b")

    reasons = [listed.one("scan", text)["reason"] for text in (old, new, "C-ANA")]
    assert reasons == ["replaced", "registered", "already_arrived"]


def test_a_printer_without_paper_leaves_the_job_open_and_says_no(listed, device):
    device.troubles = {"paper"}
    job = listed.one("print", "C-ANA", "--printer", device.address)

    assert (listed.status, job["state"], job["code"]) == (1, "open", "C-ANA")
    assert "out of paper or labels" in job["reason"]
    assert listed.one("print", "queue")["id"] == job["id"]


def test_the_open_jobs_are_tried_again_when_the_printer_recovered(listed, device):
    device.troubles = {"paper"}
    listed.one("print", "C-ANA", "--printer", device.address)
    device.troubles = set()
    (job,) = listed("print")

    assert (listed.status, job["state"], len(device.printed)) == (0, "printed", 1)
    assert listed("print") == []


def test_the_open_jobs_go_to_another_printer(listed, device, tmp_path):
    device.troubles = {"paper"}
    listed.one("print", "C-ANA", "--printer", device.address)
    (job,) = listed("print", "--printer", f"folder:{tmp_path / 'out'}")
    device.troubles = set()
    listed("print")

    assert (job["state"], device.printed) == ("printed", [])
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_ruler_is_nobodys_badge(listed, device):
    answer = listed.one("print", "test", "--printer", device.address)

    assert (answer["printer"], answer["state"]) == (device.address, "printed")
    assert listed("print", "queue") == []
    assert [entry["kind"] for entry in listed("journal", "show")].count("printed") == 0


def test_printers_of_the_settings_are_shown(line, monkeypatch):
    monkeypatch.setenv("PATH", "")
    line.data.mkdir()
    chosen = {"printer": "ipp://desk/ipp/print", "printers": ["zpl://10.0.0.6"]}
    (line.data / "settings.json").write_text(json.dumps(chosen), "utf-8")

    assert [answer["printer"] for answer in line("print", "printers")] == [
        "ipp://desk/ipp/print",
        "zpl://10.0.0.6",
    ]


def test_an_address_that_is_none_is_refused_in_a_sentence(listed):
    job = listed.one("print", "C-ANA", "--printer", "lpd://desk")

    assert (listed.status, job["state"]) == (1, "open")
    assert "is no printer; write a printer's name" in job["reason"]


@pytest.mark.parametrize(("troubles", "is_ok"), [(set(), True), ({"head"}, False)])
def test_the_self_test_asks_the_printer_of_the_settings(listed, device, troubles, is_ok):
    device.troubles = troubles
    (listed.data / "settings.json").write_text(json.dumps({"printer": device.address}), "utf-8")
    (check,) = [line for line in listed("doctor") if line["check"] == "printer"]

    assert check["ok"] is is_ok
    assert ("close its cover" in check["detail"]) is not is_ok
