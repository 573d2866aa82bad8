"""``conflicts`` and ``resolve`` as scripts use them."""

import pytest


@pytest.fixture
def doubtful(listed):
    """A walk-in whose name sounds like that of somebody on the list."""
    listed("roster", "add", "--name", "Mueller, Anna")
    return listed


def test_a_conflict_is_shown_and_resolved(doubtful):
    asked = doubtful.one("conflicts")
    assert asked["kind"] == "walk_in"
    assert asked["open"] is True
    assert set(asked) >= {"id", "kind", "registration", "name", "entries", "stations", "open"}

    said = doubtful.one("resolve", asked["id"], "--as", "second")

    assert (doubtful.status, said["open"], said["as"]) == (0, False, "second")
    assert doubtful("conflicts") == []
    assert doubtful.one("conflicts", "--all")["as"] == "second"


def test_undo_opens_a_conflict_again(doubtful):
    asked = doubtful.one("conflicts")
    doubtful("resolve", asked["id"], "--as", "same")
    assert doubtful.one("figures")["walk_ins"] == 0

    doubtful("undo")

    assert doubtful.one("conflicts") == asked
    assert doubtful.one("figures")["walk_ins"] == 1


@pytest.mark.parametrize("arguments", [("nothing", "--as", "same"), ("nothing", "--as", "third")])
def test_an_unknown_conflict_or_answer_changes_nothing(doubtful, arguments):
    before = doubtful("journal", "show")

    doubtful("resolve", *arguments)

    assert doubtful.status == 2
    assert len(doubtful.complaint.strip().splitlines()) == 1
    assert doubtful("journal", "show") == before
