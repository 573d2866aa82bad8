"""What the window writes and takes in, in a real event on disk."""

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from app.auditing import audit
from app.bootstrap.paper_room import PaperRoom
from app.bootstrap.workplace import create_event, open_workplace
from app.errors import FileError, RowsError
from app.model.programme import SessionKind
from app.planner import new_session
from app.reports.kinds import Format, Kind
from app.reports.orders import Order
from app.reports.source import Encoding, Options
from app.rest import collector_resting


def go_on(_done, _all):
    pass


@pytest.fixture
def place(tmp_path):
    starts = datetime(2020, 12, 3, 16, tzinfo=UTC)
    create_event(tmp_path / "data", "Gäste: Tag 1", starts=starts, ends=starts + timedelta(hours=5))
    workplace = open_workplace(tmp_path / "data")
    for name in ("Ana Alt", "Łukasz Öz", "Zoë Neu"):
        given, family = name.split()
        workplace.registrar.add({"given": given, "family": family}, sessions={})
    yield workplace
    workplace.close()


@pytest.fixture
def room(place):
    return PaperRoom(place)


def order(kind, form, language="de", **options):
    return Order(kind=kind, form=form, language=language, options=Options(**options))


def test_a_file_lies_in_the_data_folder_under_a_name_that_tells_what_it_is(room, tmp_path):
    done = room.write(order(Kind.ARRIVALS, Format.CSV), room.folder(), go_on)

    assert done.rows == 3
    assert done.path.parent == tmp_path / "data" / "exports"
    assert done.path.name.startswith("Gaste-Tag-1_Gaeste_")
    assert "Łukasz" in done.path.read_text("utf-8-sig")


def test_lists_of_the_same_minute_are_files_of_their_own(room, place):
    doors = [new_session(name, SessionKind.WORKSHOP) for name in ("Raum A", "Räum/B")]
    for door in doors:
        place.planner.plan_session(door)
    plain = order(Kind.SIGNATURES, Format.PDF)
    orders = [*(replace(plain, session=door.id) for door in doors), plain, plain]

    paths = [room.write(one, room.folder(), go_on).path for one in orders]

    assert len(set(paths)) == 4
    assert all(path.is_file() for path in paths)
    assert ["_Raum-A_" in paths[0].name, "_Raum-B_" in paths[1].name] == [True, True]


def test_every_file_is_known_to_the_audit(room, place):
    room.write(order(Kind.REPORT, Format.PDF), room.folder(), go_on)
    room.evacuation("de")

    assert [(line.exported.what, line.exported.form) for line in audit(place.journal)] == [
        ("evacuation", "pdf"),
        ("report", "pdf"),
    ]


def test_whose_letters_are_lost_comes_with_the_file(room):
    asked = order(Kind.ARRIVALS, Format.CSV, "en", encoding=Encoding.CP1252)

    done = room.write(asked, room.folder(), go_on)

    assert done.damaged == (("Łukasz Öz", "Ł"),)


def test_paper_lists_are_printed_and_entered_again(room, place):
    done = room.write(order(Kind.FALLBACK, Format.PDF, desks=2), room.folder(), go_on)
    assert (done.lists, room.lists()) == (("1A", "1B"), ["1B", "1A"])

    entered = room.enter("1a 1", session=None)
    again = room.enter(" 1A: 1 ", session=None)

    assert [one.person.given for one in entered.entered] == ["Ana"]
    assert [one.person.given for one in again.already] == ["Ana"]
    place.station.undo()
    assert room.enter("1A 1 0:00", session=None).entered[0].arrived is not None


@pytest.mark.parametrize("text", ["", "1A", "3-7", "1A x", "2A 1", "1A 1 29:10", "1A 99"])
def test_what_names_no_rows_enters_nobody(room, place, text):
    room.write(order(Kind.FALLBACK, Format.PDF, desks=1), room.folder(), go_on)

    with pytest.raises(RowsError):
        room.enter(text, session=None)
    assert not [one for one in place.journal.standings() if one.arrived]


def test_logos_of_the_data_folder_are_on_papers(room, tmp_path):
    folder = tmp_path / "data" / "logos"
    folder.mkdir()
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1">'
           '<rect width="3" height="1" fill="#00AA00"/></svg>')  # fmt: skip
    (folder / "host.svg").write_text(svg)

    done = room.write(order(Kind.REPORT, Format.PDF), room.folder(), go_on)

    shown = pypdfium2.PdfDocument(done.path)[0].render().to_pil().convert("RGB")
    assert (0, 0xAA, 0) in {colour for _, colour in shown.getcolors(10**6)}


def test_the_collector_rests_while_a_file_is_written_whatever_comes_of_it(room):
    """A full collection stops the thread of the window, too."""
    seen = []

    def stop(_done, _all):
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        room.write(order(Kind.SIGNATURES, Format.PDF), room.folder(), stop)
    with collector_resting(), collector_resting():
        seen.append(gc.isenabled())
    assert seen == [False, False]
    assert gc.isenabled()


@pytest.fixture
def certified(place):
    """The order for a certificate a guest, of a room in which all three were for an hour."""
    talk = replace(new_session("Talk", SessionKind.TALK), ends=None)
    event = place.journal.programme().event
    place.planner.plan_session(replace(talk, starts=event.starts))
    for standing in list(place.journal.standings()):
        place.station.check_in(standing.registration, session=talk)
    place.planner.set_policy(replace(place.journal.programme().policy, enough_percent=0))
    return replace(order(Kind.CERTIFICATES, Format.PDF, is_each=True), session=talk.id)


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_certificates_stopped_half_way_leave_no_file_that_the_audit_does_not_know(
    room, place, certified
):
    seen = []

    def stop(done, _all):
        seen.append(files_in(room.folder()))
        if done == 2:
            raise KeyError

    with pytest.raises(KeyError):
        room.write(certified, room.folder(), stop)
    assert len(seen[-1]) == 2  # the control: two had been made by then
    assert files_in(room.folder()) == []
    assert audit(place.journal) == []

    done = room.write(certified, room.folder(), go_on)

    assert len(files_in(done.path)) == done.rows == 3
    assert [line.exported.rows for line in audit(place.journal)] == [3]


def test_certificates_that_cannot_all_take_their_places_take_none(
    room, place, certified, monkeypatch
):
    done = room.write(certified, room.folder(), go_on)
    names = files_in(done.path)
    (done.path / names[1]).unlink()
    (done.path / names[1]).mkdir()  # in the way of the second one

    monkeypatch.setattr("app.bootstrap.paper_room._free", lambda _path: done.path)
    with pytest.raises(FileError, match="was not written"):
        room.write(certified, room.folder(), go_on)

    assert names[0] not in files_in(room.folder())
    assert len(audit(place.journal)) == 1


def test_a_folder_that_cannot_be_made_is_told(room, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(FileError, match="choose another folder"):
        room.write(order(Kind.REPORT, Format.PDF), tmp_path / "file" / "x", go_on)


def test_the_evacuation_sheet_needs_no_choice(room):
    done = room.evacuation("en")

    assert (
        "people in the building"
        in pypdfium2.PdfDocument(done.path)[0].get_textpage().get_text_range()
    )
