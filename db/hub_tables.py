"""The tables beside a hub's journal; rows never leave `db`."""

from peewee import BigIntegerField, CharField, Model, TextField

from app.ports.hub import HubStation


class HubStationRow(Model):
    """A station that may push and pull as long as ``revoked_ms`` is empty."""

    id = CharField(primary_key=True)
    name = TextField()
    public_key = TextField()
    token_hash = TextField(unique=True)
    joined_ms = BigIntegerField()
    revoked_ms = BigIntegerField(null=True)
    seen_ms = BigIntegerField(null=True)
    cursor = BigIntegerField(default=0)
    last_seq = BigIntegerField(default=0)
    version = TextField(default="")

    class Meta:
        table_name = "hub_station"


class HubOfferRow(Model):
    """A one-time code that nobody used yet."""

    code_hash = CharField(primary_key=True)
    name = TextField()
    expires_ms = BigIntegerField()

    class Meta:
        table_name = "hub_offer"


STATION_COLUMNS = (
    "id, name, public_key, joined_ms, revoked_ms, seen_ms, cursor, last_seq, version,"
    " (SELECT coalesce(max(seq), 0) FROM journal WHERE station = hub_station.id)"
)


def to_station(row: tuple[object, ...]) -> HubStation:
    """Return the station of a row that was selected by `STATION_COLUMNS`."""
    names = ("id", "name", "public_key", "joined_ms", "revoked_ms", "seen_ms", "cursor")
    values = zip((*names, "last_seq", "version", "acked"), row, strict=True)
    return HubStation(**dict(values))  # type: ignore[arg-type]  # the columns have these types
