"""What is said about pretix where it is the central list."""

from ui.texts import N_

TITLE = N_("This laptop works for pretix")
CONNECT = N_("Connect pretix")
CONNECT_WHY = N_(
    "Add a device in pretix under Devices. Scan the code that pretix shows then, or type"
    " pretix://ADDRESS/?token=TOKEN."
)
INVITATION = N_("Invitation (pretix://…)")
INVITATION_OF_HUB = N_("Invitation (EV1:…)")
OTHERS = N_("Other laptops")
OTHERS_WHY = N_(
    "This laptop can keep the central list for the others, or join one. Scan the invitation that"
    " another laptop shows, or type it."
)
CONNECTED = N_("pretix is connected. Its guests are coming.")
CONNECTED_BEFORE = N_("This laptop works for pretix already.")
FIRST_TIME = N_("Everything is being fetched for the first time. Guests appear meanwhile.")

EVENT = N_("Event")
DEVICE = N_("Device")
DEVICE_AND_PROFILE = N_("{device} · profile {profile}")
KEPT = N_("Kept here")
KEPT_ROW = N_("{count} · {why}")
DECLINED = N_("Declined")
DECLINED_ROW = N_("{count} · see Questions")
WAITING = {
    "unsent": N_("sent as soon as pretix answers"),
    "fault": N_("pretix had a fault, tried again"),
    "forbidden": N_("the device may not send it"),
    "list_gone": N_("pretix has no such check-in list any more"),
    "elsewhere": N_("another device told it and takes it back"),
    "no_ticket": N_("no ticket in pretix"),
    "no_list": N_("door is no check-in list in pretix"),
    "unknown": N_("guest not known here yet"),
}
"""Why movements wait, by the reasons of `app.ports.uploads`."""

CHOOSE = N_("Choose events and lists")
CHOICES = {
    "events": (
        N_("Which events?"),
        N_("pretix has several. For which of them does this laptop work?"),
    ),
    "dates": (
        N_("Which dates?"),
        N_("For which dates are guests expected here?"),
    ),
    "lists": (
        N_("Which check-in lists?"),
        N_("Each one that is ticked becomes a door or a session here."),
    ),
}
"""The question and what it means, by what is asked for."""

HOW_TO_TICK = N_("Digit or space bar ticks.")
GO_ON = N_("Go on")
CHOSEN = N_("Saved. What is new comes from pretix now, what is here stays.")

LEAVE = N_("Leave pretix")
LEAVE_ASKED = N_("Leave pretix for good?")
LEAVE_WHY = N_(
    "What is here stays here. What pretix does not know yet is not sent any more. Only a new"
    " device in pretix leads back."
)
LEAVE_UNSENT = N_("pretix still lacks arrivals and departures of this laptop: {count}.")
LEAVE_NOW = N_("Leave")
LEFT = N_("This laptop works for pretix no more. Everything here stays.")
LEFT_UNHEARD = N_("pretix did not answer. Please revoke the device there, under Devices.")
