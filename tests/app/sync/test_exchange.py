"""One station's side without network: what is asked, and what answers change."""

from dataclasses import replace

import pytest

from app.clock import ClockReading
from app.errors import HubRefusedError
from app.model.entry import FORMAT_VERSION, Kind
from app.ports.link import HubLink
from app.sync import wire
from app.sync.exchange import Exchange
from app.sync.pace import HOLD_MS, LARGEST, SMALLEST, Pace
from app.sync.trip import Trip, sample_of
from db.notes import STATION_NAME, note
from db.sync_book import SqliteSyncBook
from tests.app.journals import HandClock, Pen, event_file

LINK = HubLink(address="h:1", pin="P", token="t", signing_key="k", epoch="e", is_relayed=True)  # noqa: S106 - for nobody
HUB_MS = 1_800_000_000_000


@pytest.fixture
def file(tmp_path):
    with event_file(tmp_path) as opened:
        SqliteSyncBook(opened.journal).save_link(LINK)
        yield opened


@pytest.fixture
def exchange(file):
    return Exchange(file.journal, SqliteSyncBook(file.journal), HandClock())


def trip(rtt_ms: int, boot: str = "boot") -> Trip:
    return Trip(ClockReading(boot, 1000, 0), ClockReading(boot, 1000 + rtt_ms, 0))


def page(*entries, epoch="e", after=0, **more):
    placed = [(position, entry) for position, entry in enumerate(entries, start=after + 1)]
    return wire.PullReply(
        epoch=epoch, entries=placed, next=after + len(placed), now_ms=HUB_MS, **more
    )


def pull(exchange, reply, rtt_ms=10, boot="boot"):
    return exchange.take_pull_reply(exchange.next_pull(), reply, trip(rtt_ms, boot))


def samples(file):
    entries = [one for _, one in file.journal.entries() if one.kind == Kind.CLOCK]
    return [(one.payload["boot"], one.payload["rtt_ms"]) for one in entries]


def test_the_first_comparison_of_a_boot_is_recorded(exchange, file):
    pull(exchange, page(), rtt_ms=100)
    (entry,) = [one for _, one in file.journal.entries() if one.kind == Kind.CLOCK]

    said = {"boot": "boot", "offset_ms": HUB_MS - 1050, "rtt_ms": 100, "name": entry.get("name")}
    assert entry.payload == said
    assert entry.get("name") == note(file.database, STATION_NAME)
    assert entry.station == "desk"


def test_a_comparison_twice_as_good_is_recorded_and_no_other(exchange, file):
    for rtt_ms in (1900, 1800, 951, 950, 500, 475, 30, 20, 15, 10, 1, 0):
        pull(exchange, page(), rtt_ms)

    assert samples(file) == [
        ("boot", 1900),
        ("boot", 950),
        ("boot", 475),
        ("boot", 30),
        ("boot", 15),
    ]


def test_another_boot_begins_anew_and_a_restart_does_not(exchange, file):
    pull(exchange, page(), 40)
    again = Exchange(file.journal, SqliteSyncBook(file.journal), HandClock())
    pull(again, page(), 40)
    pull(again, page(), 40, boot="next")

    assert samples(file) == [("boot", 40), ("next", 40)]


@pytest.mark.parametrize(
    "odd", [trip(2000), trip(-1), Trip(ClockReading("a", 0, 0), ClockReading("b", 5, 0))]
)
def test_a_trip_that_tells_nothing_is_no_sample(odd):
    assert sample_of(LINK, HUB_MS, odd) is None


def test_an_answer_that_waited_for_news_tells_nothing_of_the_clock(exchange, file):
    query = exchange.next_pull(wait_s=10)
    exchange.take_pull_reply(query, page(), trip(50))

    assert samples(file) == []


