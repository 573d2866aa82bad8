"""The tables beside the journal; those of people are views that it makes.

The journal itself is on the path of every scan, so `db.rows` reads and writes it in SQL.

Rows are not bound to a database, because several event files may be open at once: a query is
bound when it runs. Rows never leave `db`.
"""

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    IntegerField,
    Model,
    TextField,
)


class NoteRow(Model):
    """What this file knows about itself: event, station and its name."""

    key = CharField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "note"


class RegistrationRow(Model):
    """A view: one line a registration, as lists and searches show it.

    ``number`` is the row id of the search index, ``words`` what it holds for this row.
    ``arrived_ms`` is the first living arrival
    anywhere; ``is_inside`` follows the last movement at an entrance; ``disputes`` counts what
    a human may have to resolve; ``party`` is the key of the group that the person comes with.
    """

    number = AutoField()
    id = CharField(unique=True)
    name = TextField()
    organisation = TextField()
    category = TextField()
    origin = CharField()
    status = CharField()
    words = TextField()
    arrived_ms = BigIntegerField(null=True)
    is_inside = BooleanField()
    disputes = IntegerField(default=0)
    party = TextField(default="")

    class Meta:
        table_name = "registration"


class CodeRow(Model):
    """A view: which registration a code leads to. Foreign lists may give one code twice."""

    code = CharField()
    folded = CharField(index=True)
    registration = CharField(index=True)

    class Meta:
        table_name = "code"
        primary_key = CompositeKey("code", "registration")


class BookingRow(Model):
    """A view: seats and places on waiting lists of all who may come.

    ``is_taken`` says that the person was at that door.
    """

    registration = CharField()
    session = CharField()
    state = CharField()
    is_taken = BooleanField(default=False)

    class Meta:
        table_name = "booking"
        primary_key = CompositeKey("registration", "session")
        indexes = ((("session", "state", "is_taken"), False),)


class AttendanceRow(Model):
    """A view: who was at which door; the event's own door is the empty session."""

    registration = CharField()
    session = CharField()
    first_ms = BigIntegerField()
    is_inside = BooleanField()

    class Meta:
        table_name = "attendance"
        primary_key = CompositeKey("registration", "session")
        indexes = ((("session", "is_inside"), False),)


class LookupRow(Model):
    """A view: the short code of each registration, and the place in time that won it."""

    code = CharField(primary_key=True)
    registration = CharField(unique=True)
    attempt = IntegerField()
    wall_ms = BigIntegerField()
    station = CharField()
    seq = IntegerField()

    class Meta:
        table_name = "lookup"


class BadgeJobRow(Model):
    """A badge that somebody waits for; local to this machine, so not in the journal.

    A lease says since when somebody has been sending it, by both clocks.
    """

    id = CharField(primary_key=True)
    registration = CharField()
    printer = TextField()
    state = CharField(index=True)
    reason = TextField()
    opened_ms = BigIntegerField()
    serial = TextField(default="")
    ticket = TextField(default="")
    trouble = TextField(default="")
    is_unsure = BooleanField(default=False)
    lease_boot = TextField(null=True)
    lease_mono_ms = BigIntegerField(null=True)
    lease_wall_ms = BigIntegerField(null=True)

    class Meta:
        table_name = "badge_job"


VIEWS = (RegistrationRow, CodeRow, BookingRow, AttendanceRow, LookupRow)
"""What ``journal rebuild`` empties and makes again."""
