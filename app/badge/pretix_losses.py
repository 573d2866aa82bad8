"""What of a pretix badge layout a design cannot keep."""

from dataclasses import dataclass
from enum import StrEnum


class Loss(StrEnum):
    """What a layout has that a design does not."""

    CONTENT = "content"
    PICTURE = "picture"
    MARK = "mark"
    TURNED = "turned"
    SLANTED = "slanted"
    FONT = "font"
    MIDDLE = "middle"
    EDGE = "edge"
    NO_ROOM = "no_room"
    SMALL_CODE = "small_code"
    PAGE = "page"
    ELEMENT = "element"


_SENTENCES = {
    Loss.CONTENT: "“{what}” is not known here and was left out.",
    Loss.PICTURE: "The picture “{what}” was left out; put it into the design as a file.",
    Loss.MARK: "The mark of pretix was left out.",
    Loss.TURNED: "“{what}” stands turned, which no design can; it was left out.",
    Loss.SLANTED: "“{what}” is set upright instead of in italics.",
    Loss.FONT: "The font “{what}” is not here; IBM Plex Sans takes its place.",
    Loss.MIDDLE: "“{what}” stands at the top of its box instead of in its middle.",
    Loss.EDGE: "“{what}” reached over the edge of the badge and was made smaller.",
    Loss.NO_ROOM: "“{what}” has no room beside the code or on the badge and was left out.",
    Loss.SMALL_CODE: "The code would be smaller than 10 mm and was left out; make room for it.",
    Loss.PAGE: "“{what}” stands on a third page or later and was left out.",
    Loss.ELEMENT: "An element of the kind “{what}” is not known here and was left out.",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the design does not keep of the layout; ``what`` names the element."""

    loss: Loss
    what: str = ""

    @property
    def sentence(self) -> str:
        """The remark in words, for the command line."""
        return _SENTENCES[self.loss].format(what=self.what)
