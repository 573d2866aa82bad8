"""What the self-test says: what was looked at, and what to do when it is not well."""

from ui.texts import N_

SELF_TEST = N_("Self-test")
RUNNING = N_("This takes a few seconds.")
ALL_WELL = N_("All is well.")
SOME_BAD = N_("To do: {count}. Everything else is well.")
TEST_BADGE = N_("Test badge")
TEST_BADGE_WHY = N_("Print it, then hold it in front of the scanner.")
PRINT_TEST = N_("Print the test badge")
AGAIN = N_("Test again")
READY = N_("Ready for guests")
READ = N_("The scanner has read the test badge.")
NOT_READ = N_("Not read yet. Hold it still, a hand away.")
HANDED_OVER = N_("The printer has the test badge.")
NOT_PRINTED = N_("The printer did not take it. Check cable, paper and power, then F5.")

NAMES = {
    "database": N_("List"),
    "flush": N_("Speed of the disk"),
    "key": N_("Key of the list"),
    "reserve": N_("Reserve on the disk"),
    "space": N_("Room on the disk"),
    "disk": N_("Encryption of the disk"),
    "battery": N_("Battery"),
    "clock": N_("Clock"),
    "list": N_("Age of the list"),
    "printer": N_("Printer"),
    "fonts": N_("Fonts"),
    "scanner": N_("Scanner"),
    "camera": N_("Camera"),
}
"""By `app.model.check.Check.check`."""

STEPS = {
    "database": N_("The list is damaged. Make a new one and join the central list with it."),
    "flush": N_("Every scan waits for the disk. Use a folder on the built-in disk."),
    "key": N_("The key of the list cannot be had. Please call the person in charge."),
    "reserve": N_("There is no room for the reserve. Free space on this disk."),
    "space": N_("There is little room left. Free space on this disk."),
    "disk": N_("Not known to be encrypted. Turn it on in the system, or keep the laptop in sight."),
    "battery": N_("It runs low. Plug the power supply in."),
    "clock": N_("It differs from the central list, or is not set. Set date and time."),
    "list": N_("It is empty or older than a day. Import it again, or join the central list."),
    "printer": N_("No printer answers. Choose a default printer in the system’s settings."),
    "fonts": N_("Fonts are missing. Install the program again."),
    "scanner": N_("Not read yet. Print the test badge and hold it in front of the scanner."),
    "camera": N_("No camera. A scanner and the search by name do as well."),
}
"""What to do, by check."""
