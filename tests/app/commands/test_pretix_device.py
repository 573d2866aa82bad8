"""Being a device of pretix: its one-time token, its key, what waits, and lists that go."""

from contextlib import closing

from app.bootstrap.workplace import open_workplace
from db.pretix_book import SqlitePretixBook
from tests.app.commands.test_pretix import PROFILE, ZOE, people
from tests.peers.pretix_lossy import lossy_line

TOKEN = "abcdefgh12345678"  # noqa: S105 - of a server that exists for a test


def test_of_several_events_one_is_named_with_the_same_token(pretix, line):
    line("join", pretix.invitation)
    assert line.status == 2
    assert "gruender3" in line.complaint
    line("join", pretix.invitation, "--event", "nothing")
    assert line.status == 2
    assert not line("event", "list")

    line("join", pretix.invitation, "--event", "gruender3")

    assert line.status == 0
    assert ZOE in people(line)
    paired = [path for _, path, _ in pretix.asked if path.endswith("/initialize")]
    assert len(paired) == 1
    assert not (line.data / "pairing").exists()


def test_what_a_token_gave_is_locked_until_the_event_is_named(pretix, line):
    line("join", pretix.invitation)

    kept = (line.data / "pairing").read_bytes()

    assert b"gruender3" not in kept
    assert b"token_was" not in kept


def test_another_token_is_another_device(pretix, line):
    line("join", pretix.invitation)

    line("join", f"{pretix.invitation}99", "--event", "gruender3")

    assert line.status == 0
    paired = [path for _, path, _ in pretix.asked if path.endswith("/initialize")]
    assert len(paired) == 2


def test_status_tells_what_waits_and_why(joined, pretix):
    pretix.instead = lambda _method, path: PROFILE if "/redeem/" in path else None
    joined("scan", people(joined)[ZOE]["code"], "--session", "Eingang")
    assert joined.one("sync", "status")["waiting"] == {"unsent": 1}
    walk_in = joined.one("roster", "add", "--name", "Ohne Karte")
    joined("scan", walk_in["code"], "--session", "Eingang", "--admit")

    joined("sync")

    said = joined.one("sync", "status")
    assert said["waiting"] == {"forbidden": 1, "no_ticket": 1}
    assert (said["told"], said["declined"]) == (0, 0)


def test_a_list_that_was_deleted_there_is_named_so_and_no_door_of_the_event(joined, pretix):
    def without(_method, path):
        if "/checkinlists/" not in path:
            return None
        _, _, said = pretix.reply_recorded("GET", path)
        kept = [one for one in said["results"] if one["name"] != "Alle"]
        return 200, {**said, "results": kept}

    pretix.instead = without

    joined("sync")

    doors = {one["name"] for one in joined("session", "list")}
    assert any(name.startswith("Alle (in pretix gelöscht / deleted, ") for name in doors)
    assert "Eingang" in doors
    assert joined.one("sync")["pretix"]["sessions"] == 0
    joined("scan", people(joined)[ZOE]["code"])
    assert joined.status != 2, "the event has one entrance now"


def test_another_key_is_kept_and_a_refusal_leaves_the_present_one(joined, pretix):
    before = token_of(joined)
    pretix.instead = lambda _m, path: (400, {}) if path.endswith("roll") else None
    joined("roll")
    assert joined.status == 2
    assert token_of(joined) == before

    pretix.instead = lambda _m, path: (200, {"api_token": "new"}) if path.endswith("roll") else None
    assert joined.one("roll")["rolled"]

    assert token_of(joined) == "new"


def test_another_key_whose_answer_was_lost_is_had_with_the_next_sync(pretix, line):
    with lossy_line(pretix.address) as way:
        line("join", f"pretix+http://127.0.0.1:{way.port}/?token={TOKEN}", "--event", "gruender3")
        pretix.instead = lambda _m, path: (
            (200, {"api_token": "new"}) if path.endswith("roll") else None
        )
        way.lose.append("/device/roll")

        line("roll")

        assert (line.status, way.lost) == (2, [200])
        assert token_of(line) != "new"
        line("sync")
        assert token_of(line) == "new"
        asked = len(rolls(pretix))
        line("sync")
        assert len(rolls(pretix)) == asked == 2


def rolls(pretix):
    return [path for _, path, _ in pretix.asked if path.endswith("roll")]


def token_of(line):
    with closing(open_workplace(line.data)) as workplace:
        return SqlitePretixBook(workplace.journal).link().token
