"""Giving peewee the driver of PostgreSQL that `db` hid from it."""

from typing import Any

import peewee
import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types.json import Json, Jsonb


def load() -> None:
    """Let peewee know psycopg, as if it had found it when it was loaded."""
    names: Any = peewee
    if names.psycopg is not None:
        return
    names.psycopg, names.TransactionStatus = psycopg, TransactionStatus
    names.Json_pg3, names.Jsonb_pg3 = Json, Jsonb
    adapter = names.Psycopg3Adapter
    adapter.txn_idle = TransactionStatus.IDLE
    adapter.txn_inerror = TransactionStatus.INERROR
    adapter.txn_unknown = TransactionStatus.UNKNOWN


def is_understood(url: str) -> bool:
    """Whether libpq can read *url*."""
    try:
        return bool(conninfo_to_dict(url))
    except psycopg.ProgrammingError:
        return False
