"""``figures`` as scripts see it: beside earlier editions, summed, for third parties."""

import json

import pytest


@pytest.fixture
def numbers(listed, tmp_path):
    """Write the numbers of the event to a file and return it, with its guests there."""
    listed("scan", "C-ANA")
    out = tmp_path / "numbers.json"
    listed("export", "aggregate", "--out", out, "--series", "Wort")
    assert listed.status == 0
    return out


def test_the_members_of_the_contract_stand_first(listed):
    said = listed.one("figures")

    assert list(said)[:10] == ["registered", "cancelled", "arrived", "present", "walk_ins",
                               "counted", "no_show_rate", "bins", "by", "sessions"]  # fmt: skip
    assert said["here"]["minimum"] == said["here"]["value"] == said["here"]["maximum"] == 0
    assert [one["is_fresh"] for one in said["here"]["stations"]] == [True]
    assert said["no_show"] == {"rate": 1.0, "expected": 2, "missing": 2}


def test_editions_stand_beside_each_other_and_are_kept(listed, numbers):
    (this, earlier) = listed.one("figures", "--compare", numbers, "--keep")["compare"]
    assert (this["is_this"], earlier["is_this"]) == (True, False)
    assert earlier["arrived"] == this["arrived"] == 1

    assert len(listed.one("figures")["compare"]) == 2


def test_a_series_is_summed_from_files_or_the_whole_folder(listed, numbers):
    summed = listed.one("figures", "--series", numbers, numbers)
    assert (summed["events"], summed["visits"], summed["persons"]) == (2, 2, 1)
    whole = listed.one("figures", "--series", "all")
    assert (whole["events"], whole["visits"], whole["persons"]) == (1, 1, 1)


@pytest.mark.usefixtures("numbers")
def test_whoever_does_not_tell_its_visitors_leaves_the_persons_open(listed, tmp_path):
    listed("export", "aggregate", "--out", tmp_path / "plain.json")
    assert listed.one("figures", "--series", tmp_path / "plain.json")["persons"] is None


def test_third_parties_are_told_no_small_number(listed):
    said = listed.one("figures", "--third-party")

    assert (said["registered"], said["cancelled"], said["by"]["category"]) == (None, None, {})
    assert "missing_speakers" not in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--compare", "missing.json"], "cannot be read"),
        (["numbers.json"], "put --compare or --series before it"),
        (["--series", "missing.json"], "cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(listed, arguments, told):
    assert listed("figures", *arguments) == []
    assert listed.status == 2
    assert told in listed.complaint
    assert listed.complaint.count("\n") == 1


@pytest.mark.parametrize("starts", ["../../../x", "20\0", "last year"])
def test_an_edition_that_begins_at_no_time_is_refused(listed, numbers, starts):
    edition = json.loads(numbers.read_text())
    edition = edition[0] if isinstance(edition, list) else edition
    edition["event"]["starts"] = starts
    numbers.write_text(json.dumps(edition))

    listed("figures", "--compare", numbers, "--keep")

    assert listed.status == 2
    assert not list(listed.data.glob("editions/*"))


def test_a_list_of_people_is_no_edition(listed, tmp_path):
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"format": "empfang-aggregate", "version": 1, "name": "Ana"}]))

    listed("figures", "--compare", people, "--keep")

    assert listed.status == 2
    assert "not taken" in listed.complaint
    assert not list(listed.data.glob("editions/*"))
