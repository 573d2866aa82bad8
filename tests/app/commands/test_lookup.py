"""The short code of an invitation, for guests without their QR code."""

import csv

import pytest


@pytest.fixture
def ana(listed):
    return next(one for one in listed("roster", "list") if one["name"] == "Ana Müller")


def test_a_short_code_opens_the_door(listed, ana):
    answer = listed.one("scan", ana["lookup"].lower())

    assert answer["person"]["name"] == "Ana Müller"


def test_a_short_code_is_found_before_any_name(listed, ana):
    found = listed.one("find", f"{ana['lookup'][:3]} {ana['lookup'][3:]}")

    assert found["people"][0]["id"] == ana["id"]


def test_one_wrong_letter_finds_nobody(listed, ana):
    wrong = ("B" if ana["lookup"][0] != "B" else "C") + ana["lookup"][1:]

    assert listed.one("scan", wrong)["reason"] == "unknown_code"


def test_the_mail_merge_has_the_short_code(listed, ana, tmp_path):
    listed("export", "codes", "--out", tmp_path / "codes.csv")
    with (tmp_path / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Code"]: row["Kurzcode"] for row in csv.DictReader(file, delimiter=";")}

    assert rows["C-ANA"] == ana["lookup"]
