"""What the page about the central list says, and what is said before a window closes."""

from ui.texts import N_

HUB = N_("Central list")
MAKE_TITLE = N_("This laptop keeps the central list")
MAKE_WHY = N_(
    "The other laptops send everything here. Without a connection they go on and send later. The"
    " list is served as long as this window is open."
)
MAKE = N_("Make this laptop the central one")
MAKING = N_("The central list is being started.")
ASKING = N_("The central list is being asked.")
JOIN_TITLE = N_("Join a central list")
JOIN_WHY = N_(
    "Another laptop keeps the list, or pretix does. Scan what the laptop shows, or pretix under"
    " Devices, or type it."
)
INVITATION = N_("Invitation (EV1:… or pretix://…)")
JOIN = N_("Join")
JOINED = N_("Joined. Everything is being exchanged.")
JOINED_BEFORE = N_("This laptop belongs to a central list already; one event has one.")

ADDRESS = N_("Address")
KEY = N_("Key")
CONTACT = N_("Last contact")
UNSENT = N_("Unsent")
VERSION = N_("Version")
STATE = N_("State")
REACHED = N_("connected")
NOT_REACHED = N_("no connection")
NEVER = N_("not here yet")
JUST_NOW = N_("just now")
SECONDS_AGO = N_("{count} s ago")
MINUTES_AGO = N_("{count} min ago")
AT = N_("{day} {time}")
NOTHING_WAITS = N_("Everything here goes on without a connection and is sent later.")
BELONGS = N_("This laptop belongs to a central list")

SERVED_AT = N_("{address} · key {pin}")
STATIONS = N_("Stations")
RUNS_WITH_WINDOW = N_("The central list runs as long as this window is open. Close it last.")
STARTING = N_("The central list is starting. Nothing is lost meanwhile.")
THIS_ONE = N_("this laptop")
SHUT_OUT_STATE = N_("shut out")
ALL_SENT = N_("everything sent")
STILL_UNSENT = N_("{count} unsent")

TAKE_IN = N_("Let a station in")
STATION_NAME = N_("What the station is called")
SHOW_INVITATION = N_("Show the invitation")
NAME_FIRST = N_("Type a name first, like Entrance 2.")
SCAN_THERE = N_("On the other laptop: F10, Central list. Scan this there, or type it.")
VALID_FOR = N_("Good for {minutes}:{seconds} more minutes, for one station.")
RAN_OUT = N_("The invitation has run out. ⏎ shows a new one.")
CAME_IN = N_("“{name}” is in.")

BOARD = N_("Live board")
BOARD_WHY = N_(
    "Scan this with a phone, or open it on the wall: counts, no names. The browser asks once"
    " whether it may trust this laptop."
)
BOARD_COPY = N_("Copy the link")
BOARD_COPIED = N_("The link is in the clipboard.")
BOARD_RENEW = N_("Another link")
BOARD_RENEW_ASKED = N_("End the link to the live board?")
BOARD_RENEW_WHY = N_(
    "Whoever has it sees nothing more, screens on the wall too. They need the new link."
)
BOARD_RENEWED = N_("This is the new link. The old one has ended.")

SHUT_OUT = N_("Shut the station out")
SHUT_OUT_ASKED = N_("Shut “{name}” out?")
SHUT_OUT_WHY = N_(
    "What it brought stays. What it writes from now on does not count until somebody takes it in"
    " under Questions. It can come back with a new invitation only."
)
SHUT_OUT_DONE = N_("“{name}” is shut out.")
SHUT_OUT_NOW = N_("Shut out")

LEAVING = N_("Not everything is sent yet")
LEAVING_WHY = N_(
    "Unsent entries of this laptop: {count}. No central list has them yet. It is being tried; when"
    " everything is sent, this window closes by itself."
)
OTHERS = N_("Other laptops still need this one")
OTHERS_WHY = N_(
    "This window keeps the central list. Laptops connected: {count}. They go on without"
    " it and send later. Close this window last."
)
WRITE_FILE = N_("Write a hand-over file")
CLOSE_ANYWAY = N_("Close all the same")
STAY = N_("Stay open")
SURE = N_("Really close?")
SURE_UNSENT = N_("The entries stay on this laptop and are sent when Empfang is opened here again.")
CLOSE_NOW = N_("Close now")
FILE_WRITTEN = N_("The hand-over file is written")
FILE_WHY = N_(
    "Whoever opens it needs this code, which is shown only here. Take file and code to the other"
    " laptop on two ways."
)
FILE = N_("File")
WRITING = N_("The file is being written.")
