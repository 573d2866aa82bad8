"""PostgreSQL killed under load, and one of two hubs: the stations notice a delay at most."""

import pytest

from app.commands.bench_outage import BETWEEN, outage

RESTARTS = 3


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_a_killed_server_and_a_killed_hub_cost_no_entry(tmp_path, own_postgresql):
    account = outage(tmp_path, own_postgresql, RESTARTS)

    assert account["clean"], account
    assert len(account["down_s"]) == RESTARTS
    assert account["answered"] > (RESTARTS + 1) * BETWEEN
