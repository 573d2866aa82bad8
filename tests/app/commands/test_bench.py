"""Measurements run through, measure what they say, and leave nothing behind."""

import json

import numpy as np
import pytest

from app.__main__ import run
from app.commands.bench_crowd import Crowd
from app.commands.bench_frames import frames
from app.commands.bench_search import slip
from app.commands.bench_times import percentiles


@pytest.fixture
def measured(tmp_path, capsys):
    def measure(*arguments):
        status = run(["--data", str(tmp_path / "data"), "--json", "bench", *arguments])
        lines = capsys.readouterr().out.splitlines()
        assert status == 0
        assert list((tmp_path / "data").iterdir()) == []
        return [json.loads(line) for line in lines]

    return measure


def test_check_ins_stand_beside_bare_commits(measured):
    (line,) = measured("scan", "--size", "60")

    assert (line["bench"], line["size"], line["scans"]) == ("scan", 60, 40)
    assert 0 < line["bare_commit_p50_ms"] <= line["bare_commit_p99_ms"]
    assert 0 < line["p50_ms"] <= line["p99_ms"]


def test_every_name_is_found_in_a_search(measured):
    (line,) = measured("search", "--size", "60")

    assert line["found"] == 1.0
    assert line["found_misspelt"] > 0.8
    assert line["key_strokes"] > 60


def test_frames_are_read_without_a_wrong_or_a_false_text(measured):
    (line,) = measured("decode", "--size", "24")

    assert line["rate"] >= line["plain_rate"] > 0.3
    assert (line["misreads"], line["false_reads"]) == (0, 0)
    assert 0 < line["empty_p50_ms"] <= line["empty_p99_ms"]


def test_a_seed_draws_the_same_frames_again(measured):
    for line in measured("decode", "--size", "4", "--seed", "7"):
        assert line["seed"] == 7

    first, again = (next(frames(7, 1)) for _ in range(2))
    assert np.array_equal(first.plane, again.plane)
    assert first.text == again.text


def test_a_scan_is_painted_and_recorded(measured):
    (line,) = measured("wedge", "--size", "12")

    assert (line["size"], line["scans"]) == (12, 12)
    assert line["bare_p50_ms"] > 0
    assert 0 < line["p50_ms"] <= line["p95_ms"] <= line["p99_ms"]
    assert line["cpu_ms"] > 0
    assert line["rate_per_s"] > 0


def test_keys_of_a_window_are_measured_until_their_answer_is_painted(measured):
    (line,) = measured("window", "--size", "8")

    assert (line["size"], line["scans"]) == (8, 8)
    assert 0 < line["scan_p50_ms"] <= line["scan_p99_ms"]
    assert 0 < line["search_p50_ms"] <= line["search_p95_ms"]
    assert line["bare_p50_ms"] > 0


def test_a_day_tells_what_it_leaves_in_memory(measured):
    (line,) = measured("day", "--size", "30")

    assert (line["size"], line["hours"]) == (30, 12)
    assert line["growth_mb"] < 50
    assert 0 < line["last_p50_ms"] <= line["last_p99_ms"]


def test_lists_are_imported_from_csv_and_xlsx(measured):
    (line,) = measured("import", "--size", "50")

    assert line["csv_rows_per_s"] > 0
    assert line["xlsx_rows_per_s"] > 0
    assert line["bare_insert_rows_per_s"] > 0


def test_badges_are_rendered_alone_and_in_a_batch(measured):
    (line,) = measured("badge", "--size", "3")

    assert line["batch_bytes_each"] > 0
    assert line["pile_size"] == 3 * 17
    assert line["batch_badges_per_s"] > 0


@pytest.mark.journey
def test_a_window_answers_its_first_scan(measured):
    (line,) = measured("start", "--size", "20")

    assert line["runs"] == 5
    assert line["p50_ms"] > line["bare_qt_p50_ms"]


def test_several_measurements_print_a_line_each(measured):
    lines = measured("decode", "badge", "--size", "1")

    assert [line["bench"] for line in lines] == ["decode", "badge"]


def test_a_crowd_is_always_the_same():
    assert list(Crowd(5).people()) == list(Crowd(5).people())
    assert len({code for code, _ in Crowd(500).people()}) == 500


def test_a_slip_spells_a_name_otherwise_but_nearly_so():
    slips = [slip("Katharina Schneider", seed) for seed in range(50)]

    assert {abs(len(one) - len("Katharina Schneider")) for one in slips} <= {0, 1}
    assert len(set(slips)) > 20


def test_percentiles_are_median_and_nearly_the_worst():
    assert percentiles(list(range(1, 101)), "x_") == {"x_p50_ms": 50.5, "x_p99_ms": 100}
