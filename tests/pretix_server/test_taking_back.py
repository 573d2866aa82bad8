"""What is taken back at one of two stations is so everywhere; what pretix forgets is asked."""

import contextlib
import json

import pytest

from tests.pretix_server.doors import Door

pytestmark = [pytest.mark.pretix, pytest.mark.timeout(900)]

DELETE = """
import sys, django
django.setup()
from django_scopes import scopes_disabled
from pretix.base.models import Checkin
with scopes_disabled():
    Checkin.all.get(pk=int(sys.stdin.read())).delete()
"""


@pytest.fixture
def hub(tmp_path):
    """Serve a hub; tells an invitation for a station."""
    folder = Door(tmp_path / "hub")
    with folder.begin("hub", "serve", "--listen", "127.0.0.1:0") as serving:
        assert json.loads(serving.stdout.readline())["listening"]
        yield lambda name: folder("hub", "enrol", "--station", name)[0]["enrolment"]
        serving.terminate()
        with contextlib.suppress(TimeoutError):
            serving.communicate(timeout=30)


@pytest.fixture
def doors(open_office, open_door, hub):
    """The office, and two stations that share a hub and are each a device of pretix."""
    office = open_office(6, left="full", right="pretixscan")
    left, right = open_door(office, "left"), open_door(office, "right")
    for door, name in ((left, "left"), (right, "right")):
        door("join", hub(name))
        assert not door.complaint
    return office, left, right


def arrived(door):
    return [one["code"] for one in door.people().values() if one["arrived"]]


def test_nobody_is_asked_about_an_undo_and_one_about_what_pretix_deletes(server, doors):
    office, left, right = doors
    first, second = (one["secret"] for one in office.tickets[:2])
    left.scan(first, second)
    left.sync()
    right.sync()
    assert sorted(arrived(right)) == sorted([first, second])
    assert len(office.check_ins()) == 2, "both told the same, and it counts once"

    left("undo")
    assert left.sync()["pretix_upload"]["annulled"] == 1
    right.sync()

    (left_over,) = office.check_ins()
    for door in (left, right):
        assert arrived(door) == [first]
        assert door.questions() == []
        assert door("sync", "status")[0]["waiting"] == {}

    server.run("-c", DELETE, said=str(left_over["id"]))
    right.sync()  # whoever hears of it first
    left.sync()

    for door in (left, right):
        assert arrived(door) == [first]
        (question,) = door.questions()
        assert question["kind"] == "declined"
    left("resolve", question["id"], "--as", "second")
    left.sync()
    right.sync()
    for door in (left, right):
        assert arrived(door) == []
        assert door.questions() == []
    assert office.check_ins() == []
    (again,) = left.scan(first)
    assert again["verdict"] == "welcome"
    left.sync()
    assert len(office.check_ins()) == 1
