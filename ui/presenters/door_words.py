"""A door put into words: what stands on the band, beside the number, and on the keys."""

from app.admission.seats import is_parallel
from app.model.programme import Programme, Session
from app.model.room import Room
from app.model.standing import Direction
from app.model.verdict import Answer, Reason
from ui import door_texts, texts
from ui.language import Language
from ui.presenters.door import DoorScene
from ui.presenters.place import EARLY
from ui.presenters.scene import Scene, Solution
from ui.presenters.words import plate_view, solution_word
from ui.widgets.band import BandView
from ui.widgets.guest_menu import MenuRow
from ui.widgets.keys import Key
from ui.widgets.plate import IDLE
from ui.widgets.room_count import CountView, Note

PLACE_KEYS = "123456789abcdefghijlmnopqrstuvwxyz"
"""Of the rows of places; the letter that is left out is the kiosk's."""
_BELONGS = (Reason.NOT_BOOKED, Reason.FULL, Reason.WAITING_LIST)
_AT_INFO_POINT = (Reason.CANCELLED, Reason.REPLACED, Reason.REVOKED)


def band_view(scene: Scene, door: DoorScene, language: Language) -> BandView:
    """Return what the band shows: the answer, else who was called, else that it is ready."""
    plate = plate_view(scene, language)
    is_busy = scene.answer or scene.undone or scene.notice or scene.error or scene.is_blocked
    if not is_busy:
        return _waiting(scene, door, language)
    tile, where = _belongs(scene.answer, language)
    return BandView(
        plate.verdict,
        plate.word,
        plate.name,
        "" if tile else plate.reason,
        tile,
        where,
        _hint(scene, door, language),
        _solution(scene, language),
    )


def count_view(door: DoorScene, language: Language) -> CountView:
    """Return what stands in the large number and beside it."""
    room = door.room
    if room is None:
        return CountView()
    notes = tuple(_notes(room, door, language))
    capacity = room.session.capacity
    inside = door_texts.INSIDE if capacity is None else door_texts.INSIDE_OF
    spoken = language.say(inside, present=room.present, capacity=capacity)
    lines = ". ".join((spoken, *(note.text.replace("\n", " ") for note in notes)))
    return CountView(room.present, capacity, notes, lines)


def place_title(session: Session | None, language: Language) -> tuple[str, str]:
    """Return the large words of the header, and what is there: nothing at the event's door."""
    if session is None:
        return "", ""
    return room_name(session, language), session.name


def room_name(session: Session, language: Language) -> str:
    """Return what a room is called: a number alone says that it is one."""
    if not session.room:
        return language.say(texts.KINDS[session.kind])
    is_number = session.room[0].isdigit()
    return language.say(door_texts.ROOM, room=session.room) if is_number else session.room


def door_keys(direction: Direction, language: Language) -> list[Key]:
    """Return the keys at the door of a room."""
    turn = door_texts.OUT_KEY if direction is Direction.IN else door_texts.IN_KEY
    keys = (
        ("door_rooms", "F3", door_texts.ROOM_KEY),
        ("door_roll", "F4", door_texts.LIST_KEY),
        ("door_turn", "F5", turn),
        ("undo", "F6", texts.UNDO),
        ("search", "abc", texts.SEARCH),
        ("door_help", "F1", texts.HELP),
    )
    return [Key(name, cap, language.say(word)) for name, cap, word in keys]


def roll_keys(language: Language) -> list[Key]:
    """Return the keys while the roll is open."""
    keys = (
        ("roll_submit", "⏎", door_texts.RECORD_KEY),
        ("roll_next", "↓", door_texts.NEXT_PAGE),
        ("undo", "F6", texts.UNDO),
        ("roll_close", "Esc", texts.CANCEL),
        ("door_help", "F1", texts.HELP),
    )
    return [Key(name, cap, language.say(word)) for name, cap, word in keys]


def place_rows(
    rooms: tuple[Room, ...], programme: Programme | None, here: str, language: Language
) -> list[MenuRow]:
    """Return the rows of the places where a station may stand, the likeliest first.

    An event with one entrance has one reception; where there are several, each is a place.
    """
    rows = [
        MenuRow(room.session.id, cap, room.session.name, _place_detail(room, here, language))
        for cap, room in zip(PLACE_KEYS, rooms, strict=False)
    ]
    entrances = programme.open_entrances if programme else []
    if len(entrances) > 1:
        caps = PLACE_KEYS[len(rows) :]
        rows += [
            MenuRow(one.id, cap, one.name, _here(one.id, here, language))
            for cap, one in zip(caps, entrances, strict=False)
        ]
    return [*rows, MenuRow("", "0", language.say(texts.RECEPTION), _here("", here, language))]


def _place_detail(room: Room, here: str, language: Language) -> str:
    session = room.session
    seats = str(room.present)
    if session.capacity is not None:
        seats = f"{room.present} / {session.capacity}"
    begins = language.time(session.starts) if session.starts else ""
    parts = (session.room, begins, seats, _here(session.id, here, language))
    return " · ".join(part for part in parts if part)


def _here(session: str, here: str, language: Language) -> str:
    return language.say(door_texts.HERE) if session == here else ""


def _waiting(scene: Scene, door: DoorScene, language: Language) -> BandView:
    """Return what stands there while no guest does."""
    if scene.is_deaf:
        plate = plate_view(scene, language)
        return BandView(plate.verdict, plate.word, reason=plate.reason)
    if door.marked:
        return BandView("welcome", language.say(door_texts.MARKED, count=door.marked))
    return _called(door, language) if door.called else _ready(scene, door, language)