def test_a_newer_format_stops_the_pull_and_not_the_push(exchange):
    pen = Pen("tomorrow")
    newer = replace(pen.write("juggled"), v=FORMAT_VERSION + 1)
    with pytest.raises(HubRefusedError, match="update"):
        pull(exchange, page(newer))
    push = exchange.next_push()
    reply = wire.PushReply(epoch="e", acked=push.entries[-1].seq, now_ms=HUB_MS)

    assert exchange.take_push_reply(push, reply, trip(10)) == len(push.entries)
    assert not exchange.has_unsent()
    assert exchange.next_pull().after == 0


def test_unknown_kinds_and_members_are_kept_as_they_came(exchange, file):
    pen = Pen("tomorrow")
    pen.write("juggled", payload={"balls": 5})
    pull(exchange, page(*pen.entries))

    assert file.journal.entry(pen.entries[0].id) == pen.entries[0]


def test_the_hubs_next_pin_is_kept_until_it_is_met(exchange):
    pull(exchange, page(next_pin="Q"))
    assert (exchange.link().pin, exchange.link().next_pin) == ("P", "Q")
    exchange.note_met("P")
    assert exchange.link().next_pin == "Q"
    exchange.note_met("Q")

    assert (exchange.link().pin, exchange.link().next_pin) == ("Q", "")


def test_a_next_pin_is_kept_while_a_hub_that_changes_its_key_has_none_to_tell_of(exchange):
    pull(exchange, page(next_pin="Q"))
    pull(exchange, page())
    assert exchange.link().next_pin == "Q"

    pull(exchange, page(next_pin="P"))

    assert exchange.link().next_pin == ""


def test_a_page_is_cut_into_portions_that_each_move_the_cursor(exchange):
    pen = Pen("gate")
    for number in range(120):
        pen.register(f"r{number}")
    query = exchange.next_pull()
    cursors = [
        exchange.link().cursor for _ in exchange.portions(query, page(*pen.entries), trip(3000))
    ]

    assert cursors[-1] == 120
    assert len(cursors) > 1
    assert cursors == sorted(set(cursors))
    assert exchange.link().mark == pen.entries[-1].id


def test_a_late_answer_of_a_former_life_changes_nothing(exchange):
    query = exchange.next_pull()
    pull(exchange, page(epoch="new"))
    assert exchange.link().epoch == "new"
    exchange.take_pull_reply(query, page(Pen("gate").register("r1")), trip(10))

    assert exchange.link().epoch == "new"
    assert exchange.link().cursor == 0


def test_the_question_says_who_asks_and_what_is_unsent(exchange, file):
    query = exchange.next_pull()

    assert query.last_seq == SqliteSyncBook(file.journal).last_seq()
    assert query.epoch == "e"


def test_others_entries_are_offered_once_and_only_what_is_missing(exchange, file):
    book = SqliteSyncBook(file.journal)
    book.save_link(replace(LINK, is_relayed=False))
    pen = Pen("gate")
    pen.register("r1")
    pen.register("r2")
    file.journal.absorb(pen.entries)
    assert exchange.needs_heads()
    assert exchange.next_push() is None
    heads = {"planner": 1, "gate": 1}
    exchange.take_status(
        wire.StatusReply(epoch="e", event="e1", position=2, heads=heads, stations=[], now_ms=0)
    )
    push = exchange.next_push()
    assert [entry.id for entry in push.entries] == ["gate2"]
    exchange.take_push_reply(push, wire.PushReply(epoch="e", acked=2, now_ms=0), trip(2500))

    assert exchange.next_push() is None
    assert book.link().is_relayed


def test_the_pace_aims_at_a_short_hold():
    pace = Pace()
    for _ in range(10):
        pace.learn(pace.size, pace.size * 2)
    assert pace.size * 2 <= HOLD_MS
    for _ in range(10):
        pace.learn(pace.size, 0)
    assert pace.size == LARGEST
    pace.learn(LARGEST, 60_000)
    assert pace.size == SMALLEST
