"""What the first start says."""

from ui.texts import N_

QUESTION = N_("What shall we begin with?")
QUESTION_WHY = N_("There is no event on this laptop yet. One answer is enough.")
BY_LIST = N_("A list of guests")
BY_LIST_WHY = N_("Drop a file here (Excel, CSV), or choose one. Nothing is kept before you say so.")
CHOOSE_FILE = N_("Choose a file")
BY_HUB = N_("Another laptop, or pretix")
BY_HUB_WHY = N_(
    "Scan the invitation that the other laptop shows, or what pretix shows under Devices. Or type"
    " it."
)
JOIN = N_("Join")
BY_SAMPLE = N_("Just try it out")
BY_SAMPLE_WHY = N_("Practise with invented guests. Nothing is kept, nothing is printed.")
PRACTISE = N_("Practise")
FILES = N_("Lists (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)")

FOUND = N_("This is in the list")
FOUND_WHY = N_("Nothing is kept yet.")
GUESTS = N_("Guests")
CANCELLED = N_("Cancelled")
SESSIONS = N_("Workshops")
LEFT_OUT = N_("Left out")
LEFT_OUT_LINE = N_("Line {line}: {why}")
MORE_LINES = N_("and {count} more")
NONE = N_("none")
EVENT_NAME = N_("Name of the event")
EVENT_DAY = N_("Day (day.month.year)")
TAKE = N_("Take the list in")
OTHER_LIST = N_("Another list")
NAME_NEEDED = N_("The event needs a name. Please type it.")
DAY_NEEDED = N_("That is no day. Please write it like 3.12.2026.")
READING = N_("The list is being read.")
TAKING = N_("The list is being taken in.")
JOINING = N_("The central list is being asked. This can take a minute.")
BEGINNING = N_("The practice is being prepared.")
NOT_READ = {
    "input.table": N_(
        "No column holds a name. The first row needs headings like Name, or Vorname and Nachname."
    ),
    "input.file": N_("This file cannot be read. Please take one of Excel or CSV."),
    "input.list": N_(
        "No column holds a name. The first row needs headings like Name, or Vorname and Nachname."
    ),
    "input": N_("There is an event of that name already. Please type another one."),
}
"""By code of the error; others are said as everywhere."""

REFUSED = {
    "The row has no name": N_("no name"),
    "The row has more cells": N_("cells have slipped"),
    "A cell has": N_("a cell is too long"),
    "The code has": N_("the code is too long"),
    "The code stands": N_("the code stands there twice"),
}
"""By the beginning of the sentence that says why a row is left out."""
