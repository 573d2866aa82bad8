"""``find``, ``figures`` and ``export`` as scripts see them."""

import csv
import io
import json

import pytest

from app.__main__ import run

LIST = "Vorname;Nachname;Firma;Code;Kategorie\nAnne;Müller;RUB;TK1;Gast\nPjotr;Чайковский;;TK2;\n"


@pytest.fixture
def empfang(tmp_path, capsys, monkeypatch):
    """Run a command on an event with two people; give status, JSON lines and stderr."""

    def command(*arguments, stdin=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = run(["--data", str(tmp_path / "data"), "--json", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, [json.loads(line) for line in printed.out.splitlines()], printed.err

    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    command("event", "create", "Fest", "--starts", "2026-12-03T17:00", "--ends", "2026-12-03T22:00")
    command("roster", "import", file)
    return command


def names(answer):
    return [person["name"] for person in answer["people"]]


def test_each_text_is_a_search_of_its_own(empfang):
    status, lines, _ = empfang("find", "mueller anne", "Tschaikowski")

    assert status == 0
    assert [names(line) for line in lines] == [["Anne Müller"], ["Pjotr Чайковский"]]
    assert lines[0]["query"] == "mueller anne"
    assert lines[0]["ms"] > 0


def test_a_hit_tells_organisation_and_arrival(empfang):
    _, (scan,), _ = empfang("scan", "TK1")
    _, (line,), _ = empfang("find", "müller")

    assert line["people"] == [
        {
            "id": scan["person"]["id"],
            "name": "Anne Müller",
            "organisation": "RUB",
            "arrived": scan["first_arrival"],
        }
    ]


def test_nobody_found_is_a_no(empfang):
    status, lines, _ = empfang("find", "Xyzzy")

    assert (status, lines[0]["people"]) == (1, [])


def test_searches_are_read_from_standard_input(empfang):
    status, lines, _ = empfang("find", "-", stdin="mül\n\nчайк\n")

    assert status == 1
    assert [names(line) for line in lines] == [["Anne Müller"], [], ["Pjotr Чайковский"]]


def test_figures_follow_the_scans(empfang):
    empfang("scan", "TK1")
    empfang("roster", "add", "--name", "Spontan Gast")
    status, (numbers,), _ = empfang("figures")

    assert status == 0
    assert (numbers["registered"], numbers["arrived"], numbers["walk_ins"]) == (2, 1, 1)
    assert numbers["no_show_rate"] == 0.5
    assert numbers["by"]["category"]["Gast"] == {"registered": 1, "arrived": 1}


def test_an_export_has_a_row_a_person(empfang, tmp_path):
    out = tmp_path / "out.csv"
    status, (told,), _ = empfang("export", "arrivals", "--format", "csv", "--out", out)

    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert (status, told["rows"]) == (0, 2)
    assert {row["Nachname"] for row in rows} == {"Müller", "Чайковский"}


def test_headings_follow_the_language_that_was_asked_for(empfang, tmp_path):
    out = tmp_path / "out.csv"
    empfang("export", "arrivals", "--out", out, "--language", "en")

    assert out.read_text("utf-8-sig").startswith("Title;Given name;Family name;Name;")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "postcards", "--out", "x.pdf"], "There is no export postcards"),
        (["export", "certificates", "--out", "x.pdf"], "name it with --session"),
        (["export", "arrivals", "--format", "pdf", "--out", "x"], "cannot be written as pdf"),
        (["export", "arrivals", "--out", "missing/x.csv"], "was not written"),
        (["export", "attendance", "--session", "Nirgends", "--out", "x"], "no session Nirgends"),
        (["export", "arrivals", "--language", "fr", "--out", "x.csv"], "de or en"),
        (["bench", "speed"], "There is no measurement speed"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(empfang, arguments, told):
    status, lines, error = empfang(*arguments)

    assert (status, lines) == (2, [])
    assert told in error
    assert error.count("\n") == 1
