"""What the window says when the disk takes nothing more, and when it asks for a PIN."""

from ui.texts import N_

BLOCKED = N_("Nothing is recorded here")
BLOCKED_WHY = N_(
    "The disk of this laptop takes nothing more. Please use another laptop, or free space and"
    " press F7."
)
"""Stays until the disk works again."""

PIN = N_("PIN")
PIN_WANTED = N_("The list on this laptop is protected. Please type its PIN.")
PIN_WRONG = N_("That is not the PIN of this laptop’s list. Please type it again.")
OPEN = N_("Open")
