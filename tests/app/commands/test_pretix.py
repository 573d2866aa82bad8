"""Pairing with pretix and keeping its event alike; a real server said what is replayed here."""

ZOE, MAI, JOSE = "Zoë Müller", "Nguyễn Thị Mai", "José Núñez"
REVOKED = (401, {"detail": "Device access has been revoked."})
PROFILE = (403, {"detail": "Request denied by device security profile."})


def people(line):
    return {one["name"]: one for one in line("roster", "list")}


def test_an_empty_folder_gets_the_event_with_doors_and_people(pretix, line):
    said = line.one("join", pretix.invitation, "--event", "gruender3")

    assert said["pretix"] == {
        "orders": 5,
        "new": 6,
        "changed": 0,
        "cancelled": 0,
        "sessions": 4,
        "tests": 1,
        "heard": 0,
    }
    assert line.one("event", "list")["name"] == "Gründungstag"
    doors = {one["name"]: one["kind"] for one in line("session", "list")}
    assert doors == {
        "Alle": "entrance",
        "Eingang": "entrance",
        "Workshop Gründen": "workshop",
        "Workshop Recht": "workshop",
    }


def test_orders_become_people_with_answers_and_bookings(joined):
    zoe, mai, jose = (people(joined)[name] for name in (ZOE, MAI, JOSE))

    assert zoe["fields"]["Ernährung"] == "vegan"
    assert zoe["fields"]["Name (pretix)"] == "Zo"
    assert zoe["fields"]["email"] == "zoe@example.org"
    assert zoe["organisation"] == "Uni Köln"
    assert zoe["sessions"] == {"Workshop Gründen": "booked"}
    assert mai["sessions"] == {"Workshop Recht": "booked"}
    assert jose["category"] == "Presse – Print"
    assert "Rita Rechnung" in people(joined)
    assert "Test Person" not in people(joined)


def test_the_same_list_again_changes_nothing(joined, pretix):
    said = joined.one("sync")

    assert not any(said["pretix"].values())
    asked = [query for _, path, query in pretix.asked if path.endswith("/orders/")]
    assert "modified_since" not in asked[0]
    assert asked[-1]["modified_since"]


def test_a_change_there_is_a_difference_here(joined, pretix):
    joined("roster", "amend", people(joined)[ZOE]["id"], "organisation=RWTH")
    before = people(joined)
    pretix.add("second")

    said = joined.one("sync")["pretix"]

    after = people(joined)
    assert (said["new"], said["changed"], said["cancelled"]) == (0, 2, 3)
    assert after[JOSE]["status"] == after[MAI]["status"] == "cancelled"
    assert after[ZOE]["code"] != before[ZOE]["code"]
    assert "Abend" in {one["name"] for one in joined("session", "list")}


def test_what_a_desk_corrected_outlives_a_download_that_says_the_same(joined, pretix):
    joined("roster", "amend", people(joined)["Rita Rechnung"]["id"], "organisation=Labor")
    pretix.add("second")

    joined("sync")

    assert people(joined)["Rita Rechnung"]["organisation"] == "Labor"


def test_status_tells_of_pretix_without_asking(joined, pretix):
    asked = len(pretix.asked)

    said = joined.one("sync", "status")

    assert said["device"] == "Tresen"
    assert said["profile"] == "full"
    assert said["events"]["gruender3"]["is_whole"]
    assert len(pretix.asked) == asked


def test_the_text_of_the_code_that_pretix_shows_is_enough(pretix, line):
    code = f'{{"handshake_version": 1, "url": "{pretix.address}", "token": "abcdefgh12345678"}}'

    line("join", code, "--event", "gruender3")

    assert line.status == 0


def test_a_used_token_is_told(pretix, line):
    used = (400, {"token": ["This initialization token has already been used."]})
    pretix.instead = lambda _method, path: used if path.endswith("initialize") else None

    line("join", pretix.invitation)

    assert line.status == 2
    assert "used before" in line.complaint


def test_a_device_that_was_revoked_stops_and_keeps_what_is_here(joined, pretix):
    pretix.instead = lambda _method, _path: REVOKED
    joined("sync")
    assert joined.status == 2
    assert "took this device's access away" in joined.complaint
    asked = len(pretix.asked)

    joined("sync")

    assert joined.status == 2
    assert len(pretix.asked) == asked
    assert joined.one("sync", "status")["revoked"]
    assert ZOE in people(joined)


def test_a_profile_that_is_too_narrow_is_told(joined, pretix):
    pretix.instead = lambda _method, path: PROFILE if "/orders/" in path else None

    joined("sync")

    assert joined.status == 2
    assert "security profile" in joined.complaint


def test_a_download_that_was_cut_off_goes_on_where_it_was(pretix, line):
    """The second page fails at first; then it is asked for, and the first one is not."""
    _, _, whole = pretix.reply("GET", orders_of(pretix))
    first, rest = whole["results"][:2], whole["results"][2:]
    page = f"{pretix.address}/api/v1/organizers/peer/events/gruender3/orders/?page=2"
    failing = [True]

    def cut(_method, path):
        if "/orders/" not in path:
            return None
        if "page=2" not in path:
            return 200, {"count": 5, "next": page, "previous": None, "results": first}
        if failing.pop() if failing else False:
            return 500, {"detail": "fault"}
        return 200, {"count": 5, "next": None, "previous": None, "results": rest}

    pretix.instead = cut
    line("join", pretix.invitation, "--event", "gruender3")
    assert line.status == 2
    cut_off = len(pretix.asked)

    line("sync")

    asked = [query for _, path, query in pretix.asked[cut_off:] if path.endswith("/orders/")]
    assert asked == [{"page": "2"}]
    assert len(people(line)) == 6


def orders_of(pretix):
    key = next(key for key in pretix.recorded if key[1].endswith("/orders/"))
    return f"{key[1]}?" + "&".join(f"{name}={value}" for name, value in key[2])


def test_who_leaves_is_no_device_any_more_and_keeps_everything(joined, pretix):
    pretix.instead = lambda _m, path: (200, {}) if path.endswith("revoke") else None

    said = joined.one("leave")

    assert said["told"]
    assert ZOE in people(joined)
    joined("leave")
    assert joined.status == 2


def test_a_server_that_is_away_is_one_sentence(joined, pretix):
    pretix.instead = lambda _method, _path: (503, {})

    joined("sync")

    assert joined.status == 2
    assert "has a fault (503)" in joined.complaint
