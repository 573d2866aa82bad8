"""Hand-over files: the same state on a spare laptop, or one sentence and nothing changed."""

import pytest

from app.bootstrap.syncing import Background
from app.bootstrap.takeover import hand_over, take_over
from app.bootstrap.workplace import furnish
from app.errors import FileError, InputError
from app.model.code import new_code
from app.settings import Settings, load_settings
from app.sync.handover import MARK, SALT_BYTES, Contents, write_handover
from tests.app.network import CLOCK, Gate, proof

SETTINGS = Settings(language="en", door="s1", printer="Canon in hall 1", camera_id="cam7")


@pytest.fixture
def station(new_gate):
    gate = new_gate()
    gate.plan("laptop")
    gate.say(*(f"r{number}" for number in range(300)))
    return gate


@pytest.fixture
def handed(station, tmp_path):
    """A hand-over file and its code."""
    return hand_over(furnish(station.file, CLOCK), tmp_path / "spare.empfang", SETTINGS)


@pytest.fixture
def spare(tmp_path):
    """The folder of the spare laptop."""
    return tmp_path / "spare"


def opened(folder) -> Gate:
    gate = Gate(folder)
    gate.file = gate.events.open()
    return gate


def test_an_empty_folder_becomes_a_new_station_with_the_same_state(station, handed, spare):
    taken = take_over(spare, handed.path, handed.code, CLOCK)
    gate = opened(spare)

    assert proof(gate) == proof(station)
    assert gate.journal.counts().expected == 300
    assert taken.new == handed.entries
    assert gate.journal.station == taken.station != "laptop"
    gate.file.close()


def test_settings_of_the_desk_come_along_and_those_of_the_laptop_stay(handed, spare):
    take_over(spare, handed.path, handed.code.lower(), CLOCK)
    settings = load_settings(spare)

    assert (settings.language, settings.door) == ("en", "s1")
    assert (settings.printer, settings.camera_id) == ("", "")


def test_a_setting_that_only_a_newer_release_can_read_is_left_out(station, spare, tmp_path):
    path, code, journal = tmp_path / "newer.empfang", new_code(), station.journal
    end = station.book.last_position()
    settings = {"other_codes": ["hologram"], "door": "s1", "shine": True}
    contents = Contents(event="e1", name="Fest", station="a", entries=end, settings=settings)
    entries = (entry for _, entry in journal.entries())
    write_handover(path, code, contents, entries, salt=bytes(SALT_BYTES))

    assert take_over(spare, path, code, CLOCK).new == end
    assert load_settings(spare) == Settings(door="s1")


def test_the_same_event_takes_what_is_missing(station, handed, spare, tmp_path):
    take_over(spare, handed.path, handed.code, CLOCK)
    station.say("late")
    later = hand_over(furnish(station.file, CLOCK), tmp_path / "later.empfang", SETTINGS)
    gate = opened(spare)
    gate.say("own")

    assert take_over(spare, later.path, later.code, CLOCK).new == 1
    assert gate.journal.standing("late") is not None
    assert proof(gate).is_sound
    gate.file.close()


def test_a_copys_file_that_contradicts_goes_on_as_a_branch(station, tmp_path):
    station.file.close()
    copy = tmp_path / "copy"
    (copy / "events").mkdir(parents=True)
    for file in [*station.file.path.parent.glob("e1.db*"), station.file.path.parents[1] / "key"]:
        target = copy / (file.name if file.name == "key" else f"events/{file.name}")
        target.write_bytes(file.read_bytes())
    twin = opened(copy)
    twin.say("theirs")
    station.say("ours")
    made = hand_over(furnish(twin.file, CLOCK), tmp_path / "twin.empfang", SETTINGS)
    twin.file.close()
    take_over(station.file.path.parents[1], made.path, made.code, CLOCK)

    assert {"theirs", "ours"} <= {one.registration for one in station.journal.standings()}
    assert proof(station).is_sound


def test_the_hub_gets_what_a_file_brought(hub, first, tmp_path):
    lonely = Gate(tmp_path / "lonely")
    start = hand_over(furnish(first.file, CLOCK), tmp_path / "a.empfang", SETTINGS)
    take_over(tmp_path / "lonely", start.path, start.code, CLOCK)
    lonely.file = lonely.events.open()
    lonely.say("met nobody")
    made = hand_over(furnish(lonely.file, CLOCK), tmp_path / "b.empfang", SETTINGS)
    lonely.file.close()

    assert take_over(first.file.path.parents[1], made.path, made.code, CLOCK).new == 1
    first.sync()
    assert proof(hub) == proof(first)
    assert first.journal.standing("met nobody") is not None


def test_another_event_is_refused(handed, spare):
    gate = Gate(spare)
    gate.file = gate.events.create("e2", station="other")
    with pytest.raises(InputError, match="of the event Fest"):
        take_over(spare, handed.path, handed.code, CLOCK)
    gate.file.close()


@pytest.mark.parametrize("code", ["", "BCDE", "no code at all"])
def test_a_mistyped_code_is_told_from_a_wrong_one(handed, spare, code):
    with pytest.raises(InputError, match="16 letters"):
        take_over(spare, handed.path, code, CLOCK)


def test_a_wrong_code_opens_nothing(handed, spare):
    with pytest.raises(InputError, match="does not open"):
        take_over(spare, handed.path, new_code(), CLOCK)

    assert not (spare / "events").exists()


def test_a_file_that_was_cut_off_or_changed_changes_nothing(handed, spare):
    whole = handed.path.read_bytes()
    head = len(MARK) + SALT_BYTES
    broken = [
        whole[:-1],
        whole[: head + 10],
        whole[:head],
        whole[: len(whole) // 2],
        whole + b"more",
        whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        whole[: head - 1] + bytes([whole[head - 1] ^ 1]) + whole[head:],
        b"EMPFHO99" + whole[8:],
        b"",
    ]
    for bytes_ in broken:
        handed.path.write_bytes(bytes_)
        with pytest.raises(InputError) as refused:
            take_over(spare, handed.path, handed.code, CLOCK)
        assert refused.value.sentence.count(".") <= 2
    assert not (spare / "events").exists()


def test_a_missing_file_is_said_so(spare, tmp_path):
    with pytest.raises(FileError, match="cannot be read"):
        take_over(spare, tmp_path / "none", new_code(), CLOCK)


def test_no_name_can_be_read_in_the_file(handed):
    whole = handed.path.read_bytes()

    assert not any(word in whole for word in (b"Ana Li", b"laptop", b"registered", b"e1.db"))


def test_a_folder_that_cannot_be_written_is_said_so(station, tmp_path):
    with pytest.raises(FileError, match="choose another place"):
        hand_over(furnish(station.file, CLOCK), tmp_path / "none" / "x", SETTINGS)


def test_a_station_tells_what_its_hub_lacks_and_writes_the_file(station, first, spare, tmp_path):
    assert Background(furnish(station.file, CLOCK)).unsent() == 0
    first.say("r8", "r9")
    background = Background(furnish(first.file, CLOCK))
    assert background.unsent() == 2
    made = background.hand_over(tmp_path / "last.empfang", SETTINGS)
    first.sync()

    assert background.unsent() == 0
    assert take_over(spare, made.path, made.code, CLOCK).new == made.entries
