"""A second room, beside that of the desk in memory."""

from app.model.programme import Session, SessionKind
from tests.ui.memory_desk import WORKSHOP

OTHER = Session(
    id="w3",
    name="Gründen und Visum",
    kind=SessionKind.WORKSHOP,
    room="2.11",
    starts=WORKSHOP.starts,
    capacity=30,
)
