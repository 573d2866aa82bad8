"""The end of a hub's database on a server; one in a file ends with the file."""

from db.hub_memo import HubMemo, is_postgresql

_TABLES = ("journal", "note", "hub_station", "hub_offer")
_FUNCTIONS = ("journal_refuses", "journal_blanks")


def drop_hub(memo: HubMemo) -> None:
    """Drop the tables of a hub on PostgreSQL; of other hubs nothing is done here.

    Raises:
        StorageError: the server does not do it; it is tried again.
    """
    if not is_postgresql(memo.database):
        return
    from db.hub_postgresql import PostgresqlBackend  # noqa: PLC0415 - see `db`

    backend = PostgresqlBackend(memo.database)
    try:
        with backend.writing():
            for table in (*_TABLES, "schema_migration"):
                backend.database.execute_sql(f"DROP TABLE IF EXISTS {table} CASCADE")
            for function in _FUNCTIONS:
                backend.database.execute_sql(f"DROP FUNCTION IF EXISTS {function} CASCADE")
    finally:
        backend.close()
