"""What Empfang remembers: the journal and the views made from it, in SQLite through peewee.

peewee and its migrations load every driver that is installed. PostgreSQL's takes longer to load
than a scan takes from key to answer, and only some hubs need it, so it is hidden from them until
`db.postgresql_driver` gives it back.
"""

import sys

if "peewee" not in sys.modules and "psycopg" not in sys.modules:
    sys.modules["psycopg"] = None  # type: ignore[assignment] # an import of it fails, as meant
    import peewee as peewee
    from playhouse import migrations as migrations

    del sys.modules["psycopg"]
