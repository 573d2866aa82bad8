"""Words about what can be done with one guest."""

from ui.texts import N_

GUEST = N_("Guest")
NAME = N_("Name or organisation")
SUBSTITUTE = N_("Somebody else comes instead")
NO_PHOTO = N_("No photos")
NEEDS = N_("Needs help")
LOST_BADGE = N_("Badge lost: print a new one")
