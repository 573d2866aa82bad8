"""What Empfang remembers: the journal and the views made from it, in SQLite through peewee."""
