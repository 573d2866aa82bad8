"""Words at the door of a room."""

from ui.texts import N_

ROOM = N_("Room {room}")
FREE = N_("{count} free")
ALL_TAKEN = N_("full")
EXPECTED = N_("{count} still expected")
WAITING = N_("{count} on the waiting list")
RELEASE_AT = N_("Release at {time}")
RELEASED = N_("Seats released")
AS_OF = N_("As of {time}, no central list")
AS_OF_NEVER = N_("Only what this laptop knows")
INSIDE = N_("{present} inside")
INSIDE_OF = N_("{present} of {capacity} seats taken")

ADMIT_HERE = N_("Admit here")
CALL_NEXT = N_("Call the next person")
THEY_ARE_HERE = N_("They are here: admit")
PLEASE_CALL = N_("Please call")
IS_NEXT = N_("Next on the waiting list")
FREE_SEATS = N_("Free the seats now")
KEEP_SEATS = N_("Keep the seats")
SEATS_WAIT = N_("{count} free, {waiting} on the waiting list")
SEATS_KEPT = N_("{count} kept until {time}")
SEATS_KEPT_OPEN = N_("{count} kept for those who booked")
STILL_FREE = N_("{count} seats are still free here.")
ONE_FREE = N_("One seat is still free here.")
NONE_FREE = N_("No seat is free here.")
SEAT_MOVES = N_("F7 moves the booking here.")
SEAT_HERE = N_("F7 books the seat here.")
NO_SEAT = N_("Every seat is taken.")
F7_ALL_THE_SAME = N_("F7 admits all the same.")
SOON_HERE = N_("From {time} in this room: {what}. F3, then 1.")

LEAVING = N_("Way out")
WHO_LEAVES = N_("Whoever leaves holds the code in front of the scanner.")
MARKED = N_("{count} recorded as present")

ROOM_KEY = N_("Room")
LIST_KEY = N_("List")
OUT_KEY = N_("Out")
IN_KEY = N_("In")

WHERE = N_("Where is this station?")
HERE = N_("here")
KIOSK = N_("Kiosk: guests check in by themselves")
EVENT_DOOR = N_("Door of the event")

PRESENT = N_("Who is here?")
PRESENT_HOW = N_("All who booked are ticked. The key of a row takes the tick away.")
RECORD_PRESENT = N_("Record {count} as present")
RECORD_KEY = N_("Record")
PAGE_OF = N_("{page} of {pages}")
NEXT_PAGE = N_("Next page")
TICKED = N_("ticked")
NOT_TICKED = N_("not ticked")

NOT_AMONG = N_("Not among them? Type the code of the invitation, or ask at reception.")

CONNECTED = N_("Connected")
LINK_GONE = N_("Offline")
TURNED_AWAY = N_("Refused")

DOOR_HELP = (
    ("abc", N_("Search: just type a name, or Ctrl+F")),
    ("F2", N_("Camera on or off")),
    ("F3", N_("Change the room: then the digit of the row")),
    ("F4", N_("Record who is here without scanning")),
    ("F5", N_("In or out")),
    ("F6", N_("Take back the last action")),
    ("F7", N_("The solution that the screen offers")),
    ("⇧ F7", N_("Free the seats, call the next person")),
    ("F8", N_("Deutsch, English")),
    ("F9", N_("Light, dark, high contrast")),
    ("F10", N_("Questions, badges, central list")),
    ("⇧ F10", N_("Where this station stands")),
    ("F11", N_("Full screen")),
    ("F12", N_("Try the scanner out")),
    ("Esc", N_("Clear, close, back")),
)
