"""``event policy``."""

import pytest


def test_only_what_is_said_changes_and_stays(event):
    rules = event.one(
        "event", "policy", "--guard", "full", "--release", 10, "--alert", "Referentin",
        "--no-walk-ins",
    )  # fmt: skip

    assert rules["guarded"] == ["full"]
    assert (rules["release_min"], rules["walk_ins"], rules["undo_min"]) == (10, False, 5)
    assert rules["alerts"] == {"VIP": "", "Referentin": ""}
    assert event.one("event", "policy") == rules

    freed = event.one("event", "policy", "--free", "full", "--no-alert", "vip")
    assert (freed["guarded"], freed["alerts"]) == ([], {"Referentin": ""})


@pytest.mark.parametrize("wrong", [("--guard", "cancelled"), ("--alert", "VIP=Nirgends")])
def test_what_has_no_meaning_is_refused(event, wrong):
    event("event", "policy", *wrong)

    assert event.status == 2
    assert wrong[1].rpartition("=")[2] in event.complaint
