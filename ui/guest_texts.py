"""Words about what can be done with one guest."""

from ui.texts import N_

GUEST = N_("Guest")
NAME = N_("Name or organisation")
SUBSTITUTE = N_("Somebody else comes instead")
PHOTO = N_("Photos")
PHOTOS_ALLOWED = N_("allowed")
PHOTOS_REFUSED = N_("no photos")
NEEDS = N_("Support")
NOTED = N_("noted")
LOST_BADGE = N_("Badge lost: new one")
LAST_COUNTS = N_("the last one counts")
REINSTATE = N_("Take the cancellation back")
REINSTATED_WHY = N_("Person in charge only")
COMES_NOT = N_("does not come")

NO_PHOTO = N_("No photos: yellow ribbon")
DONE = N_("Done")

INSTEAD = N_("Somebody else comes")
INSTEAD_OF = N_("In place of {name}. Seats and invitation go over, the old code counts no more.")

OUTLET = N_("Outlet")
OUTLET_NEEDED = N_("The outlet is needed. Please ask whom the guest reports for.")
CARD_SEEN = N_("Press card seen")

LIKELY = N_("On the list already?")
LIKELY_WHY = N_("These guests have nearly the same name. Please ask.")
NOBODY_OF_THEM = N_("None of them: new guest")

WHAT_HELPS = N_("What helps the guest?")
MAY_WE = N_("Please ask: “May we note this for our team?”")
AGREED = N_("Guest agrees: note it")
NOTHING_NEEDED = N_("Note nothing")

NOT_ALLOWED = N_("Person in charge, please")
NOT_ALLOWED_WHY = N_("This takes the rights of the person in charge.")
ASK_LEAD = N_("The person in charge may admit")

VALID_ON_BOTH = N_("The registration is for {day} and {other}.")
COME_ON = N_("{day}, {time}")
