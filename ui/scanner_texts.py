"""All words about scanners; see `ui.texts`."""

from ui.texts import N_

NOT_HEARD = N_("This window does not hear the scanner. Please click into it.")
PERHAPS = N_("Perhaps")
SCAN_THIS = N_("Scan this code once: it shows how the scanner types, and what to set.")
SCANNER_FINE = N_("Everything arrives as it should.")
SCANNER_LAYOUT = N_(
    "Keyboard layouts differ: {scanner} (scanner), {computer} (computer). That is undone here."
)
SCANNER_LAYOUT_TEXT = N_(
    "The keyboard layout of this computer ({computer}) changes what the scanner types. Please set"
    " the scanner to the same layout."
)
CAPS_LOCK = N_("Caps Lock is on. Please press it once.")
PREFIX = N_("Before each code the scanner types {typed}. Please switch its prefix off.")
SUFFIX = N_("After each code the scanner types {typed}. Please switch its suffix off.")
NO_ENDING = N_("The scanner sends no Enter. Please set its suffix to CR.")
LOST = N_("{count} of 95 characters were lost: {typed}. Please set the scanner to type slower.")
PACE = N_("{count} ms a character")
SERIAL_PORTS = N_("Scanner at a serial port")
SERIAL_STATES = {
    "ready": N_("The scanner at {port} is connected."),
    "absent": N_("The scanner is unplugged. It is used again as soon as it is back."),
    "busy": N_("Another program holds {port}. Please close it."),
    "forbidden": N_(
        "This account may not open {port}. Please have it added to the group {group}, then sign"
        " in again."
    ),
}
SERIAL_LAMPS = {
    "absent": N_("Scanner unplugged"),
    "busy": N_("Scanner in use"),
    "forbidden": N_("Scanner locked"),
}
KEYBOARD_ONLY = N_("None")