def _ready(scene: Scene, door: DoorScene, language: Language) -> BandView:
    say = language.say
    if door.direction is Direction.OUT:
        return BandView(IDLE, say(door_texts.LEAVING), reason=say(door_texts.WHO_LEAVES))
    plate = plate_view(scene, language)
    hint, keys = _offer(door, language)
    return BandView(IDLE, plate.word, reason=plate.reason, hint=hint, keys=keys)


def _offer(door: DoorScene, language: Language) -> tuple[str, tuple[Key, ...]]:
    """Return what the host can do while nobody stands there."""
    room, say = door.room, language.say
    hints, keys = [], []
    if room is None:
        return "", ()
    to_give = room.to_give
    if room.waiting and to_give != 0:
        count = room.waiting if to_give is None else to_give
        hints.append(say(door_texts.SEATS_WAIT, count=count, waiting=room.waiting))
        keys.append(Key("door_solve", "F7", say(door_texts.CALL_NEXT)))
    if room.reserved and not room.is_released and (room.waiting or _is_soon(room, door)):
        hints.append(_kept(room, language))
        keys.append(Key("door_second", "⇧ F7", say(door_texts.FREE_SEATS)))
    elif room.session.freed is not None and room.is_released:
        keys.append(Key("door_second", "⇧ F7", say(door_texts.KEEP_SEATS)))
    if door.soon is not None and door.soon.starts is not None:
        time = language.time(door.soon.starts)
        hints.append(say(door_texts.SOON_HERE, time=time, what=door.soon.name))
    return "\n".join(hints), tuple(keys)


def _is_soon(room: Room, door: DoorScene) -> bool:
    """Whether people without a seat may be standing there by now."""
    starts = room.session.starts
    return room.session.capacity is not None and (starts is None or door.now >= starts - EARLY)


def _called(door: DoorScene, language: Language) -> BandView:
    say, seat = language.say, door.called
    return BandView(
        IDLE,
        say(door_texts.PLEASE_CALL),
        seat.name if seat else "",
        say(door_texts.IS_NEXT),
        keys=(
            Key("door_solve", "F7", say(door_texts.THEY_ARE_HERE)),
            Key("door_second", "⇧ F7", say(door_texts.CALL_NEXT)),
        ),
    )


def _belongs(answer: Answer | None, language: Language) -> tuple[str, str]:
    """Return the room where a guest belongs, and what is there."""
    if answer is None or answer.reason not in _BELONGS or not answer.elsewhere:
        return "", ""
    session = answer.elsewhere[0]
    begins = (
        language.say(texts.O_CLOCK, time=language.time(session.starts)) if session.starts else ""
    )
    tile = session.room or session.name
    what = session.name if session.room else ""
    return tile, "\n".join(part for part in (what, begins) if part)


def _hint(scene: Scene, door: DoorScene, language: Language) -> str:
    """Return what stands above the key of the solution."""
    answer = scene.answer
    if answer is None or scene.is_blocked:
        return ""
    if answer.reason in _AT_INFO_POINT:
        return "\n".join(texts.AT_INFO_POINT)
    return "" if door.room is None else "\n".join(_why_not(answer, door.room, language))


def _why_not(answer: Answer, room: Room, language: Language) -> list[str]:
    """Return how the seats are, and what the key changes."""
    say = language.say
    if answer.reason is Reason.NOT_BOOKED:
        is_moving = any(is_parallel(other, room.session) for other in answer.elsewhere)
        moves = door_texts.SEAT_MOVES if is_moving else door_texts.SEAT_HERE
        return [*_still_free(room, language), say(moves)]
    if answer.reason is Reason.FULL:
        why = say(door_texts.NO_SEAT) if room.free == 0 else _kept(room, language)
        return [why, say(door_texts.F7_ALL_THE_SAME)]
    if answer.reason is Reason.WAITING_LIST:
        return [_kept(room, language), say(door_texts.SEAT_HERE)]
    return []


def _still_free(room: Room, language: Language) -> list[str]:
    if room.to_give is None:
        return []
    words = {0: door_texts.NONE_FREE, 1: door_texts.ONE_FREE}
    return [language.say(words.get(room.to_give, door_texts.STILL_FREE), count=room.to_give)]


def _kept(room: Room, language: Language) -> str:
    """Return how many seats are kept, and until when."""
    if room.release is None:
        return language.say(door_texts.SEATS_KEPT_OPEN, count=room.reserved)
    time = language.time(room.release)
    return language.say(door_texts.SEATS_KEPT, count=room.reserved, time=time)


def _solution(scene: Scene, language: Language) -> tuple[Key, ...]:
    if scene.solution is None:
        return ()
    is_admission = scene.solution is Solution.ADMIT
    word = language.say(door_texts.ADMIT_HERE) if is_admission else solution_word(scene, language)
    return (Key("door_solve", "F7", word),)


def _notes(room: Room, door: DoorScene, language: Language) -> list[Note]:
    say, notes = language.say, []
    if room.free is not None:
        free = say(door_texts.FREE, count=room.free) if room.free else say(door_texts.ALL_TAKEN)
        notes.append(Note(free, is_strong=True))
    if room.reserved:
        notes.append(Note(say(door_texts.EXPECTED, count=room.reserved)))
    if room.waiting:
        notes.append(Note(say(door_texts.WAITING, count=room.waiting)))
    if room.is_released:
        notes.append(Note(say(door_texts.RELEASED)))
    elif room.release is not None and room.reserved and room.release > door.now:
        notes.append(Note(say(door_texts.RELEASE_AT, time=language.time(room.release))))
    if door.is_cut_off:
        known = say(door_texts.AS_OF_NEVER)
        if door.as_of is not None:
            known = say(door_texts.AS_OF, time=language.time(door.as_of))
        notes.append(Note(known, sign="attention"))
    return notes
