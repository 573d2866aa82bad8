"""`bench hub` measures a real hub; here with few stations and few guests."""

import pytest

from app.commands import bench_hub, bench_hub_load, bench_hub_spread, bench_postgresql
from app.commands.bench_hub import pressed
from app.commands.bench_hub_process import HubFolder
from app.commands.bench_hub_spread import spread
from app.commands.bench_hub_writer import written


@pytest.mark.parametrize("options", [(), ("--group", "1")])
def test_all_that_a_hub_acknowledged_is_there(tmp_path, monkeypatch, options):
    monkeypatch.setattr(bench_hub_load, "SCANS", 5)

    load = pressed(HubFolder(tmp_path), *options, stations=4)

    assert 4 <= load.acked == len(load.times_ms) <= 20
    assert load.pushes_per_s > 0


@pytest.mark.timeout(600)
def test_a_scan_gets_about_and_nothing_stays_unsent(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(bench_hub_spread, "SCANS", 3)
    monkeypatch.setattr(bench_hub_spread, "_PATIENCE_S", 300)

    figures = spread(tmp_path, 40)

    assert 0 < figures["seen_p50_ms"] <= figures["seen_p95_ms"]
    assert figures["new_station_s"] > 0
    assert figures["backlog_s"] > 0
    assert "The hub answers" in capfd.readouterr().err


def test_a_writer_takes_more_in_groups(tmp_path, hub_url):
    url = hub_url if hub_url.startswith("postgresql") else None

    figures = written(HubFolder(tmp_path / "hub", url))

    assert figures["writer_ratio"] > 1
    assert figures["entries_per_s"]["500"] > figures["entries_per_s"]["1"]


def test_a_machine_without_postgresql_measures_the_rest(monkeypatch, tmp_path):
    monkeypatch.setattr(bench_postgresql, "_places", lambda: iter([]))
    monkeypatch.setattr(bench_hub, "_pushes", lambda *_: {})
    monkeypatch.setattr(bench_hub, "spread", lambda *_: {})

    assert "not installed" in bench_hub.measure(tmp_path, 1)["postgresql"]
